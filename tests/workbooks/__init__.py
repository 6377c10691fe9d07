"""Workbooks as schools of other blocks send them, made by a seed, with the right answer beside each.

Layouts stand in `lists`, `lists_odd`, `tables` and `past`; their words in `words` (those the reading was built with,
and others it never saw); `block` puts a whole block together and `measure` holds the intake to the answers.
"""
