"""Read a plan document that nobody has seen before, and draft the files of a plan from it.

`lines` turns a file into lines and tables, `heading` reads who issued what and when,
`assignments` the tables of tasks, `targets` the sentences with numbers, `draft` writes
`plan.toml`, `targets.csv` and `tasks.csv` beside a list of everything that is doubtful, for a
person to check.
"""
