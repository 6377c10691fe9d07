"""A flow as HOUSE.md draws it: states × moves. A test holds drawing and table equal (tests/house/test_flows.py)."""

from typing import Any

from thidua.flow.table import Flow


def drawing(flow: Flow[Any]) -> str:
    """One row a move, one column a state: where the move leads, `=` where the state stays, `·` where it is closed."""
    names = {str(state): state.name for state in flow.states}
    rows = [["", *names.values()]]
    for move in flow:
        ends = "/".join(names[end] for end in move.ends) or "="
        rows.append([move.code, *(ends if state in move.starts else "·" for state in names)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return f"{flow.noun}\n" + "\n".join(lines)
