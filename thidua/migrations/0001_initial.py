from pathlib import Path

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import thidua.access.kinds
import thidua.access.models.seats
import thidua.policy
import thidua.queue.models
import thidua.storage.models
import thidua.wall.tenancy
from thidua.wall.build import BuildWall


def _sql(name: str) -> str:
    return Path(__file__).with_name(f"0001_{name}.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Bell",
            fields=[
                ("job", models.BigIntegerField(primary_key=True, serialize=False)),
                ("tenant", models.BigIntegerField()),
                ("due_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="mã")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PHONG_GDDT", "Phòng Giáo dục và Đào tạo"),
                            ("UBND_XA", "Ủy ban nhân dân cấp xã"),
                            ("SO_GDDT", "Sở Giáo dục và Đào tạo"),
                        ],
                        max_length=20,
                        verbose_name="loại",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="có từ")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết")),
            ],
            options={
                "verbose_name": "đơn vị quản lý",
            },
        ),
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("account", models.BigIntegerField()),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử")),
                (
                    "platform_staff",
                    models.BooleanField(db_default=False, default=False, verbose_name="quản trị nền tảng"),
                ),
                ("session_epoch", models.PositiveIntegerField(db_default=0, default=0, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "tài khoản",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("OFFICER", "Chuyên viên"),
                            ("HEAD_OF_OFFICE", "Trưởng phòng"),
                            ("BLOCK_LEADER", "Khối trưởng"),
                            ("PRINCIPAL", "Hiệu trưởng"),
                            ("DEPUTY", "Phó hiệu trưởng"),
                            ("SECRETARY", "Thư ký"),
                            ("COUNCIL_MEMBER", "Ủy viên hội đồng"),
                        ],
                        max_length=20,
                        verbose_name="vai trò",
                    ),
                ),
                ("block_id", models.BigIntegerField(blank=True, null=True, verbose_name="khối")),
                ("school_id", models.BigIntegerField(blank=True, null=True, verbose_name="trường")),
                ("unit_name", models.CharField(max_length=200, verbose_name="đơn vị, như khi giao")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "ended_account",
                    models.BigIntegerField(blank=True, null=True, verbose_name="kết thúc ngay: tài khoản"),
                ),
                (
                    "ended_seat",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="kết thúc ngay: vai trò khi làm"
                    ),
                ),
                (
                    "ended_by",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="người kết thúc ngay"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="kết thúc ngay lúc")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người giữ",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        default=thidua.wall.tenancy.default_tenant,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                    ),
                ),
            ],
            options={
                "verbose_name": "vai trò",
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="chức vụ của người được ủy quyền")),
                (
                    "signs",
                    models.CharField(
                        choices=[
                            ("KT", "KT. (ký thay): cấp phó của người ủy quyền"),
                            ("TUQ", "TUQ. (thừa ủy quyền): người khác, theo văn bản ủy quyền"),
                        ],
                        max_length=5,
                        verbose_name="cách ký",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("OFFICER", "Chuyên viên"),
                            ("HEAD_OF_OFFICE", "Trưởng phòng"),
                            ("BLOCK_LEADER", "Khối trưởng"),
                            ("PRINCIPAL", "Hiệu trưởng"),
                            ("DEPUTY", "Phó hiệu trưởng"),
                            ("SECRETARY", "Thư ký"),
                            ("COUNCIL_MEMBER", "Ủy viên hội đồng"),
                        ],
                        max_length=20,
                        verbose_name="vai trò",
                    ),
                ),
                ("block_id", models.BigIntegerField(blank=True, null=True, verbose_name="khối")),
                ("school_id", models.BigIntegerField(blank=True, null=True, verbose_name="trường")),
                ("unit_name", models.CharField(max_length=200, verbose_name="đơn vị")),
                ("for_name", models.CharField(max_length=120, verbose_name="người ủy quyền")),
                (
                    "powers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None, verbose_name="được làm"
                    ),
                ),
                ("paper_number", models.CharField(max_length=60, verbose_name="số văn bản ủy quyền")),
                ("paper_date", models.DateField(verbose_name="ngày văn bản")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(verbose_name="đến hết ngày")),
                ("created_account", models.BigIntegerField(blank=True, null=True, verbose_name="lập: tài khoản")),
                (
                    "created_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="lập: vai trò khi làm"),
                ),
                ("created_by", models.CharField(default="", max_length=200, verbose_name="người lập")),
                ("created_at", models.DateTimeField(verbose_name="lập lúc")),
                ("revoked_account", models.BigIntegerField(blank=True, null=True, verbose_name="thu hồi: tài khoản")),
                (
                    "revoked_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="thu hồi: vai trò khi làm"),
                ),
                ("revoked_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người thu hồi")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="thu hồi lúc")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="lý do thu hồi")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người được ủy quyền",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        default=thidua.wall.tenancy.default_tenant,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                    ),
                ),
                (
                    "seat",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="thidua.seat",
                        verbose_name="vai trò ủy quyền",
                    ),
                ),
            ],
            options={
                "verbose_name": "ủy quyền",
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60, verbose_name="loại")),
                ("target", models.BigIntegerField(verbose_name="mã")),
                ("move", models.CharField(max_length=30, verbose_name="bước")),
                ("from_state", models.CharField(max_length=20, verbose_name="từ")),
                ("to_state", models.CharField(max_length=20, verbose_name="đến")),
                ("account", models.BigIntegerField(blank=True, null=True, verbose_name="tài khoản")),
                ("name", models.CharField(max_length=120, verbose_name="người làm")),
                ("seat", models.CharField(blank=True, max_length=300, verbose_name="vai trò, như khi làm")),
                ("delegation", models.BigIntegerField(blank=True, null=True, verbose_name="theo ủy quyền")),
                ("for_name", models.CharField(blank=True, max_length=120, verbose_name="thay cho")),
                ("signing", models.JSONField(blank=True, default=dict, verbose_name="ký thế nào")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do")),
                ("standing", models.BooleanField(default=True, verbose_name="còn hiệu lực")),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        default=thidua.wall.tenancy.default_tenant,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                    ),
                ),
            ],
            options={
                "verbose_name": "bước đã đi",
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("content_type", models.CharField(max_length=120)),
                ("created_at", models.DateTimeField()),
                ("counts_for", models.BigIntegerField(blank=True, null=True)),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("TU_LAP", "Tệp do hệ thống lập"),
                            ("CHUA_QUET", "Chưa quét mã độc"),
                            ("SACH", "Sạch"),
                            ("MA_DOC", "Có mã độc – đã chặn"),
                        ],
                        db_default="TU_LAP",
                        default=thidua.storage.models.ScanState["OWN"],
                        max_length=10,
                        verbose_name="quét mã độc",
                    ),
                ),
                ("scanned_at", models.DateTimeField(blank=True, null=True, verbose_name="quét lúc")),
                ("scan_note", models.CharField(blank=True, db_default="", max_length=200, verbose_name="kết quả quét")),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        default=thidua.wall.tenancy.default_tenant,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp",
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="từ ngày")),
                ("basis", models.CharField(max_length=300, verbose_name="căn cứ")),
                ("area", models.CharField(blank=True, max_length=300, verbose_name="địa bàn")),
                (
                    "predecessor_name",
                    models.CharField(blank=True, max_length=200, verbose_name="đơn vị giao, như lúc giao"),
                ),
                (
                    "successor_name",
                    models.CharField(blank=True, max_length=200, verbose_name="đơn vị kế thừa, như lúc ghi"),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        default=thidua.wall.tenancy.default_tenant,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                        verbose_name="đơn vị kế thừa",
                    ),
                ),
            ],
            options={
                "verbose_name": "kế thừa",
            },
        ),
        migrations.CreateModel(
            name="SupportRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("allowed", models.BooleanField(default=True, verbose_name="cho phép hỗ trợ viên đọc")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="đổi: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="đổi: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(default="", max_length=200, verbose_name="người đổi")),
                ("changed_at", models.DateTimeField(verbose_name="đổi lúc")),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        default=thidua.wall.tenancy.default_tenant,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                    ),
                ),
            ],
            options={
                "verbose_name": "cho phép hỗ trợ",
            },
        ),
        migrations.CreateModel(
            name="SupportSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account_name", models.CharField(max_length=120, verbose_name="họ tên hỗ trợ viên")),
                ("unit_name", models.CharField(max_length=200, verbose_name="đơn vị")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("asked_at", models.DateTimeField(verbose_name="báo lúc")),
                ("opens_at", models.DateTimeField(verbose_name="mở lúc")),
                ("ends_at", models.DateTimeField(verbose_name="tự đóng lúc")),
                (
                    "agreed_account",
                    models.BigIntegerField(blank=True, null=True, verbose_name="cho mở ngay: tài khoản"),
                ),
                (
                    "agreed_seat",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="cho mở ngay: vai trò khi làm"
                    ),
                ),
                (
                    "agreed_by",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="người cho mở ngay"),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="cho mở ngay lúc")),
                ("ended_account", models.BigIntegerField(blank=True, null=True, verbose_name="kết thúc: tài khoản")),
                (
                    "ended_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="kết thúc: vai trò khi làm"),
                ),
                ("ended_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người kết thúc")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="kết thúc lúc")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hỗ trợ viên",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        default=thidua.wall.tenancy.default_tenant,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiên hỗ trợ",
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("account", models.BigIntegerField(null=True)),
                ("account_name", models.CharField(max_length=120, verbose_name="người làm")),
                ("seat", models.CharField(blank=True, max_length=200, verbose_name="vai trò")),
                ("verb", models.CharField(max_length=60, verbose_name="việc")),
                ("kind", models.CharField(max_length=60, verbose_name="loại")),
                ("target", models.CharField(max_length=60)),
                ("label", models.CharField(max_length=300, verbose_name="đối tượng")),
                ("old", models.JSONField(null=True)),
                ("new", models.JSONField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="lý do")),
                ("ip", models.CharField(blank=True, max_length=45, verbose_name="từ địa chỉ")),
                ("agent", models.CharField(blank=True, max_length=200, verbose_name="bằng trình duyệt")),
                ("seq", models.BigIntegerField(editable=False, null=True, verbose_name="số thứ tự")),
                ("prev_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        default=thidua.wall.tenancy.default_tenant,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                    ),
                ),
            ],
            options={
                "verbose_name": "nhật ký",
                "indexes": [
                    models.Index(fields=["district", "-id"], name="audit_newest_first"),
                    models.Index(fields=["district", "kind", "target"], name="audit_of_target"),
                    models.Index(fields=["district", "kind", "verb"], name="audit_deeds_of_kind"),
                ],
                "constraints": [models.UniqueConstraint(fields=("district", "seq"), name="one_link_a_place")],
            },
        ),
        migrations.CreateModel(
            name="AccountRecovery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="lý do")),
                ("paper", models.CharField(blank=True, max_length=60, verbose_name="số văn bản của đơn vị")),
                (
                    "state",
                    models.CharField(
                        choices=[("CHO", "Chờ người thứ hai xác nhận"), ("DA_LAM", "Đã đặt lại"), ("DA_BO", "Đã bỏ")],
                        default=thidua.access.kinds.RecoveryState["ASKED"],
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("asked_account", models.BigIntegerField(blank=True, null=True, verbose_name="xin: tài khoản")),
                (
                    "asked_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="xin: vai trò khi làm"),
                ),
                ("asked_by", models.CharField(default="", max_length=200, verbose_name="người xin")),
                ("asked_at", models.DateTimeField(verbose_name="xin lúc")),
                ("decided_account", models.BigIntegerField(blank=True, null=True, verbose_name="xác nhận: tài khoản")),
                (
                    "decided_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="xác nhận: vai trò khi làm"),
                ),
                ("decided_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người xác nhận")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="xác nhận lúc")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                        verbose_name="đơn vị quản lý",
                    ),
                ),
            ],
            options={
                "verbose_name": "khôi phục đăng nhập",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", thidua.access.kinds.RecoveryState["ASKED"])),
                        fields=("account",),
                        name="one_recovery_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DistrictName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="tên cơ quan")),
                ("short_name", models.CharField(max_length=80, verbose_name="tên gọi tắt")),
                ("parent_agency", models.CharField(blank=True, max_length=200, verbose_name="cơ quan chủ quản")),
                ("place_name", models.CharField(max_length=80, verbose_name="địa danh")),
                (
                    "head_title",
                    models.CharField(default="Trưởng phòng", max_length=80, verbose_name="chức vụ người đứng đầu"),
                ),
                ("symbol", models.CharField(max_length=40, verbose_name="ký hiệu cơ quan")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        default=thidua.wall.tenancy.default_tenant,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                    ),
                ),
            ],
            options={
                "verbose_name": "tên đơn vị quản lý",
                "constraints": [models.UniqueConstraint(fields=("district", "valid_from"), name="one_name_from_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200, verbose_name="việc")),
                ("args", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("MOI", "Đang chờ"),
                            ("DANG_CHAY", "Đang làm"),
                            ("XONG", "Đã xong"),
                            ("LOI", "Không thành"),
                            ("HUY", "Đã hủy"),
                        ],
                        default=thidua.queue.models.JobState["NEW"],
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("tried_before", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("step", models.CharField(blank=True, max_length=200, verbose_name="bước")),
                ("result", models.JSONField(default=dict)),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="lý do")),
                ("created_account", models.BigIntegerField(blank=True, null=True, verbose_name="giao: tài khoản")),
                (
                    "created_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="giao: vai trò khi làm"),
                ),
                ("created_by", models.CharField(default="", max_length=200, verbose_name="người giao")),
                ("created_at", models.DateTimeField(verbose_name="giao lúc")),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        default=thidua.wall.tenancy.default_tenant,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc chạy nền",
                "indexes": [models.Index(fields=["district", "created_account", "-id"], name="job_of_account")],
            },
        ),
        migrations.CreateModel(
            name="Oversight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("superior_name", models.CharField(max_length=200, verbose_name="cấp trên, như lúc xin")),
                ("member_name", models.CharField(max_length=200, verbose_name="đơn vị trực thuộc, như lúc xin")),
                ("basis", models.CharField(max_length=300, verbose_name="căn cứ")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("CHO", "Chờ đơn vị trực thuộc trả lời"),
                            ("DONG_Y", "Đang có hiệu lực"),
                            ("TU_CHOI", "Không đồng ý"),
                            ("RUT_LAI", "Đã rút lại"),
                            ("KET_THUC", "Đã kết thúc"),
                        ],
                        default=thidua.access.kinds.OversightState["ASKED"],
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("asked_account", models.BigIntegerField(blank=True, null=True, verbose_name="xin: tài khoản")),
                (
                    "asked_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="xin: vai trò khi làm"),
                ),
                ("asked_by", models.CharField(default="", max_length=200, verbose_name="người xin")),
                ("asked_at", models.DateTimeField(verbose_name="xin lúc")),
                ("decided_account", models.BigIntegerField(blank=True, null=True, verbose_name="trả lời: tài khoản")),
                (
                    "decided_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="trả lời: vai trò khi làm"),
                ),
                ("decided_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người trả lời")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="trả lời lúc")),
                ("ended_account", models.BigIntegerField(blank=True, null=True, verbose_name="kết thúc: tài khoản")),
                (
                    "ended_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="kết thúc: vai trò khi làm"),
                ),
                ("ended_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người kết thúc")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="kết thúc lúc")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="lý do")),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        default=thidua.wall.tenancy.default_tenant,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                    ),
                ),
                (
                    "superior",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                        verbose_name="cấp trên",
                    ),
                ),
            ],
            options={
                "verbose_name": "quyền đọc của cấp trên",
                "indexes": [models.Index(fields=["superior", "state"], name="oversight_of_superior")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    thidua.access.kinds.OversightState["ASKED"],
                                    thidua.access.kinds.OversightState["IN_FORCE"],
                                ],
                            )
                        ),
                        fields=("district", "superior"),
                        name="one_open_oversight",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="oversight_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="seat",
            index=models.Index(fields=["district", "role", "school_id"], name="seat_of_school"),
        ),
        migrations.AddIndex(
            model_name="seat",
            index=models.Index(fields=["account", "district"], name="seat_of_account"),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("block_id", None),
                        ("role__in", [thidua.policy.Role["OFFICER"], thidua.policy.Role["HEAD_OF_OFFICE"]]),
                        ("school_id", None),
                    ),
                    models.Q(
                        ("block_id__isnull", False), ("role", thidua.policy.Role["BLOCK_LEADER"]), ("school_id", None)
                    ),
                    models.Q(
                        ("block_id", None),
                        (
                            "role__in",
                            [
                                thidua.policy.Role["PRINCIPAL"],
                                thidua.policy.Role["DEPUTY"],
                                thidua.policy.Role["SECRETARY"],
                            ],
                        ),
                        ("school_id__isnull", False),
                    ),
                    models.Q(
                        models.Q(("block_id", None), ("school_id", None), _connector="OR"),
                        ("role", thidua.policy.Role["COUNCIL_MEMBER"]),
                    ),
                    _connector="OR",
                ),
                name="seat_has_its_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"),
                name="seat_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("ended_at", None), ("role", thidua.policy.Role["PRINCIPAL"])),
                expressions=[
                    ("district", "="),
                    ("school_id", "="),
                    (thidua.access.models.seats.Period("valid_from", "valid_to", models.Value("[]")), "&&"),
                ],
                name="one_principal_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("ended_at", None), ("role", thidua.policy.Role["BLOCK_LEADER"])),
                expressions=[
                    ("district", "="),
                    ("block_id", "="),
                    (thidua.access.models.seats.Period("valid_from", "valid_to", models.Value("[]")), "&&"),
                ],
                name="one_block_leader_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="delegation",
            index=models.Index(fields=["district", "seat", "-id"], name="delegation_of_seat"),
        ),
        migrations.AddIndex(
            model_name="delegation",
            index=models.Index(fields=["account", "district"], name="delegation_of_account"),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__gte", models.F("valid_from"))), name="delegation_ends_after_it_begins"
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["district", "kind", "target"], name="step_of_target"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                condition=models.Q(("standing", True)),
                fields=("district", "kind", "target", "move"),
                name="one_standing_step_a_move",
            ),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["district", "sha256"], name="file_by_hash"),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["district", "counts_for"], include=("size",), name="file_of_unit"),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(
                condition=models.Q(("scan", "CHUA_QUET")), fields=["district", "id"], name="file_not_scanned"
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(fields=("district", "successor", "on"), name="one_succession"),
        ),
        migrations.AddConstraint(
            model_name="supportrule",
            constraint=models.UniqueConstraint(fields=("district",), name="one_support_rule"),
        ),
        migrations.AddIndex(
            model_name="supportsession",
            index=models.Index(fields=["district", "-id"], name="support_newest_first"),
        ),
        migrations.AddIndex(
            model_name="supportsession",
            index=models.Index(fields=["account", "ends_at"], name="support_of_account"),
        ),
        migrations.AddConstraint(
            model_name="supportsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("opens_at"))), name="support_is_timed"
            ),
        ),
        migrations.RunSQL(_sql("chain"), _sql("chain_undo")),
        migrations.RunSQL(_sql("seats_held"), "DROP FUNCTION thidua_seats_held(bigint[], date)"),
        BuildWall("thidua"),
    ]
