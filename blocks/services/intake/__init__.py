"""Deeds on batches of files: open one, keep what was read, write what was accepted, reject."""
