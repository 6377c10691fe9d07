"""What a page says of blocks' files: one block's as a task list, all blocks' at a glance."""

from collections.abc import Sequence
from typing import Any

from blocks.models import Block, EmulationYear
from blocks.queries.promise.block_file import BlockFile, files_of
from thidua.actors import Actor
from thidua.registries.addresses import address_for


def file_shown(actor: Actor, block: Block, year: EmulationYear) -> dict[str, Any]:
    """One block's lines, each with its address where its door is open to the actor."""
    file = files_of([block], year)[0]
    return {"file": file, "lines": [{"line": line, "url": address_for(actor, line.link)} for line in file.lines]}


def board_of(blocks: Sequence[Block], year: EmulationYear) -> dict[str, Any]:
    """Every block's file as a row, a column for each kind of line that any of them has."""
    files = files_of(blocks, year)
    heads: dict[str, tuple[int, str]] = {}
    for file in files:
        heads |= {line.code: (line.place, line.short) for line in file.lines}
    ordered = sorted(heads, key=lambda code: heads[code])
    return {
        "the_year": year,
        "files": files,
        "heads": [heads[code][1] for code in ordered],
        "rows": [{"file": file, "cells": _cells(file, ordered, heads)} for file in files],
        "finished": sum(file.done == len(file.lines) for file in files),
        "late": sum(bool(file.late) for file in files),
    }


def _cells(file: BlockFile, ordered: Sequence[str], heads: dict[str, tuple[int, str]]) -> list[dict[str, Any]]:
    lines = {line.code: line for line in file.lines}
    return [{"head": heads[code][1], "line": lines.get(code)} for code in ordered]
