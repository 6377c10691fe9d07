"""How the schools' workbooks are understood: sheets of plain values in, facts and named problems out."""
