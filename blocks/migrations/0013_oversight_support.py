import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import blocks.rules.oversight
import blocks.rules.platform
import thidua.tenancy
from thidua.wall import BuildWall

# How many seats of each role are held on a day in each authority, in one question, for the platform's list. It runs with
# its caller's rights and names one authority after the other, which the caller could do as well: it opens nothing, and
# tells no more than numbers.
SEATS = """
CREATE FUNCTION blocks_seats_held(authorities bigint[], day date)
RETURNS TABLE (authority bigint, role text, held bigint) LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
DECLARE
    named text := coalesce(current_setting('app.district_id', true), '');
BEGIN
    FOREACH authority IN ARRAY authorities LOOP
        PERFORM set_config('app.district_id', authority::text, true);
        RETURN QUERY SELECT s.district_id, s.role::text, count(*) FROM blocks_seat AS s
            WHERE s.district_id = authority AND s.ended_at IS NULL AND s.valid_from <= day
                AND (s.valid_to IS NULL OR s.valid_to >= day)
            GROUP BY s.district_id, s.role;
    END LOOP;
    PERFORM set_config('app.district_id', named, true);
END $$;
"""


def _id():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _district():
    return models.ForeignKey(
        db_index=False, default=thidua.tenancy.default_tenant, editable=False,
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="blocks.district",
    )


def _key(to, label, **options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to, verbose_name=label, **options
    )


class Migration(migrations.Migration):
    dependencies = [("blocks", "0012_mails")]

    operations = [
        migrations.AddField("account", "platform_staff", models.BooleanField(db_default=False, default=False, verbose_name="quản trị nền tảng")),
        migrations.CreateModel(
            name="Oversight",
            fields=[
                ("id", _id()),
                ("superior_name", models.CharField(max_length=200, verbose_name="cấp trên, như lúc xin")),
                ("member_name", models.CharField(max_length=200, verbose_name="đơn vị trực thuộc, như lúc xin")),
                ("basis", models.CharField(max_length=300, verbose_name="căn cứ")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("state", models.CharField(choices=[("CHO", "Chờ đơn vị trực thuộc trả lời"), ("DONG_Y", "Đang có hiệu lực"), ("TU_CHOI", "Không đồng ý"), ("RUT_LAI", "Đã rút lại"), ("KET_THUC", "Đã kết thúc")], default=blocks.rules.oversight.OversightState["ASKED"], max_length=10, verbose_name="trạng thái")),
                ("asked_by_name", models.CharField(max_length=120, verbose_name="người xin")),
                ("asked_at", models.DateTimeField(verbose_name="xin lúc")),
                ("decided_by_name", models.CharField(blank=True, max_length=120, verbose_name="người trả lời")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="trả lời lúc")),
                ("ended_by_name", models.CharField(blank=True, max_length=200, verbose_name="người kết thúc")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="kết thúc lúc")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="lý do")),
                ("district", _district()),
                ("superior", _key("blocks.district", "cấp trên")),
            ],
            options={
                "verbose_name": "quyền đọc của cấp trên",
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("state__in", ["CHO", "DONG_Y"])), fields=("district", "superior"), name="one_open_oversight"),
                    models.CheckConstraint(condition=models.Q(("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"), name="oversight_ends_after_it_begins"),
                ],
                "indexes": [models.Index(fields=["superior", "state"], name="oversight_of_superior")],
            },
        ),
        migrations.CreateModel(
            name="SupportRule",
            fields=[
                ("id", _id()),
                ("allowed", models.BooleanField(default=True, verbose_name="cho phép hỗ trợ viên đọc")),
                ("changed_by_name", models.CharField(max_length=120, verbose_name="người đổi")),
                ("changed_at", models.DateTimeField(verbose_name="đổi lúc")),
                ("district", _district()),
            ],
            options={
                "verbose_name": "cho phép hỗ trợ",
                "constraints": [models.UniqueConstraint(fields=("district",), name="one_support_rule")],
            },
        ),
        migrations.CreateModel(
            name="SupportSession",
            fields=[
                ("id", _id()),
                ("account_name", models.CharField(max_length=120, verbose_name="họ tên hỗ trợ viên")),
                ("unit_name", models.CharField(max_length=200, verbose_name="đơn vị")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("asked_at", models.DateTimeField(verbose_name="báo lúc")),
                ("opens_at", models.DateTimeField(verbose_name="mở lúc")),
                ("ends_at", models.DateTimeField(verbose_name="tự đóng lúc")),
                ("agreed_by_name", models.CharField(blank=True, max_length=120, verbose_name="người cho mở ngay")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="kết thúc lúc")),
                ("ended_by_name", models.CharField(blank=True, max_length=120, verbose_name="người kết thúc")),
                ("account", _key(settings.AUTH_USER_MODEL, "hỗ trợ viên")),
                ("district", _district()),
            ],
            options={
                "verbose_name": "phiên hỗ trợ",
                "constraints": [models.CheckConstraint(condition=models.Q(("ends_at__gt", models.F("opens_at"))), name="support_is_timed")],
                "indexes": [
                    models.Index(fields=["district", "-id"], name="support_newest_first"),
                    models.Index(fields=["account", "ends_at"], name="support_of_account"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountRecovery",
            fields=[
                ("id", _id()),
                ("reason", models.CharField(max_length=300, verbose_name="lý do")),
                ("paper", models.CharField(blank=True, max_length=60, verbose_name="số văn bản của đơn vị")),
                ("state", models.CharField(choices=[("CHO", "Chờ người thứ hai xác nhận"), ("DA_LAM", "Đã đặt lại"), ("DA_BO", "Đã bỏ")], default=blocks.rules.platform.RecoveryState["ASKED"], max_length=10, verbose_name="trạng thái")),
                ("asked_at", models.DateTimeField(verbose_name="xin lúc")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="xác nhận lúc")),
                ("account", _key(settings.AUTH_USER_MODEL, "tài khoản")),
                ("asked_by", _key(settings.AUTH_USER_MODEL, "người xin")),
                ("authority", _key("blocks.district", "đơn vị quản lý")),
                ("decided_by", _key(settings.AUTH_USER_MODEL, "người xác nhận", blank=True, null=True)),
            ],
            options={
                "verbose_name": "khôi phục đăng nhập",
                "constraints": [models.UniqueConstraint(condition=models.Q(("state", "CHO")), fields=("account",), name="one_recovery_at_a_time")],
            },
        ),
        migrations.RunSQL(SEATS, "DROP FUNCTION blocks_seats_held(bigint[], date)"),
        BuildWall("blocks"),
    ]
