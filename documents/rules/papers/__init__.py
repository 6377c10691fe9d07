"""What the kinds of paper say for themselves: facts, sections, gaps."""
