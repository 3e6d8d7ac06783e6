"""Official tables taken in: from a workbook, document, PDF or CSV file to rows of `data/raw`.

`read` turns a file into grids of cells, `layout` finds the tables of provinces in them,
`columns` says what each column is, `figures` reads the numbers, `compare` sets them beside what
is known, `write` puts them into `data/raw`, whole or not at all. `transfer.prepare` does all
but the last.
"""
