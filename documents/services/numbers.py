"""Numbers from a book: taken with a paper, reserved, cancelled. The book's row is locked, so no number is given twice
and none is skipped in silence (Nghị định 30/2020/NĐ-CP, Điều 15)."""

from datetime import date

from django.db import IntegrityError, transaction

from documents.models import Document, IssuedNumber, NumberRule, NumberSeries
from documents.queries.kinds import kind_of
from documents.queries.numbers import Unit, book_of, last_of, unit_of
from documents.rules.dossiers import next_number
from documents.rules.series import LONGEST_GAP, NumberState, check_number, check_pattern
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped

_OUTSIDE = "Cấp ngoài hệ thống trước số {number:02d}."


def _demand(by: Actor, unit: Unit) -> None:
    block, school = unit.block, unit.school
    demand(by, Action.KEEP_NUMBERS, block_id=block.pk if block else None, school_id=school.pk if school else None)
    if block is None and school is None and by.account_id is not None and not by.is_office:
        raise Denied("Sổ của đơn vị quản lý do chuyên viên giữ.")


def held(unit: Unit, letters: str, year: int) -> NumberSeries:
    """The book, made where there was none, locked until the end of the transaction."""
    series = book_of(unit, letters, year)
    if series is None:
        try:
            with transaction.atomic():
                series = NumberSeries.objects.create(block=unit.block, school=unit.school, letters=letters, year=year)
        except IntegrityError:
            series = book_of(unit, letters, year)
    if series is None:
        raise RuntimeError(f"sổ {letters} {year} vừa mất")
    return NumberSeries.objects.select_for_update(of=("self",), no_key=True).get(pk=series.pk)


def take(document: Document, number: int | None, symbol: str, dated: date, by: Actor) -> int:
    """The number of the paper, written into its book: the given one, or the next. Part of the move that numbers it.

    Raises RuleViolation with `where` = number or dated: given already, cancelled, far ahead, a day before the last.
    """
    kind = kind_of(document.kind)
    if kind.series is None:
        raise RuleViolation("kind", f"{kind.label} không có số riêng.")
    series = held(unit_of(document), kind.series.letters, dated.year)
    last, last_dated = last_of(series)
    if number is None or number > last:
        following, why = next_number(last, dated=dated, last_dated=last_dated)
        if why:
            raise RuleViolation("dated", f"{why} Chọn ngày sau đó, hoặc dùng số đã giữ.", where="dated")
        number = _fill(series, following, number, by)
    row = IssuedNumber.objects.filter(series=series, number=number).first()
    row = row or IssuedNumber(series=series, number=number)
    _check_free(row, last)
    row.state, row.symbol, row.dated, row.document = NumberState.USED, symbol, dated, document
    put_stamp(row, "given", by)
    row.save()
    return number


def _fill(series: NumberSeries, following: int, number: int | None, by: Actor) -> int:
    """The number to be given; those before it that this house never gave are told as given outside."""
    if number is None:
        return following
    if number - following > LONGEST_GAP:
        told = f"Số {number} cách số tiếp theo của sổ ({following:02d}) quá xa; kiểm tra lại số."
        raise RuleViolation("number", told, where="number")
    IssuedNumber.objects.bulk_create(
        IssuedNumber(
            series=series,
            number=skipped,
            state=NumberState.OUTSIDE,
            reason=_OUTSIDE.format(number=number),
            **stamped("given", by),
        )
        for skipped in range(following, number)
    )
    return number


def _check_free(row: IssuedNumber, last: int) -> None:
    if row.state == NumberState.USED:
        told = f"Số {row.number:02d} đã cấp cho văn bản khác ({row.symbol}). Số tiếp theo của sổ là {last + 1:02d}."
    elif row.state == NumberState.CANCELLED:
        told = f"Số {row.number:02d} đã hủy ({row.reason}); số đã hủy không cấp lại. Số tiếp theo là {last + 1:02d}."
    else:
        return
    raise RuleViolation("number", told, where="number")


def give_back(document: Document, reason: str, by: Actor) -> None:
    """The paper's number is cancelled, told with its reason; part of the move that takes the number away."""
    row = IssuedNumber.objects.filter(document=document, state=NumberState.USED).first()
    if row is not None:
        held_row(row)
        _cancel(row, reason, by)


