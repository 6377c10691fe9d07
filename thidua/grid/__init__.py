"""One grid for all nouns: cells typed like a spreadsheet, each change with what the person saw in the cell.

`columns` says what may stand in a cell, `cells` what was asked and what stands there now, `engine` holds, judges and
writes, `door` and `api` answer pages and programs alike. A noun gives a `Grid`: its columns, reading and writing.
"""
