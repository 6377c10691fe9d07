"""The facts of a question, typed: records, cases of each kind, how a question is read, what the judge sees of them."""
