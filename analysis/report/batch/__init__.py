"""Many reports at once: what is asked for, what is stale, who makes it, and how it went.

`select` says which provinces are meant, `survey` which of their reports must be made and why,
`pool` where they are made, `dispatch` hands them out, `index` makes the pages that lead to them.
`batch` puts these together for the command `chiso batch`.
"""
