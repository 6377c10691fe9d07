"""The file handed back with its reasons."""