def rewrite(document: Document, symbol: str, dated: date) -> None:
    """Symbol and day of the number in use, as the paper has them now."""
    IssuedNumber.objects.filter(document=document, state=NumberState.USED).update(symbol=symbol, dated=dated)


def held_row(row: IssuedNumber) -> None:
    """Lock the number's book."""
    NumberSeries.objects.select_for_update(of=("self",), no_key=True).get(pk=row.series_id)


def _cancel(row: IssuedNumber, reason: str, by: Actor) -> None:
    row.state, row.reason = NumberState.CANCELLED, squeeze(reason)[:1000]
    put_stamp(row, "cancelled", by)
    row.save()


@transaction.atomic
def reserve(*, unit: Unit, letters: str, year: int, reason: str, by: Actor) -> IssuedNumber:
    """Keep the next number of the book for a paper made later, or elsewhere. RuleViolation without a reason."""
    _demand(by, unit)
    letters, why = squeeze(letters), squeeze(reason)
    if not letters or len(letters) > 10 or not letters.isalpha():
        raise RuleViolation("letters", "Ghi chữ viết tắt tên loại, ví dụ KH, TTr, BC.", where="letters")
    if not why:
        raise RuleViolation("reason", "Ghi giữ số này để làm gì.", where="reason")
    if not 0 <= clock.today().year - year <= 5:
        raise RuleViolation("year", "Chọn sổ của năm nay hoặc năm năm gần đây.", where="year")
    series = held(unit, letters, year)
    number = last_of(series)[0] + 1
    row = IssuedNumber.objects.create(
        series=series, number=number, state=NumberState.RESERVED, reason=why[:1000], **stamped("given", by)
    )
    told = {"number": number, "letters": letters, "year": year, "unit": unit.name}
    audit.record(by=by, verb="giữ số văn bản", target=row, new=told, reason=why[:500])
    return row


@transaction.atomic
def cancel_reserved(*, number: IssuedNumber, reason: str, by: Actor) -> IssuedNumber:
    """A reserved number is not needed any more; it stays told. RuleViolation for one in use: its paper cancels it."""
    _demand(by, Unit(number.series.block, number.series.school))
    held_row(number)
    row = IssuedNumber.objects.select_related("series").get(pk=number.pk)
    if row.state == NumberState.USED:
        raise RuleViolation("used", f"Số {row.number:02d} đang dùng; hủy số ở trang của văn bản mang số đó.")
    if row.state == NumberState.CANCELLED:
        return row
    if not squeeze(reason):
        raise RuleViolation("reason", "Ghi lý do hủy số.", where="reason")
    was = row.state
    _cancel(row, reason, by)
    told = {"state": row.state, "number": row.number, "letters": row.series.letters}
    audit.record(by=by, verb="hủy số đã giữ", target=row, old={"state": was}, new=told, reason=row.reason[:500])
    return row


@transaction.atomic
def set_pattern(*, unit: Unit, pattern: str, by: Actor) -> str:
    """How the unit writes number and symbol from now on; papers begun already keep theirs."""
    _demand(by, unit)
    kept = check_pattern(pattern)
    rows = NumberRule.objects.select_for_update()
    rule = rows.filter(block=unit.block, school=unit.school).first()
    rule = rule or NumberRule(block=unit.block, school=unit.school)
    if rule.pk and rule.pattern == kept:
        return kept
    old, rule.pattern = rule.pattern if rule.pk else "", kept
    put_stamp(rule, "set", by)
    rule.save()
    audit.record(by=by, verb="đặt quy tắc ghi số", target=rule, old={"pattern": old}, new={"pattern": kept})
    return kept


def symbol_for(document: Document, typed: str, own: str, pattern: str, dated: date) -> str:
    """The symbol that is kept: what was typed, else what stands on the draft, else by the unit's rule."""
    series = kind_of(document.kind).series
    by_rule = series.symbol(own, pattern) if series else ""
    return check_number(1, squeeze(typed) or document.symbol or by_rule, dated)
