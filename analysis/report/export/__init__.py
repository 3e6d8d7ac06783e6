"""From an executed notebook to the files that people read.

`document` makes one clean HTML body out of a notebook; `html`, `pdf`, `docx` and `xlsx` are
nbconvert exporters that give that body a page.
"""
