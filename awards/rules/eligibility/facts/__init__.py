"""The facts of a question, read and typed."""
