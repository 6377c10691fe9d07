"""Fifty writers at one book, some of them killed in the middle: no number twice, none skipped."""

import threading
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from documents.models import IssuedNumber
from documents.queries.invariants import breaches
from documents.queries.numbers import Unit
from documents.services.numbers import reserve
from tests.cast import build
from thidua import clock

WRITERS, KILLED = 50, 10


@pytest.mark.django_db(transaction=True)
def test_fifty_writers_and_ten_kills_leave_no_gap() -> None:
    cast, year = build(), clock.today().year
    gate, places, given, dead = threading.Barrier(WRITERS), threading.Semaphore(20), [], []

    def write(turn: int) -> None:
        try:
            gate.wait(60)
            with places, cast.at_work("leader") as by, transaction.atomic():
                row = reserve(unit=Unit(block=cast.block), letters="KH", year=year, reason=f"Lượt {turn}", by=by)
                if turn < KILLED:
                    with connection.cursor() as cursor:
                        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            given.append(row.number)
        except OperationalError as killed:
            dead.append(str(killed))
        except Exception as lost:  # the wall may see the dead connection first
            dead.append(repr(lost))
        finally:
            connection.close()

    threads: list[Any] = [threading.Thread(target=write, args=(turn,)) for turn in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(dead) == KILLED, dead
    assert sorted(given) == list(range(1, WRITERS - KILLED + 1))
    with cast.at_work("leader"):
        assert list(IssuedNumber.objects.order_by("number").values_list("number", flat=True)) == sorted(given)
        assert not list(breaches())
