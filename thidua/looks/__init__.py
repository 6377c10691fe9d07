"""How pages look: states and their words, the typeface, lines of long tables, the page that shows all parts."""
