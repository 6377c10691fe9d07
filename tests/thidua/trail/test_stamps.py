"""A row says who did it: account, seat, name as it was, time; four columns or none."""

from datetime import date

from django.apps import apps
from django.db import models
from freezegun import freeze_time

from blocks.models import Attachment, Extension, StorageLimit
from blocks.rules.files.attachments import LimitScope
from blocks.services.files.attachments import set_limit
from blocks.services.year import phases
from tests.cast import Cast
from thidua import clock
from thidua.models import Delegation, Oversight, SupportRule, SupportSession
from thidua.trail.stamps import put_stamp, stamped


def _stamps(model: type[models.Model]) -> set[str]:
    fields = {field.name for field in model._meta.get_fields()}
    return {name.removesuffix("_seat") for name in fields if name.endswith("_seat")}


def test_a_stamp_is_whole() -> None:
    found = set()
    for model in apps.get_models():
        for name in _stamps(model):
            found.add((model, name))
            for column in ("account", "seat", "by", "at"):
                assert model._meta.get_field(f"{name}_{column}"), (model, name, column)
    assert found >= {
        (Extension, "given"),
        (Attachment, "added"),
        (Attachment, "removed"),
        (StorageLimit, "set"),
        (Delegation, "created"),
        (Delegation, "revoked"),
        (Oversight, "decided"),
        (SupportRule, "changed"),
        (SupportSession, "ended"),
    }


def test_what_was_true_then_stays_on_the_row(cast: Cast) -> None:
    with freeze_time("2023-10-20T08:00:00+07:00"), cast.at_work("officer") as officer:
        phase, *_ = phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)
        given = phases.extend(phase=phase, school=cast.schools[0], until=date(2099, 1, 1), reason="x", by=officer)
        given.refresh_from_db()
        assert given.given_account == cast.accounts["officer"].pk and given.given_at == clock.now()
        assert (given.given_seat, given.given_by) == ("Chuyên viên · Phòng GDĐT Quận 11", "Lê Thị Bích Vân")
        limit = set_limit(scope=LimitScope.OFFICE, school=None, amount=5, reason="đủ", by=officer)
        assert (limit.set_account, limit.set_by) == (officer.account_id, officer.account_name)


def test_a_stamp_put_on_a_row_names_what_to_save(cast: Cast) -> None:
    with cast.at_work("head") as head:
        row = SupportSession()
        assert put_stamp(row, "ended", head) == list(stamped("ended", head))
        assert (row.ended_by, row.ended_account) == ("Trần Quang Khải", head.account_id)
