"""A document as Word keeps it: styles that officials know, real tables, fields and sections.

`body` walks the tree of a document; `lines` writes what stands in a paragraph, `tables` the
tables, `official` the parts that the decree prescribes; `templates` holds the look.
"""
