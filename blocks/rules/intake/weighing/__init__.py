"""Which column of a sheet means what: by the words over it and by the cells below, the whole sheet at once."""
