import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import blocks.rules.access.invitations
import blocks.rules.files.attachments
import blocks.rules.intake.placing.states
import blocks.rules.mailroom.mails
import blocks.rules.meetings.attendance
import blocks.rules.meetings.councils
import blocks.rules.meetings.meeting_moves
import blocks.rules.meetings.meetings
import blocks.rules.movements.movements
import blocks.rules.movements.school_plans
import blocks.rules.promise.covenants
import blocks.rules.promise.titles
import blocks.rules.promise.topics
import blocks.rules.registration.confirmations
import blocks.rules.registration.sheet_states
import blocks.rules.units.changes
import blocks.rules.units.units
import blocks.rules.year.phase_specs
import blocks.rules.year.years
import thidua.access.models.seats
import thidua.wall.tenancy
from thidua.wall.build import BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("thidua", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Regime",
            fields=[
                ("code", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=300, verbose_name="chế độ pháp luật")),
                ("short", models.CharField(max_length=120, verbose_name="tên ngắn")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
            ],
            options={
                "db_table": "law_regime",
                "ordering": ["valid_from"],
            },
        ),
        migrations.CreateModel(
            name="Title",
            fields=[
                ("code", models.CharField(max_length=12, primary_key=True, serialize=False, verbose_name="mã")),
                ("label", models.CharField(max_length=40, verbose_name="viết tắt")),
                ("heading", models.CharField(blank=True, max_length=40, verbose_name="đầu cột trong bảng chỉ tiêu")),
                ("name", models.CharField(max_length=200, verbose_name="tên đầy đủ")),
                (
                    "subject",
                    models.CharField(
                        choices=[("TAP_THE", "Tập thể"), ("CA_NHAN", "Cá nhân")],
                        max_length=10,
                        verbose_name="đối tượng",
                    ),
                ),
                (
                    "genus",
                    models.CharField(
                        choices=[("DANH_HIEU", "Danh hiệu thi đua"), ("KHEN_THUONG", "Hình thức khen thưởng")],
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                ("kind", models.CharField(max_length=30, verbose_name="hình thức")),
                ("level", models.CharField(max_length=20, verbose_name="cấp")),
                ("periodicity", models.CharField(max_length=80, verbose_name="chu kỳ xét")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
            ],
            options={
                "db_table": "law_title",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, verbose_name="mã khối")),
                ("name", models.CharField(max_length=200, verbose_name="tên khối")),
                (
                    "kind",
                    models.CharField(
                        choices=[("KHOI", "Khối thi đua"), ("CUM", "Cụm thi đua")],
                        default=blocks.rules.units.units.BlockKind["BLOCK"],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("MN", "Mầm non"),
                            ("TH", "Tiểu học"),
                            ("THCS", "Trung học cơ sở"),
                            ("TH_THCS", "Tiểu học và trung học cơ sở"),
                            ("THPT", "Trung học phổ thông"),
                            ("KHAC", "Khác"),
                        ],
                        max_length=10,
                        verbose_name="cấp học",
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
                "verbose_name": "khối thi đua",
            },
        ),
        migrations.CreateModel(
            name="CalendarLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64)),
                ("made_account", models.BigIntegerField(blank=True, null=True, verbose_name="lập: tài khoản")),
                (
                    "made_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="lập: vai trò khi làm"),
                ),
                ("made_by", models.CharField(default="", max_length=200, verbose_name="người lập")),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
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
                        related_name="calendars",
                        to="thidua.seat",
                    ),
                ),
            ],
            options={
                "verbose_name": "liên kết lịch",
            },
        ),
        migrations.CreateModel(
            name="Covenant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("SOAN", "Đang soạn"),
                            ("DA_CHOT", "Đã chốt, chờ ký"),
                            ("DA_KY", "Đã ký đủ"),
                            ("MO_LAI", "Đã mở lại"),
                        ],
                        default=blocks.rules.promise.covenants.CovenantState["DRAFT"],
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "principles",
                    models.TextField(blank=True, help_text="mỗi dòng một nguyên tắc", verbose_name="nguyên tắc"),
                ),
                ("annex", models.JSONField(blank=True, default=dict, editable=False, verbose_name="phụ lục chỉ tiêu")),
                (
                    "digest",
                    models.CharField(blank=True, editable=False, max_length=64, verbose_name="mã băm của phụ lục"),
                ),
                ("late", models.BooleanField(default=False, verbose_name="chốt trễ hạn")),
                ("version", models.PositiveIntegerField(default=1)),
                ("made_account", models.BigIntegerField(blank=True, null=True, verbose_name="lập: tài khoản")),
                (
                    "made_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="lập: vai trò khi làm"),
                ),
                ("made_by", models.CharField(default="", max_length=200, verbose_name="người lập")),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "block",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covenants",
                        to="blocks.block",
                        verbose_name="khối",
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
                "verbose_name": "giao ước thi đua",
            },
        ),
        migrations.CreateModel(
            name="CovenantMovement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("name", models.CharField(max_length=300, verbose_name="tên phong trào")),
                ("aim", models.CharField(blank=True, max_length=1000, verbose_name="mục tiêu")),
                ("begun_on", models.DateField(blank=True, null=True, verbose_name="phát động")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="tổng kết")),
                (
                    "covenant",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="blocks.covenant",
                        verbose_name="giao ước",
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
                "verbose_name": "phong trào trong giao ước",
            },
        ),
        migrations.CreateModel(
            name="DailyRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.TimeField(default=datetime.time(7, 0), verbose_name="giờ gửi")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="đã chạy ngày")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="đã chạy lúc")),
                ("version", models.PositiveIntegerField(default=1)),
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
                "verbose_name": "lượt nhắc hằng ngày",
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("MN", "Mầm non"),
                            ("TH", "Tiểu học"),
                            ("THCS", "Trung học cơ sở"),
                            ("TH_THCS", "Tiểu học và trung học cơ sở"),
                            ("THPT", "Trung học phổ thông"),
                            ("KHAC", "Khác"),
                        ],
                        max_length=10,
                        verbose_name="cấp học",
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
                        related_name="duties",
                        to="thidua.seat",
                    ),
                ),
            ],
            options={
                "verbose_name": "phân công theo cấp học",
            },
        ),
        migrations.CreateModel(
            name="EmulationYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=9, verbose_name="mã năm")),
                (
                    "cycle",
                    models.CharField(
                        choices=[("NAM_HOC", "Năm học"), ("NAM", "Năm dương lịch")],
                        max_length=10,
                        verbose_name="chu kỳ",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="bắt đầu")),
                ("ends_on", models.DateField(verbose_name="kết thúc")),
                (
                    "history_complete",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="khi đã đủ, danh hiệu không có trong dữ liệu được coi là chưa từng được tặng",
                        verbose_name="thành tích các năm trước đã nhập đủ",
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
                "verbose_name": "năm thi đua",
            },
        ),
        migrations.AddField(
            model_name="covenant",
            name="year",
            field=thidua.wall.tenancy.TenantForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="covenants",
                to="blocks.emulationyear",
                verbose_name="năm thi đua",
            ),
        ),
        migrations.CreateModel(
            name="Council",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("BLOCK", "Khối, cụm thi đua"),
                            ("EMULATION", "Hội đồng thi đua, khen thưởng"),
                            ("INITIATIVE", "Hội đồng sáng kiến"),
                        ],
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("name", models.CharField(max_length=200, verbose_name="tên hội đồng")),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=60, verbose_name="số quyết định thành lập"),
                ),
                ("decision_date", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                (
                    "homeroom_teachers",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="số giáo viên chủ nhiệm của trường"
                    ),
                ),
                (
                    "homeroom_members",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="số giáo viên chủ nhiệm là thành viên"
                    ),
                ),
                (
                    "block",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="blocks.block",
                        verbose_name="khối",
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
                    "year",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="blocks.emulationyear",
                        verbose_name="năm thi đua",
                    ),
                ),
            ],
            options={
                "verbose_name": "hội đồng",
            },
        ),
        migrations.CreateModel(
            name="AdoptedDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="số")),
                ("label", models.CharField(max_length=120, verbose_name="cách dẫn")),
                ("issuer", models.CharField(max_length=200, verbose_name="nơi ban hành")),
                ("issued_on", models.DateField(verbose_name="ngày ban hành")),
                (
                    "bases",
                    models.JSONField(blank=True, default=list, help_text="mỗi mục một căn cứ", verbose_name="căn cứ"),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("adopted_account", models.BigIntegerField(blank=True, null=True, verbose_name="ghi nhận: tài khoản")),
                (
                    "adopted_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="ghi nhận: vai trò khi làm"),
                ),
                ("adopted_by", models.CharField(default="", max_length=200, verbose_name="người ghi nhận")),
                ("adopted_at", models.DateTimeField(verbose_name="ghi nhận lúc")),
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
                    "year",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guidelines",
                        to="blocks.emulationyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản áp dụng",
                "ordering": ["issued_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="IntakeBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("options", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("MOI", "Đang đọc"),
                            ("CHO_DUYET", "Chờ ghi"),
                            ("LOI", "Không đọc được"),
                            ("DA_NHAN", "Đã nhận"),
                            ("BO", "Đã bỏ"),
                        ],
                        default=blocks.rules.intake.placing.states.BatchState["NEW"],
                        max_length=12,
                        verbose_name="trạng thái",
                    ),
                ),
                ("summary", models.JSONField(default=dict)),
                ("created_account", models.BigIntegerField(blank=True, null=True, verbose_name="gửi: tài khoản")),
                (
                    "created_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="gửi: vai trò khi làm"),
                ),
                ("created_by", models.CharField(default="", max_length=200, verbose_name="người gửi")),
                ("created_at", models.DateTimeField(verbose_name="gửi lúc")),
                (
                    "decided_account",
                    models.BigIntegerField(blank=True, null=True, verbose_name="quyết định: tài khoản"),
                ),
                (
                    "decided_seat",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="quyết định: vai trò khi làm"
                    ),
                ),
                (
                    "decided_by",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="người quyết định"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="quyết định lúc")),
                (
                    "block",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="blocks.block",
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
                    "job",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.job",
                    ),
                ),
                (
                    "year",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="blocks.emulationyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "đợt nhận tệp",
            },
        ),
        migrations.CreateModel(
            name="IntakeFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("position", models.PositiveSmallIntegerField()),
                ("refusal", models.CharField(blank=True, max_length=500, verbose_name="lý do không nhận")),
                ("parsed", models.JSONField(default=list, help_text="một mục cho mỗi trang tính đã nhận ra")),
                ("problems", models.JSONField(default=list)),
                ("changes", models.JSONField(default=dict)),
                (
                    "batch",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="blocks.intakebatch",
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
                    "stored",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp đã gửi",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(editable=False, max_length=64)),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử")),
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
                ("unit_name", models.CharField(max_length=200, verbose_name="đơn vị")),
                ("valid_from", models.DateField(verbose_name="giữ vai trò từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do")),
                ("lends", models.JSONField(blank=True, default=dict, verbose_name="ủy quyền kèm theo")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("MOI", "Chờ người được mời"),
                            ("DA_NHAN", "Chờ xác nhận"),
                            ("XAC_NHAN", "Đã thành vai trò"),
                            ("THU_HOI", "Đã thu hồi"),
                        ],
                        default=blocks.rules.access.invitations.InvitationState["OPEN"],
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("created_account", models.BigIntegerField(blank=True, null=True, verbose_name="mời: tài khoản")),
                (
                    "created_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="mời: vai trò khi làm"),
                ),
                ("created_by", models.CharField(default="", max_length=200, verbose_name="người mời")),
                ("created_at", models.DateTimeField(verbose_name="mời lúc")),
                ("expires_at", models.DateTimeField(verbose_name="hết hạn lúc")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhận",
                    ),
                ),
                (
                    "block",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="blocks.block",
                        verbose_name="khối",
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
                    "meant_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="chỉ dành cho",
                    ),
                ),
                (
                    "replaces",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.seat",
                        verbose_name="nhận bàn giao từ",
                    ),
                ),
                (
                    "seat",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.seat",
                        verbose_name="vai trò đã giao",
                    ),
                ),
            ],
            options={
                "verbose_name": "lời mời",
            },
        ),
        migrations.CreateModel(
            name="LearnedSpelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("COT", "Cột"), ("TRUONG", "Trường")], max_length=10, verbose_name="loại"
                    ),
                ),
                ("written", models.CharField(max_length=300, verbose_name="cách viết")),
                ("meaning", models.CharField(max_length=60, verbose_name="nghĩa")),
                ("answered_account", models.BigIntegerField(blank=True, null=True, verbose_name="trả lời: tài khoản")),
                (
                    "answered_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="trả lời: vai trò khi làm"),
                ),
                ("answered_by", models.CharField(default="", max_length=200, verbose_name="người trả lời")),
                ("answered_at", models.DateTimeField(verbose_name="trả lời lúc")),
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
                "verbose_name": "cách viết đã học",
            },
        ),
        migrations.CreateModel(
            name="Lineage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("NGUOI", "Người"), ("TRUONG", "Trường")], max_length=10, verbose_name="loại"
                    ),
                ),
                ("new_id", models.BigIntegerField()),
                ("old_id", models.BigIntegerField()),
                ("since", models.DateField(verbose_name="từ ngày")),
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
                    "old_district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                        verbose_name="đơn vị trước",
                    ),
                ),
            ],
            options={
                "verbose_name": "gốc ở đơn vị trước",
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("TONG_HOP", "Tin trong ngày"),
                            ("TIN_MOI", "Tin mới"),
                            ("LOI_MOI", "Lời mời"),
                            ("GIAO_VAI_TRO", "Được giao vai trò"),
                            ("HET_VAI_TRO", "Thôi giữ vai trò"),
                            ("UY_QUYEN", "Được ủy quyền"),
                            ("THU_UY_QUYEN", "Thu hồi ủy quyền"),
                            ("DAT_LAI_XM", "Đặt lại bước xác minh"),
                            ("CAP_MAT_KHAU", "Cấp đường dẫn đặt mật khẩu"),
                        ],
                        max_length=16,
                        verbose_name="loại",
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("address", models.EmailField(max_length=254, verbose_name="địa chỉ")),
                ("to_name", models.CharField(max_length=120, verbose_name="người nhận")),
                ("subject", models.CharField(max_length=200, verbose_name="tiêu đề")),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
                ("path", models.CharField(blank=True, max_length=200, verbose_name="trang")),
                ("label", models.CharField(blank=True, max_length=80, verbose_name="chữ của đường dẫn")),
                ("seed", models.CharField(blank=True, editable=False, max_length=64)),
                ("message_id", models.CharField(editable=False, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("KHONG", "Không gửi"),
                            ("CHO", "Chờ gửi"),
                            ("DA_GUI", "Đã gửi"),
                            ("LOI", "Không gửi được"),
                            ("BO", "Không cần gửi nữa"),
                        ],
                        default=blocks.rules.mailroom.mails.MailState["WAITING"],
                        max_length=10,
                        verbose_name="tình trạng",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="số lần thử")),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                ("next_at", models.DateTimeField(blank=True, null=True, verbose_name="lần thử sau")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="gửi lúc")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="lý do")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhận",
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
                    "invitation",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to="blocks.invitation",
                        verbose_name="lời mời",
                    ),
                ),
            ],
            options={
                "verbose_name": "thư",
            },
        ),
        migrations.CreateModel(
            name="MailWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("HANG_NGAY", "Mỗi ngày một thư"),
                            ("NGAY", "Gửi ngay khi có tin"),
                            ("TAT", "Không gửi thư"),
                        ],
                        default=blocks.rules.mailroom.mails.MailWish["DAILY"],
                        max_length=10,
                        verbose_name="cách nhận thư",
                    ),
                ),
                ("changed_at", models.DateTimeField(verbose_name="đổi lúc")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhận",
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
                "verbose_name": "cách nhận thư",
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="lần")),
                (
                    "kind",
                    models.CharField(
                        choices=[("REGULAR", "Thường kỳ"), ("EXTRAORDINARY", "Đột xuất")],
                        default=blocks.rules.meetings.meetings.MeetingKind["REGULAR"],
                        max_length=15,
                        verbose_name="loại",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PLANNED", "Đã lên lịch"),
                            ("INVITED", "Đã mời"),
                            ("OPEN", "Đang họp"),
                            ("HELD", "Đã họp, chờ khép biên bản"),
                            ("CLOSED", "Đã khép biên bản"),
                            ("POSTPONED", "Hoãn"),
                            ("CANCELLED", "Hủy"),
                        ],
                        default=blocks.rules.meetings.meeting_moves.MeetingState["PLANNED"],
                        max_length=10,
                        verbose_name="tình trạng",
                    ),
                ),
                ("planned_month", models.DateField(help_text="ngày đầu của tháng", verbose_name="tháng dự kiến")),
                ("planned_at", models.DateTimeField(blank=True, null=True, verbose_name="thời gian")),
                ("planned_note", models.CharField(blank=True, max_length=200, verbose_name="thời gian dự kiến")),
                ("planned_place", models.CharField(blank=True, max_length=300, verbose_name="địa điểm")),
                (
                    "review_heading",
                    models.CharField(blank=True, max_length=200, verbose_name="tên phần sơ kết, tổng kết"),
                ),
                ("note", models.TextField(blank=True, verbose_name="lưu ý")),
                ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="đã họp lúc")),
                ("held_until", models.DateTimeField(blank=True, null=True, verbose_name="họp đến")),
                ("held_place", models.CharField(blank=True, max_length=300, verbose_name="đã họp tại")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "council",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="blocks.council",
                        verbose_name="hội đồng",
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
                    "year",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="blocks.emulationyear",
                        verbose_name="năm thi đua",
                    ),
                ),
            ],
            options={
                "verbose_name": "cuộc họp",
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("text", models.CharField(max_length=1000, verbose_name="nội dung")),
                (
                    "origin",
                    models.CharField(
                        choices=[("PLANNED", "Theo kế hoạch"), ("ADDED", "Bổ sung")],
                        default=blocks.rules.meetings.meetings.ItemOrigin["PLANNED"],
                        max_length=8,
                        verbose_name="nguồn",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số phút dự kiến")),
                ("held", models.BooleanField(blank=True, null=True, verbose_name="đã thực hiện")),
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
                    "meeting",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda",
                        to="blocks.meeting",
                        verbose_name="cuộc họp",
                    ),
                ),
            ],
            options={
                "verbose_name": "nội dung cuộc họp",
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên, như khi cử")),
                (
                    "post",
                    models.CharField(blank=True, max_length=300, verbose_name="chức vụ, nơi công tác, như khi cử"),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("CHAIR", "Chủ tịch"),
                            ("DEPUTY", "Phó Chủ tịch"),
                            ("MEMBER", "Ủy viên"),
                            ("SECRETARY", "Thư ký"),
                            ("INVITED", "Khách mời"),
                        ],
                        max_length=12,
                        verbose_name="vị trí",
                    ),
                ),
                ("votes", models.BooleanField(default=True, verbose_name="biểu quyết")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
                (
                    "council",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="blocks.council",
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
                "verbose_name": "thành viên hội đồng",
            },
        ),
        migrations.CreateModel(
            name="LateOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due", models.DateField(verbose_name="hạn")),
                (
                    "opinion",
                    models.CharField(
                        blank=True,
                        choices=[("AGREE", "Đồng ý"), ("DISAGREE", "Không đồng ý"), ("OTHER", "Ý kiến khác")],
                        max_length=10,
                        verbose_name="ý kiến",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=2000, verbose_name="nội dung ý kiến")),
                ("given_account", models.BigIntegerField(blank=True, null=True, verbose_name="cho ý kiến: tài khoản")),
                (
                    "given_seat",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="cho ý kiến: vai trò khi làm"
                    ),
                ),
                ("given_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người cho ý kiến")),
                ("given_at", models.DateTimeField(blank=True, null=True, verbose_name="cho ý kiến lúc")),
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
                    "item",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_opinions",
                        to="blocks.agendaitem",
                        verbose_name="nội dung",
                    ),
                ),
                (
                    "membership",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_opinions",
                        to="blocks.membership",
                        verbose_name="thành viên",
                    ),
                ),
            ],
            options={
                "verbose_name": "ý kiến của người vắng",
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("WILL_COME", "Sẽ dự"), ("CANNOT", "Không dự được")],
                        max_length=12,
                        verbose_name="trả lời giấy mời",
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        blank=True,
                        choices=[("PRESENT", "Có mặt"), ("ABSENT", "Vắng"), ("SUBSTITUTED", "Cử người dự thay")],
                        max_length=12,
                        verbose_name="điểm danh",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="lý do vắng")),
                ("substitute_name", models.CharField(blank=True, max_length=120, verbose_name="người dự thay")),
                ("excused", models.BooleanField(blank=True, null=True, verbose_name="vắng có lý do chính đáng")),
                ("delegated", models.BooleanField(blank=True, null=True, verbose_name="có văn bản ủy quyền")),
                ("by_code", models.BooleanField(default=False, verbose_name="tự điểm danh bằng mã")),
                ("marked_account", models.BigIntegerField(blank=True, null=True, verbose_name="điểm danh: tài khoản")),
                (
                    "marked_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="điểm danh: vai trò khi làm"),
                ),
                ("marked_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người điểm danh")),
                ("marked_at", models.DateTimeField(blank=True, null=True, verbose_name="điểm danh lúc")),
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
                    "meeting",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="blocks.meeting",
                        verbose_name="cuộc họp",
                    ),
                ),
                (
                    "membership",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="blocks.membership",
                        verbose_name="thành viên",
                    ),
                ),
            ],
            options={
                "verbose_name": "điểm danh",
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, verbose_name="tên phong trào")),
                ("aim", models.CharField(blank=True, max_length=1000, verbose_name="mục tiêu")),
                ("starts_on", models.DateField(verbose_name="từ ngày")),
                ("ends_on", models.DateField(verbose_name="đến ngày")),
                ("purpose", models.TextField(blank=True, verbose_name="mục đích")),
                ("requirements", models.TextField(blank=True, verbose_name="yêu cầu")),
                ("content", models.TextField(blank=True, verbose_name="nội dung tổng quát")),
                ("details", models.TextField(blank=True, verbose_name="nội dung cụ thể")),
                ("solutions", models.TextField(blank=True, verbose_name="giải pháp thực hiện")),
                ("funds", models.TextField(blank=True, verbose_name="kinh phí thực hiện")),
                ("organisation", models.TextField(blank=True, verbose_name="tổ chức thực hiện")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("SOAN", "Đang soạn"),
                            ("PHAT_DONG", "Đã phát động"),
                            ("TONG_KET", "Đã tổng kết"),
                            ("KET_THUC", "Đã kết thúc"),
                        ],
                        default=blocks.rules.movements.movements.MovementState["DRAFT"],
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="sửa: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="sửa: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(default="", max_length=200, verbose_name="người sửa")),
                ("changed_at", models.DateTimeField(verbose_name="sửa lúc")),
                (
                    "answers",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="blocks.movement",
                        verbose_name="hưởng ứng phong trào",
                    ),
                ),
                (
                    "block",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="blocks.block",
                        verbose_name="khối",
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
                "verbose_name": "phong trào thi đua",
            },
        ),
        migrations.CreateModel(
            name="MovementBoardMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("post", models.CharField(blank=True, max_length=300, verbose_name="chức vụ, nơi công tác")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("TRUONG", "Trưởng ban"),
                            ("PHO", "Phó Trưởng ban"),
                            ("UY_VIEN", "Ủy viên"),
                            ("THU_KY", "Thư ký"),
                        ],
                        max_length=10,
                        verbose_name="vị trí",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
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
                    "movement",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board",
                        to="blocks.movement",
                        verbose_name="phong trào",
                    ),
                ),
            ],
            options={
                "verbose_name": "thành viên ban chỉ đạo",
            },
        ),
        migrations.CreateModel(
            name="MovementCriterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("participants", models.CharField(max_length=300, verbose_name="đối tượng")),
                ("text", models.TextField(verbose_name="tiêu chí")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
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
                    "movement",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="blocks.movement",
                        verbose_name="phong trào",
                    ),
                ),
            ],
            options={
                "verbose_name": "tiêu chí của phong trào",
            },
        ),
        migrations.CreateModel(
            name="MovementMilestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "kind",
                    models.CharField(
                        choices=[("BAO_CAO", "Báo cáo"), ("SO_KET", "Sơ kết"), ("TONG_KET", "Tổng kết")],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("due", models.DateField(verbose_name="hạn")),
                ("to_whom", models.CharField(blank=True, max_length=300, verbose_name="báo cáo với ai")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
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
                    "movement",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="blocks.movement",
                        verbose_name="phong trào",
                    ),
                ),
            ],
            options={
                "verbose_name": "kỳ báo cáo của phong trào",
            },
        ),
        migrations.CreateModel(
            name="MovementPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("name", models.CharField(max_length=300, verbose_name="tên giai đoạn")),
                ("starts_on", models.DateField(verbose_name="từ ngày")),
                ("ends_on", models.DateField(verbose_name="đến ngày")),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
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
                    "movement",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="blocks.movement",
                        verbose_name="phong trào",
                    ),
                ),
            ],
            options={
                "verbose_name": "giai đoạn của phong trào",
            },
        ),
        migrations.CreateModel(
            name="MovementReward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("occasion", models.CharField(max_length=300, verbose_name="đợt khen thưởng")),
                ("text", models.TextField(blank=True, verbose_name="cách khen thưởng")),
                ("forms", models.TextField(blank=True, verbose_name="hình thức khen thưởng")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
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
                    "movement",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rewards",
                        to="blocks.movement",
                        verbose_name="phong trào",
                    ),
                ),
            ],
            options={
                "verbose_name": "đợt khen thưởng của phong trào",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="tiêu đề")),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
                ("path", models.CharField(blank=True, max_length=200, verbose_name="trang")),
                ("made_at", models.DateTimeField(verbose_name="lúc")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="đã đọc lúc")),
                ("key", models.CharField(blank=True, max_length=60)),
                (
                    "delegation",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.delegation",
                        verbose_name="báo cho người được ủy quyền",
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
                    "letter",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notices",
                        to="blocks.mail",
                        verbose_name="thư đã báo",
                    ),
                ),
                (
                    "seat",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="thidua.seat",
                    ),
                ),
            ],
            options={
                "verbose_name": "tin trong hộp",
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=24, verbose_name="mã mốc")),
                ("name", models.CharField(max_length=120, verbose_name="mốc")),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="ai làm gì")),
                (
                    "unit",
                    models.CharField(
                        choices=[("TRUONG", "Trường"), ("KHOI", "Khối"), ("DON_VI", "Đơn vị quản lý")],
                        max_length=10,
                        verbose_name="ai phải làm",
                    ),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        help_text="mã vai trò phải làm",
                        size=None,
                        verbose_name="vai trò",
                    ),
                ),
                (
                    "deeds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="mã việc bị khóa khi mốc đã hết; lần sinh hoạt viết sau dấu hai chấm",
                        size=None,
                        verbose_name="việc bị khóa",
                    ),
                ),
                (
                    "deeds_before",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="những việc trong đó cũng bị khóa khi mốc chưa đến",
                        size=None,
                        verbose_name="việc chờ mốc mở",
                    ),
                ),
                (
                    "law_day",
                    models.CharField(
                        blank=True,
                        choices=[("DANG_KY", "Ngày hết hạn đăng ký"), ("NHAN_HO_SO", "Ngày nhận hồ sơ")],
                        help_text="điều kiện xét tính theo ngày cuối",
                        max_length=12,
                        verbose_name="ngày của luật",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                (
                    "subject",
                    models.CharField(
                        choices=[("NAM", "Năm thi đua")],
                        default=blocks.rules.year.phase_specs.PhaseSubject["YEAR"],
                        max_length=20,
                        verbose_name="thuộc về",
                    ),
                ),
                ("subject_id", models.BigIntegerField(blank=True, null=True, verbose_name="mã đối tượng")),
                ("opens_on", models.DateField(verbose_name="từ ngày")),
                ("closes_on", models.DateField(verbose_name="đến hết ngày")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "year",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="phases",
                        to="blocks.emulationyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "mốc của năm",
            },
        ),
        migrations.CreateModel(
            name="PhaseTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=24, verbose_name="mã mốc")),
                ("name", models.CharField(max_length=120, verbose_name="mốc")),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="ai làm gì")),
                (
                    "unit",
                    models.CharField(
                        choices=[("TRUONG", "Trường"), ("KHOI", "Khối"), ("DON_VI", "Đơn vị quản lý")],
                        max_length=10,
                        verbose_name="ai phải làm",
                    ),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        help_text="mã vai trò phải làm",
                        size=None,
                        verbose_name="vai trò",
                    ),
                ),
                (
                    "deeds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="mã việc bị khóa khi mốc đã hết; lần sinh hoạt viết sau dấu hai chấm",
                        size=None,
                        verbose_name="việc bị khóa",
                    ),
                ),
                (
                    "deeds_before",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="những việc trong đó cũng bị khóa khi mốc chưa đến",
                        size=None,
                        verbose_name="việc chờ mốc mở",
                    ),
                ),
                (
                    "law_day",
                    models.CharField(
                        blank=True,
                        choices=[("DANG_KY", "Ngày hết hạn đăng ký"), ("NHAN_HO_SO", "Ngày nhận hồ sơ")],
                        help_text="điều kiện xét tính theo ngày cuối",
                        max_length=12,
                        verbose_name="ngày của luật",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                (
                    "cycle",
                    models.CharField(
                        choices=[("NAM_HOC", "Năm học"), ("NAM", "Năm dương lịch")],
                        max_length=10,
                        verbose_name="chu kỳ",
                    ),
                ),
                (
                    "opens",
                    models.CharField(help_text="tháng-ngày; dấu + là của năm sau", max_length=6, verbose_name="từ"),
                ),
                (
                    "closes",
                    models.CharField(
                        help_text="tháng-ngày; dấu + là của năm sau", max_length=6, verbose_name="đến hết"
                    ),
                ),
                (
                    "reminders",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="ngày, vai trò, lời nhắc",
                        verbose_name="lời nhắc thường dùng",
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
                    "document",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="phases",
                        to="blocks.adopteddocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "mẫu mốc của đơn vị",
            },
        ),
        migrations.CreateModel(
            name="PlanTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("period", models.CharField(blank=True, max_length=100, verbose_name="thời gian")),
                ("due", models.DateField(blank=True, null=True, verbose_name="hạn")),
                ("content", models.CharField(max_length=1000, verbose_name="nội dung")),
                ("unit", models.CharField(blank=True, max_length=300, verbose_name="bộ phận thực hiện")),
                ("leader", models.CharField(blank=True, max_length=300, verbose_name="lãnh đạo phụ trách")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="lưu ý")),
                (
                    "state",
                    models.CharField(
                        choices=[("CHUA", "Chưa làm"), ("XONG", "Đã làm"), ("BO", "Không thực hiện")],
                        default=blocks.rules.movements.school_plans.TaskState["OPEN"],
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="làm xong ngày")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="kết quả")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="sửa: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="sửa: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(default="", max_length=200, verbose_name="người sửa")),
                ("changed_at", models.DateTimeField(verbose_name="sửa lúc")),
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
                    "doer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_tasks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhận việc",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc trong biểu tiến độ",
            },
        ),
        migrations.CreateModel(
            name="PlanChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("THEM", "Bổ sung"), ("SUA", "Sửa")], max_length=10, verbose_name="loại"),
                ),
                ("column", models.CharField(blank=True, max_length=20, verbose_name="cột")),
                ("old", models.CharField(blank=True, max_length=1000, verbose_name="trước")),
                ("new", models.CharField(blank=True, max_length=1000, verbose_name="sau")),
                ("made_account", models.BigIntegerField(blank=True, null=True, verbose_name="sửa: tài khoản")),
                (
                    "made_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="sửa: vai trò khi làm"),
                ),
                ("made_by", models.CharField(default="", max_length=200, verbose_name="người sửa")),
                ("made_at", models.DateTimeField(verbose_name="sửa lúc")),
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
                    "task",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="blocks.plantask",
                        verbose_name="việc",
                    ),
                ),
            ],
            options={
                "verbose_name": "thay đổi của biểu tiến độ",
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="STT")),
                ("job_title", models.CharField(blank=True, max_length=120, verbose_name="chức vụ")),
                (
                    "job_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("HEAD", "Người đứng đầu đơn vị"),
                            ("DEPUTY", "Cấp phó của người đứng đầu"),
                            ("OTHER", "Chức vụ khác"),
                        ],
                        editable=False,
                        max_length=8,
                        verbose_name="mã chức vụ",
                    ),
                ),
                ("initiative", models.CharField(blank=True, max_length=500, verbose_name="tên sáng kiến đăng ký")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
                (
                    "touched",
                    models.JSONField(db_default={}, default=dict, editable=False, verbose_name="ai sửa ô nào lúc nào"),
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
                "verbose_name": "đăng ký",
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(editable=False, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("CHO", "Chưa trả lời"),
                            ("XAC_NHAN", "Đã xác nhận"),
                            ("XIN_SUA", "Xin sửa"),
                            ("DA_SUA", "Đã sửa theo ý"),
                            ("GIU_NGUYEN", "Giữ như cũ"),
                            ("THU_HOI", "Đã thu hồi"),
                        ],
                        default=blocks.rules.registration.confirmations.ConfirmationState["WAITING"],
                        max_length=12,
                        verbose_name="trạng thái",
                    ),
                ),
                ("made_account", models.BigIntegerField(blank=True, null=True, verbose_name="lập: tài khoản")),
                (
                    "made_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="lập: vai trò khi làm"),
                ),
                ("made_by", models.CharField(default="", max_length=200, verbose_name="người lập")),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                ("ends_at", models.DateTimeField(verbose_name="hết hạn lúc")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="mở lần đầu lúc")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="trả lời lúc")),
                ("seen", models.JSONField(default=dict, verbose_name="dòng lúc trả lời")),
                ("wishes", models.JSONField(default=dict, verbose_name="muốn sửa")),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="lý do")),
                (
                    "decided_account",
                    models.BigIntegerField(blank=True, null=True, verbose_name="giải quyết: tài khoản"),
                ),
                (
                    "decided_seat",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="giải quyết: vai trò khi làm"
                    ),
                ),
                (
                    "decided_by",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="người giải quyết"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="giải quyết lúc")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="trả lời của trường")),
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
                    "registration",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="blocks.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "xác nhận của cá nhân",
            },
        ),
        migrations.CreateModel(
            name="RegistrationSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("NHAP", "Bản nháp"),
                            ("CHO_DUYET", "Chờ hiệu trưởng duyệt"),
                            ("DA_GUI", "Đã gửi"),
                            ("DA_NHAN", "Đã tiếp nhận"),
                            ("TRA_LAI", "Trả lại"),
                            ("CHAP_NHAN", "Đã công nhận"),
                        ],
                        default=blocks.rules.registration.sheet_states.SheetState["RECEIVED"],
                        max_length=12,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "late",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="đã trễ một lần là trễ mãi",
                        verbose_name="gửi trễ hạn",
                    ),
                ),
                (
                    "explanation",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="vì sao vẫn đăng ký khi có điều kiện không đạt hoặc cần lưu ý",
                        max_length=1000,
                        verbose_name="giải trình",
                    ),
                ),
                (
                    "asks_people",
                    models.BooleanField(db_default=False, default=False, verbose_name="hỏi xác nhận của từng người"),
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
                    "year",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="blocks.emulationyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "danh sách đăng ký",
            },
        ),
        migrations.AddField(
            model_name="registration",
            name="sheet",
            field=thidua.wall.tenancy.TenantForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registrations",
                to="blocks.registrationsheet",
            ),
        ),
        migrations.CreateModel(
            name="MarkedCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cell", models.CharField(max_length=20, verbose_name="ô")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("made_account", models.BigIntegerField(blank=True, null=True, verbose_name="đánh dấu: tài khoản")),
                (
                    "made_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="đánh dấu: vai trò khi làm"),
                ),
                ("made_by", models.CharField(default="", max_length=200, verbose_name="người đánh dấu")),
                ("made_at", models.DateTimeField(verbose_name="đánh dấu lúc")),
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
                    "registration",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="blocks.registration",
                    ),
                ),
                (
                    "sheet",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marked_cells",
                        to="blocks.registrationsheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "ô đánh dấu",
            },
        ),
        migrations.CreateModel(
            name="Fault",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cell", models.CharField(max_length=20, verbose_name="ô")),
                ("source", models.CharField(max_length=200, verbose_name="chỗ trong tệp")),
                ("message", models.CharField(max_length=600, verbose_name="cần làm gì")),
                ("found_account", models.BigIntegerField(blank=True, null=True, verbose_name="nhận tệp: tài khoản")),
                (
                    "found_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="nhận tệp: vai trò khi làm"),
                ),
                ("found_by", models.CharField(default="", max_length=200, verbose_name="người nhận tệp")),
                ("found_at", models.DateTimeField(verbose_name="nhận tệp lúc")),
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
                    "batch",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="blocks.intakebatch",
                    ),
                ),
                (
                    "registration",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="blocks.registration",
                    ),
                ),
                (
                    "sheet",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="faults",
                        to="blocks.registrationsheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "chỗ cần sửa",
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("discussion", models.TextField(blank=True, verbose_name="thảo luận")),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[("CONSENSUS", "Thống nhất, không ai phản đối"), ("HANDS", "Biểu quyết giơ tay")],
                        max_length=10,
                        verbose_name="cách thông qua",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ADOPTED", "Thông qua"),
                            ("REJECTED", "Không thông qua"),
                            ("NOTED", "Ghi nhận, không biểu quyết"),
                            ("ESCALATED", "Chưa thống nhất, báo cáo trưởng phòng"),
                            ("NOT_HELD", "Không thực hiện"),
                        ],
                        max_length=10,
                        verbose_name="kết quả",
                    ),
                ),
                ("agree", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="đồng ý")),
                ("disagree", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="không đồng ý")),
                ("abstain", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ý kiến khác")),
                (
                    "chair_decides",
                    models.BooleanField(default=False, verbose_name="bằng nhau, theo ý kiến của chủ tọa"),
                ),
                ("text", models.TextField(blank=True, verbose_name="kết luận")),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do")),
                ("direction", models.TextField(blank=True, verbose_name="ý kiến chỉ đạo")),
                ("directed_account", models.BigIntegerField(blank=True, null=True, verbose_name="chỉ đạo: tài khoản")),
                (
                    "directed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="chỉ đạo: vai trò khi làm"),
                ),
                ("directed_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người chỉ đạo")),
                ("directed_at", models.DateTimeField(blank=True, null=True, verbose_name="chỉ đạo lúc")),
                ("noted_account", models.BigIntegerField(blank=True, null=True, verbose_name="ghi: tài khoản")),
                (
                    "noted_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="ghi: vai trò khi làm"),
                ),
                ("noted_by", models.CharField(default="", max_length=200, verbose_name="người ghi")),
                ("noted_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "item",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="blocks.agendaitem",
                        verbose_name="nội dung",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết luận",
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "membership",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to="blocks.membership",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "resolution",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to="blocks.resolution",
                        verbose_name="kết luận",
                    ),
                ),
            ],
            options={
                "verbose_name": "tránh biểu quyết",
            },
        ),
        migrations.CreateModel(
            name="ReturnedCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cell", models.CharField(max_length=20, verbose_name="ô")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("who", models.CharField(blank=True, db_default="", max_length=120, verbose_name="của ai")),
                ("made_account", models.BigIntegerField(blank=True, null=True, verbose_name="trả: tài khoản")),
                (
                    "made_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="trả: vai trò khi làm"),
                ),
                ("made_by", models.CharField(default="", max_length=200, verbose_name="người trả")),
                ("made_at", models.DateTimeField(verbose_name="trả lúc")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
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
                    "registration",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="returned_cells",
                        to="blocks.registration",
                    ),
                ),
                (
                    "sheet",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returned_cells",
                        to="blocks.registrationsheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "ô trả lại",
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="mã trường")),
                ("name", models.CharField(max_length=200, verbose_name="tên trường")),
                ("name_key", models.CharField(db_collation="C", editable=False, max_length=200)),
                ("symbol", models.CharField(blank=True, max_length=40, verbose_name="ký hiệu trong số văn bản")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("MN", "Mầm non"),
                            ("TH", "Tiểu học"),
                            ("THCS", "Trung học cơ sở"),
                            ("TH_THCS", "Tiểu học và trung học cơ sở"),
                            ("THPT", "Trung học phổ thông"),
                            ("KHAC", "Khác"),
                        ],
                        max_length=10,
                        verbose_name="cấp học",
                    ),
                ),
                (
                    "ownership",
                    models.CharField(
                        choices=[("CONG_LAP", "Công lập"), ("NGOAI_CL", "Ngoài công lập")],
                        default=blocks.rules.units.units.Ownership["PUBLIC"],
                        max_length=10,
                        verbose_name="loại hình",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="địa chỉ")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="ngừng hoạt động từ")),
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
                "verbose_name": "trường",
            },
        ),
        migrations.AddField(
            model_name="registrationsheet",
            name="school",
            field=thidua.wall.tenancy.TenantForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sheets",
                to="blocks.school",
            ),
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("is_leader", models.BooleanField(default=False, verbose_name="khối trưởng")),
                (
                    "block",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="blocks.block",
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
                    "year",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="blocks.emulationyear",
                    ),
                ),
                (
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="blocks.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "trường trong khối",
            },
        ),
        migrations.CreateModel(
            name="MovementReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="kết quả")),
                ("late", models.BooleanField(default=False, verbose_name="trễ hạn")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("sent_account", models.BigIntegerField(blank=True, null=True, verbose_name="gửi: tài khoản")),
                (
                    "sent_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="gửi: vai trò khi làm"),
                ),
                ("sent_by", models.CharField(default="", max_length=200, verbose_name="người gửi")),
                ("sent_at", models.DateTimeField(verbose_name="gửi lúc")),
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
                    "milestone",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="blocks.movementmilestone",
                        verbose_name="kỳ",
                    ),
                ),
                (
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movement_reports",
                        to="blocks.school",
                        verbose_name="trường",
                    ),
                ),
            ],
            options={
                "verbose_name": "báo cáo phong trào",
            },
        ),
        migrations.CreateModel(
            name="MovementParticipation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("promise", models.TextField(blank=True, verbose_name="nội dung đăng ký")),
                ("result", models.TextField(blank=True, verbose_name="kết quả")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("joined_account", models.BigIntegerField(blank=True, null=True, verbose_name="đăng ký: tài khoản")),
                (
                    "joined_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="đăng ký: vai trò khi làm"),
                ),
                ("joined_by", models.CharField(default="", max_length=200, verbose_name="người đăng ký")),
                ("joined_at", models.DateTimeField(verbose_name="đăng ký lúc")),
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
                    "movement",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="blocks.movement",
                        verbose_name="phong trào",
                    ),
                ),
                (
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="blocks.school",
                        verbose_name="trường",
                    ),
                ),
            ],
            options={
                "verbose_name": "trường tham gia phong trào",
            },
        ),
        migrations.AddField(
            model_name="movement",
            name="school",
            field=thidua.wall.tenancy.TenantForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="movements",
                to="blocks.school",
                verbose_name="trường",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="school",
            field=thidua.wall.tenancy.TenantForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="blocks.school",
                verbose_name="trường mà thành viên đứng đầu",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="school",
            field=thidua.wall.tenancy.TenantForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="blocks.school",
                verbose_name="trường",
            ),
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="tên trường")),
                ("symbol", models.CharField(blank=True, max_length=40, verbose_name="ký hiệu trong số văn bản")),
                ("until", models.DateField(verbose_name="đến hết ngày")),
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
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_names",
                        to="blocks.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "tên cũ của trường",
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateField(verbose_name="đến hết ngày")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("given_account", models.BigIntegerField(blank=True, null=True, verbose_name="gia hạn: tài khoản")),
                (
                    "given_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="gia hạn: vai trò khi làm"),
                ),
                ("given_by", models.CharField(default="", max_length=200, verbose_name="người gia hạn")),
                ("given_at", models.DateTimeField(verbose_name="gia hạn lúc")),
                (
                    "block",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="blocks.block",
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
                    "phase",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="blocks.phase",
                    ),
                ),
                (
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="blocks.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "gia hạn",
            },
        ),
        migrations.AddField(
            model_name="council",
            name="school",
            field=thidua.wall.tenancy.TenantForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="councils",
                to="blocks.school",
                verbose_name="trường",
            ),
        ),
        migrations.CreateModel(
            name="SchoolPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cycle",
                    models.CharField(
                        choices=[("NAM_HOC", "Năm học"), ("NAM", "Năm dương lịch")],
                        max_length=10,
                        verbose_name="lập theo",
                    ),
                ),
                (
                    "calendar_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="năm dương lịch"),
                ),
                ("remind_before", models.PositiveSmallIntegerField(default=7, verbose_name="nhắc trước (ngày)")),
                (
                    "state",
                    models.CharField(
                        choices=[("SOAN", "Đang soạn"), ("THUC_HIEN", "Đang thực hiện"), ("KET_THUC", "Đã kết thúc")],
                        default=blocks.rules.movements.school_plans.PlanState["DRAFT"],
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("begun_account", models.BigIntegerField(blank=True, null=True, verbose_name="lập: tài khoản")),
                (
                    "begun_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="lập: vai trò khi làm"),
                ),
                ("begun_by", models.CharField(default="", max_length=200, verbose_name="người lập")),
                ("begun_at", models.DateTimeField(verbose_name="lập lúc")),
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
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="blocks.school",
                        verbose_name="trường",
                    ),
                ),
                (
                    "year",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="school_plans",
                        to="blocks.emulationyear",
                        verbose_name="năm thi đua",
                    ),
                ),
            ],
            options={
                "verbose_name": "kế hoạch thi đua của trường",
            },
        ),
        migrations.AddField(
            model_name="plantask",
            name="plan",
            field=thidua.wall.tenancy.TenantForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="blocks.schoolplan",
                verbose_name="kế hoạch",
            ),
        ),
        migrations.CreateModel(
            name="SittingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("share_of", models.PositiveSmallIntegerField(help_text="2 của 2/3", verbose_name="số phần")),
                ("share_in", models.PositiveSmallIntegerField(help_text="3 của 2/3", verbose_name="trên số phần")),
                (
                    "substitutes",
                    models.BooleanField(default=False, verbose_name="người dự thay có ủy quyền được biểu quyết"),
                ),
                (
                    "opinion_days",
                    models.PositiveSmallIntegerField(default=3, verbose_name="số ngày lấy ý kiến người vắng"),
                ),
                ("basis", models.CharField(max_length=300, verbose_name="văn bản")),
                ("made_account", models.BigIntegerField(blank=True, null=True, verbose_name="đặt: tài khoản")),
                (
                    "made_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="đặt: vai trò khi làm"),
                ),
                ("made_by", models.CharField(default="", max_length=200, verbose_name="người đặt")),
                ("made_at", models.DateTimeField(verbose_name="đặt lúc")),
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
                "verbose_name": "quy định về phiên họp",
            },
        ),
        migrations.CreateModel(
            name="StaffMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("name_key", models.CharField(db_collation="C", editable=False, max_length=120)),
                ("sort_key", models.CharField(db_collation="C", editable=False, max_length=400)),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="ngày sinh")),
                (
                    "gender",
                    models.CharField(
                        blank=True, choices=[("NU", "Nữ"), ("NAM", "Nam")], max_length=3, verbose_name="giới tính"
                    ),
                ),
                (
                    "erased_account",
                    models.BigIntegerField(blank=True, null=True, verbose_name="xóa dữ liệu cá nhân: tài khoản"),
                ),
                (
                    "erased_seat",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="xóa dữ liệu cá nhân: vai trò khi làm"
                    ),
                ),
                (
                    "erased_by",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="người xóa dữ liệu cá nhân"),
                ),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="xóa dữ liệu cá nhân lúc")),
                ("recruited_on", models.DateField(blank=True, null=True, verbose_name="ngày tuyển dụng")),
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
                "verbose_name": "cán bộ, giáo viên, nhân viên",
            },
        ),
        migrations.AddField(
            model_name="registration",
            name="staff",
            field=thidua.wall.tenancy.TenantForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registrations",
                to="blocks.staffmember",
            ),
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("job_title", models.CharField(blank=True, max_length=120, verbose_name="chức vụ")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="từ ngày")),
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
                (
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="blocks.school",
                    ),
                ),
                (
                    "staff",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="blocks.staffmember",
                    ),
                ),
            ],
            options={
                "verbose_name": "quá trình công tác",
            },
        ),
        migrations.CreateModel(
            name="MovementHonour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "subject",
                    models.CharField(
                        choices=[("CA_NHAN", "Cá nhân"), ("TAP_THE", "Tập thể")],
                        max_length=10,
                        verbose_name="cá nhân hay tập thể",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="họ và tên, tên tập thể")),
                ("unit", models.CharField(blank=True, max_length=300, verbose_name="chức vụ, đơn vị")),
                ("form", models.CharField(max_length=300, verbose_name="hình thức đề nghị")),
                ("occasion", models.CharField(blank=True, max_length=300, verbose_name="dịp")),
                ("reason", models.TextField(blank=True, verbose_name="thành tích")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
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
                    "movement",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="honours",
                        to="blocks.movement",
                        verbose_name="phong trào",
                    ),
                ),
                (
                    "staff",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="honours",
                        to="blocks.staffmember",
                        verbose_name="hồ sơ nhân sự",
                    ),
                ),
            ],
            options={
                "verbose_name": "đề nghị khen thưởng của phong trào",
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="staff",
            field=thidua.wall.tenancy.TenantForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="blocks.staffmember",
                verbose_name="hồ sơ nhân sự",
            ),
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="loại hồ sơ")),
                ("target", models.BigIntegerField(verbose_name="mã hồ sơ")),
                ("label", models.CharField(max_length=300, verbose_name="hồ sơ")),
                ("title", models.CharField(max_length=200, verbose_name="tiêu đề")),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("pages", models.PositiveIntegerField(default=0, verbose_name="số trang")),
                ("added_account", models.BigIntegerField(blank=True, null=True, verbose_name="đính kèm: tài khoản")),
                (
                    "added_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="đính kèm: vai trò khi làm"),
                ),
                ("added_by", models.CharField(default="", max_length=200, verbose_name="người đính kèm")),
                ("added_at", models.DateTimeField(verbose_name="đính kèm lúc")),
                ("removed_account", models.BigIntegerField(blank=True, null=True, verbose_name="gỡ: tài khoản")),
                (
                    "removed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="gỡ: vai trò khi làm"),
                ),
                ("removed_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người gỡ")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="gỡ lúc")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="lý do gỡ")),
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
                    "stored",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.storedfile",
                        verbose_name="tệp",
                    ),
                ),
                (
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="blocks.school",
                        verbose_name="trường",
                    ),
                ),
                (
                    "staff",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="blocks.staffmember",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp đính kèm",
            },
        ),
        migrations.CreateModel(
            name="StorageLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("MOI_TRUONG", "Mỗi trường"),
                            ("CO_QUAN", "Cơ quan quản lý"),
                            ("MOT_TRUONG", "Một trường"),
                        ],
                        max_length=12,
                        verbose_name="áp dụng cho",
                    ),
                ),
                ("megabytes", models.PositiveIntegerField(verbose_name="hạn mức (MB)")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("set_account", models.BigIntegerField(blank=True, null=True, verbose_name="đặt: tài khoản")),
                (
                    "set_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="đặt: vai trò khi làm"),
                ),
                ("set_by", models.CharField(default="", max_length=200, verbose_name="người đặt")),
                ("set_at", models.DateTimeField(verbose_name="đặt lúc")),
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
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="blocks.school",
                        verbose_name="trường",
                    ),
                ),
            ],
            options={
                "verbose_name": "hạn mức lưu tệp",
            },
        ),
        migrations.CreateModel(
            name="TimetableRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "days",
                    models.SmallIntegerField(
                        help_text="0: ngày cuối; số âm: sau hạn", verbose_name="số ngày trước hạn"
                    ),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        help_text="mã vai trò",
                        size=None,
                        verbose_name="nhắc ai",
                    ),
                ),
                ("text", models.TextField(verbose_name="lời nhắc")),
                ("active", models.BooleanField(default=True, verbose_name="đang dùng")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "phase",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="timetable",
                        to="blocks.phase",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng lịch nhắc",
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="nội dung")),
                ("made_account", models.BigIntegerField(blank=True, null=True, verbose_name="nhắc: tài khoản")),
                (
                    "made_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="nhắc: vai trò khi làm"),
                ),
                ("made_by", models.CharField(default="", max_length=200, verbose_name="người nhắc")),
                ("made_at", models.DateTimeField(verbose_name="nhắc lúc")),
                ("on", models.DateField(blank=True, null=True, verbose_name="ngày theo lịch")),
                ("heard", models.PositiveSmallIntegerField(default=1, verbose_name="số hộp thư đã nhận")),
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
                    "phase",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="blocks.phase",
                    ),
                ),
                (
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="blocks.school",
                    ),
                ),
                (
                    "row",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reminders",
                        to="blocks.timetablerow",
                        verbose_name="dòng lịch nhắc",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần nhắc",
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        choices=[("TAP_THE", "Tập thể"), ("CA_NHAN", "Cá nhân")],
                        max_length=10,
                        verbose_name="đối tượng",
                    ),
                ),
                ("value", models.PositiveIntegerField(blank=True, null=True, verbose_name="chỉ tiêu")),
                ("sent_value", models.PositiveIntegerField(blank=True, null=True, verbose_name="khối đã gửi")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="sửa: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="sửa: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người sửa")),
                ("changed_at", models.DateTimeField(blank=True, null=True, verbose_name="sửa lúc")),
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
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="blocks.school",
                    ),
                ),
                (
                    "year",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="blocks.emulationyear",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="blocks.title",
                    ),
                ),
            ],
            options={
                "verbose_name": "chỉ tiêu",
            },
        ),
        migrations.CreateModel(
            name="RegisteredTitle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "registration",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ticks",
                        to="blocks.registration",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="blocks.title"),
                ),
            ],
            options={
                "verbose_name": "danh hiệu đăng ký",
            },
        ),
        migrations.CreateModel(
            name="AdoptedColumn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        choices=[("TAP_THE", "Tập thể"), ("CA_NHAN", "Cá nhân")], max_length=10, verbose_name="bảng"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("lines", models.JSONField(help_text="mỗi mục một dòng", verbose_name="đầu cột")),
                ("label", models.CharField(max_length=200, verbose_name="đọc đủ")),
                ("point", models.CharField(blank=True, max_length=40, verbose_name="mục")),
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
                    "document",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="columns",
                        to="blocks.adopteddocument",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="blocks.title",
                    ),
                ),
            ],
            options={
                "verbose_name": "cột chỉ tiêu",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="AdoptedCap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "share",
                    models.CharField(blank=True, help_text="phân số, ví dụ 1/10", max_length=20, verbose_name="tỷ lệ"),
                ),
                ("heads", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số người")),
                (
                    "rounding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("floor", "Làm tròn xuống"),
                            ("half_up", "Từ 0,5 làm tròn lên"),
                            ("up", "Làm tròn lên"),
                        ],
                        max_length=10,
                        verbose_name="làm tròn",
                    ),
                ),
                ("point", models.CharField(blank=True, max_length=40, verbose_name="mục")),
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
                    "document",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="caps",
                        to="blocks.adopteddocument",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="blocks.title"),
                ),
            ],
            options={
                "verbose_name": "mức tối đa",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TitleAuthority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.CharField(max_length=400, verbose_name="người quyết định")),
                ("article", models.CharField(max_length=300, verbose_name="điều khoản")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("S", "Đã đối chiếu nguồn"),
                            ("S~", "Nguồn tương tự, cần đối chiếu"),
                            ("K", "Chưa xác minh"),
                            ("SEED", "Theo văn bản của đơn vị"),
                        ],
                        max_length=4,
                        verbose_name="nguồn",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="authorities", to="blocks.title"
                    ),
                ),
            ],
            options={
                "db_table": "law_titleauthority",
            },
        ),
        migrations.CreateModel(
            name="TitleCondition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="mã điều kiện")),
                ("wording", models.TextField(verbose_name="nội dung")),
                ("article", models.CharField(blank=True, max_length=300, verbose_name="điều khoản")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("S", "Đã đối chiếu nguồn"),
                            ("S~", "Nguồn tương tự, cần đối chiếu"),
                            ("K", "Chưa xác minh"),
                            ("SEED", "Theo văn bản của đơn vị"),
                        ],
                        max_length=4,
                        verbose_name="nguồn",
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("block", "Bắt buộc"), ("warn", "Cần giải trình"), ("info", "Để biết")],
                        max_length=5,
                        verbose_name="mức",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "regime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="blocks.regime"
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="conditions", to="blocks.title"
                    ),
                ),
            ],
            options={
                "db_table": "law_titlecondition",
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("CONG_TRINH", "Công trình thi đua"), ("CHUYEN_DE", "Chuyên đề")],
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("text", models.CharField(max_length=1000, verbose_name="nội dung")),
                ("held", models.BooleanField(blank=True, null=True, verbose_name="đã thực hiện")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="thực hiện ngày")),
                ("report", models.TextField(blank=True, verbose_name="báo cáo kết quả")),
                ("told_account", models.BigIntegerField(blank=True, null=True, verbose_name="báo cáo: tài khoản")),
                (
                    "told_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="báo cáo: vai trò khi làm"),
                ),
                ("told_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người báo cáo")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="báo cáo lúc")),
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
                    "held_meeting",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_topics",
                        to="blocks.meeting",
                        verbose_name="đã trình bày tại lần sinh hoạt",
                    ),
                ),
                (
                    "meeting",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="blocks.meeting",
                        verbose_name="trình bày tại lần sinh hoạt",
                    ),
                ),
                (
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="blocks.school",
                    ),
                ),
                (
                    "year",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="blocks.emulationyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "công trình, chuyên đề",
            },
        ),
        migrations.CreateModel(
            name="UnitChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("DOI_TEN_TRUONG", "Đổi tên trường"),
                            ("SAP_NHAP", "Sáp nhập trường"),
                            ("CHIA_TACH", "Chia, tách trường"),
                            ("GIAI_THE", "Giải thể trường"),
                            ("NGUNG_CAP_HOC", "Ngừng quản lý một cấp học"),
                            ("CHUYEN_TRUONG", "Chuyển trường sang đơn vị quản lý khác"),
                            ("BAN_GIAO", "Bàn giao toàn bộ cho đơn vị kế thừa"),
                            ("TIEP_NHAN", "Tiếp nhận trường từ đơn vị quản lý khác"),
                            ("DOI_TEN_DON_VI", "Đổi tên đơn vị quản lý"),
                            ("KET_THUC", "Kết thúc hoạt động của đơn vị quản lý"),
                        ],
                        max_length=20,
                        verbose_name="loại",
                    ),
                ),
                ("on", models.DateField(verbose_name="từ ngày")),
                ("basis_number", models.CharField(max_length=120, verbose_name="số văn bản căn cứ")),
                ("basis_date", models.DateField(blank=True, null=True, verbose_name="ngày văn bản căn cứ")),
                ("summary", models.CharField(max_length=500, verbose_name="nội dung")),
                ("counts", models.JSONField(default=dict, verbose_name="số lượng")),
                (
                    "schools",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        size=None,
                        verbose_name="các trường liên quan",
                    ),
                ),
                ("journal", models.JSONField(default=list)),
                ("origin_change", models.BigIntegerField(blank=True, null=True)),
                ("created_account", models.BigIntegerField(blank=True, null=True, verbose_name="làm: tài khoản")),
                (
                    "created_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="làm: vai trò khi làm"),
                ),
                ("created_by", models.CharField(default="", max_length=200, verbose_name="người làm")),
                ("created_at", models.DateTimeField(verbose_name="làm lúc")),
                (
                    "state",
                    models.CharField(
                        choices=[("DA_GHI", "Đã ghi"), ("HOAN_TAC", "Đã hoàn tác")],
                        default=blocks.rules.units.changes.ChangeState["DONE"],
                        max_length=10,
                        verbose_name="tình trạng",
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
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                        verbose_name="đơn vị giao",
                    ),
                ),
            ],
            options={
                "verbose_name": "biến động đơn vị",
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="từ ngày")),
                ("basis", models.CharField(max_length=300, verbose_name="căn cứ")),
                ("made", models.JSONField(default=dict)),
                ("created_account", models.BigIntegerField(blank=True, null=True, verbose_name="làm: tài khoản")),
                (
                    "created_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="làm: vai trò khi làm"),
                ),
                ("created_by", models.CharField(default="", max_length=200, verbose_name="người làm")),
                ("created_at", models.DateTimeField(verbose_name="làm lúc")),
                ("undone_account", models.BigIntegerField(blank=True, null=True, verbose_name="hoàn tác: tài khoản")),
                (
                    "undone_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="hoàn tác: vai trò khi làm"),
                ),
                ("undone_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người hoàn tác")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="hoàn tác lúc")),
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
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.district",
                        verbose_name="đơn vị nhận",
                    ),
                ),
                (
                    "change",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="blocks.unitchange",
                        verbose_name="biến động",
                    ),
                ),
            ],
            options={
                "verbose_name": "chuyển giao trường",
            },
        ),
        migrations.CreateModel(
            name="AdoptedMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="lần")),
                (
                    "month",
                    models.CharField(help_text="tháng-ngày; dấu + là của năm sau", max_length=6, verbose_name="tháng"),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="bắt đầu")),
                ("time_note", models.CharField(blank=True, max_length=200, verbose_name="thời gian dự kiến")),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="nơi họp")),
                ("review_heading", models.CharField(blank=True, max_length=200, verbose_name="đầu mục")),
                ("note", models.CharField(blank=True, max_length=600, verbose_name="ghi chú")),
                ("contents", models.JSONField(default=list, verbose_name="nội dung")),
                ("point", models.CharField(blank=True, max_length=40, verbose_name="mục")),
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
                    "document",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="blocks.adopteddocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "lịch sinh hoạt áp dụng",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "document", "number"), name="one_adopted_meeting_a_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdoptedRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=20, verbose_name="quy tắc")),
                ("point", models.CharField(blank=True, max_length=40, verbose_name="mục")),
                (
                    "severity",
                    models.CharField(
                        blank=True,
                        choices=[("block", "Bắt buộc"), ("warn", "Cần giải trình"), ("info", "Để biết")],
                        max_length=5,
                        verbose_name="mức",
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
                    "document",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="blocks.adopteddocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "quy tắc áp dụng",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "document", "rule"), name="one_adoption_a_rule")
                ],
            },
        ),
        migrations.CreateModel(
            name="AdoptedWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper", models.CharField(max_length=40, verbose_name="loại văn bản")),
                ("section", models.CharField(max_length=40, verbose_name="phần")),
                ("text", models.TextField(verbose_name="lời")),
                ("point", models.CharField(blank=True, max_length=40, verbose_name="mục")),
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
                    "document",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="blocks.adopteddocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "lời văn áp dụng",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "document", "paper", "section"), name="one_text_a_section"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.UniqueConstraint(fields=("district", "code"), name="one_block_code"),
        ),
        migrations.AddConstraint(
            model_name="calendarlink",
            constraint=models.UniqueConstraint(fields=("district", "seat"), name="one_calendar_a_seat"),
        ),
        migrations.AddConstraint(
            model_name="covenantmovement",
            constraint=models.UniqueConstraint(
                fields=("district", "covenant", "position"), name="one_movement_a_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="covenantmovement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("begun_on", None), ("closed_on", None), ("closed_on__gte", models.F("begun_on")), _connector="OR"
                ),
                name="covenant_movement_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="dailyround",
            constraint=models.UniqueConstraint(fields=("district",), name="one_round_an_authority"),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(fields=("district", "seat", "level"), name="one_duty_a_level"),
        ),
        migrations.AddConstraint(
            model_name="emulationyear",
            constraint=models.UniqueConstraint(fields=("district", "code"), name="one_year_code"),
        ),
        migrations.AddConstraint(
            model_name="emulationyear",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="year_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="covenant",
            constraint=models.UniqueConstraint(fields=("district", "year", "block"), name="one_covenant_a_year"),
        ),
        migrations.AddConstraint(
            model_name="covenant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("digest__regex", "^[0-9a-f]{64}$"),
                        (
                            "state__in",
                            [
                                blocks.rules.promise.covenants.CovenantState["FROZEN"],
                                blocks.rules.promise.covenants.CovenantState["SIGNED"],
                            ],
                        ),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "state__in",
                                [
                                    blocks.rules.promise.covenants.CovenantState["FROZEN"],
                                    blocks.rules.promise.covenants.CovenantState["SIGNED"],
                                ],
                            ),
                            _negated=True,
                        ),
                        ("digest", ""),
                    ),
                    _connector="OR",
                ),
                name="covenant_held_has_a_digest",
            ),
        ),
        migrations.AddConstraint(
            model_name="adopteddocument",
            constraint=models.UniqueConstraint(
                fields=("district", "label", "issued_on"), name="one_adoption_a_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="adopteddocument",
            constraint=models.UniqueConstraint(fields=("district", "year"), name="one_guideline_a_year"),
        ),
        migrations.AddConstraint(
            model_name="adopteddocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None), ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="adoption_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="intakebatch",
            index=models.Index(fields=["district", "year", "id"], name="batch_of_year"),
        ),
        migrations.AddIndex(
            model_name="intakefile",
            index=models.Index(fields=["district", "batch", "position"], name="file_of_batch"),
        ),
        migrations.AddConstraint(
            model_name="learnedspelling",
            constraint=models.UniqueConstraint(fields=("district", "kind", "written"), name="spelling_once"),
        ),
        migrations.AddConstraint(
            model_name="lineage",
            constraint=models.UniqueConstraint(
                fields=("district", "kind", "new_id", "old_district", "old_id"), name="one_line_of_descent"
            ),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(("state", blocks.rules.mailroom.mails.MailState["WAITING"])),
                fields=["district", "next_at"],
                name="mail_that_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(fields=["district", "state", "-id"], name="mail_by_state"),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(fields=["district", "invitation"], name="mail_of_invitation"),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.UniqueConstraint(fields=("district", "key"), name="one_mail_a_key"),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", blocks.rules.mailroom.mails.MailState["SENT"]), _negated=True),
                    models.Q(("seed", ""), ("sent_at__isnull", False)),
                    _connector="OR",
                ),
                name="sent_mail_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="mailwish",
            constraint=models.UniqueConstraint(fields=("district", "account"), name="one_wish_a_person"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["district", "year", "planned_at"], name="meeting_of_year"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("district", "council", "year", "number"), name="one_meeting_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_until", None), ("held_until__gt", models.F("held_at")), _connector="OR"),
                name="held_until_after_it_began",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_place", ""), ("held_at__isnull", False), _connector="OR"),
                name="held_somewhere_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("district", "meeting", "position"),
                name="one_item_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="lateopinion",
            constraint=models.UniqueConstraint(fields=("district", "item", "membership"), name="one_opinion_a_point"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("district", "meeting", "membership"), name="one_attendance_a_member"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("presence", blocks.rules.meetings.attendance.Presence["SUBSTITUTED"]), _negated=True),
                    models.Q(("substitute_name", ""), _negated=True),
                    _connector="OR",
                ),
                name="who_is_replaced_names_the_other",
            ),
        ),
        migrations.AddIndex(
            model_name="movementmilestone",
            index=models.Index(fields=["district", "due"], name="milestone_by_day"),
        ),
        migrations.AddConstraint(
            model_name="movementperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="movement_period_ends_after_it_begins"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["district", "seat", "-id"], name="notice_newest_first"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("letter", None), ("read_at", None)),
                fields=["district", "made_at"],
                name="notice_to_mail",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("district", "seat", "key"),
                name="one_timed_line_a_seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.UniqueConstraint(
                fields=("district", "year", "subject", "subject_id", "code"),
                name="one_phase_of_a_code",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))), name="phase_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(condition=models.Q(("roles__len__gt", 0)), name="phase_asks_somebody"),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(("deeds_before__contained_by", models.F("deeds"))), name="phase_waits_for_own_deeds"
            ),
        ),
        migrations.AddConstraint(
            model_name="phasetemplate",
            constraint=models.UniqueConstraint(
                fields=("district", "document", "cycle", "code"),
                name="one_template_row_of_a_code",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="confirmation",
            index=models.Index(fields=["district", "registration", "-id"], name="confirmation_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(fields=("district", "token_hash"), name="one_confirmation_a_token"),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", blocks.rules.registration.confirmations.ConfirmationState["WAITING"])),
                fields=("district", "registration"),
                name="one_waiting_link_a_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="markedcell",
            constraint=models.UniqueConstraint(
                fields=("district", "sheet", "registration", "cell"), name="one_mark_a_cell", nulls_distinct=False
            ),
        ),
        migrations.AddIndex(
            model_name="fault",
            index=models.Index(fields=["district", "sheet"], name="fault_of_sheet"),
        ),
        migrations.AddIndex(
            model_name="fault",
            index=models.Index(fields=["district", "batch"], name="fault_of_batch"),
        ),
        migrations.AddConstraint(
            model_name="resolution",
            constraint=models.UniqueConstraint(fields=("district", "item"), name="one_resolution_a_point"),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(
                fields=("district", "resolution", "membership"), name="one_recusal_a_member"
            ),
        ),
        migrations.AddIndex(
            model_name="returnedcell",
            index=models.Index(fields=["district", "sheet"], name="returned_cell_of_sheet"),
        ),
        migrations.AddConstraint(
            model_name="returnedcell",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("district", "sheet", "registration", "cell"),
                name="one_open_return_a_cell",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.UniqueConstraint(fields=("district", "code"), name="one_school_code"),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.UniqueConstraint(fields=("district", "name_key"), name="one_school_name"),
        ),
        migrations.AddConstraint(
            model_name="registrationsheet",
            constraint=models.UniqueConstraint(fields=("district", "year", "school"), name="one_sheet_a_year"),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["district", "year", "block", "position"], name="placement_in_order"),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(fields=("district", "year", "school"), name="one_block_a_year"),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_leader", True)), fields=("district", "year", "block"), name="one_leader_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="movementreport",
            constraint=models.UniqueConstraint(
                fields=("district", "milestone", "school"), name="one_report_a_milestone", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="movementparticipation",
            constraint=models.UniqueConstraint(
                fields=("district", "movement", "school"), name="one_participation_a_school"
            ),
        ),
        migrations.AddIndex(
            model_name="movement",
            index=models.Index(fields=["district", "starts_on", "ends_on"], name="movement_by_days"),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(("block__isnull", True), ("school__isnull", True), _connector="OR"),
                name="movement_of_one_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="movement_ends_after_it_begins"
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["district", "state", "-id"], name="invitation_by_state"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(fields=("district", "token_hash"), name="one_invitation_a_token"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            blocks.rules.access.invitations.InvitationState["OPEN"],
                            blocks.rules.access.invitations.InvitationState["WITHDRAWN"],
                        ],
                    ),
                    ("account__isnull", False),
                    _connector="OR",
                ),
                name="accepted_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="formername",
            constraint=models.UniqueConstraint(fields=("district", "school", "until"), name="one_name_until_a_day"),
        ),
        migrations.AddIndex(
            model_name="extension",
            index=models.Index(fields=["district", "phase", "school", "id"], name="extension_of_school"),
        ),
        migrations.AddIndex(
            model_name="extension",
            index=models.Index(fields=["district", "phase", "block", "id"], name="extension_of_block"),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("school", None), ("block", None), _connector="XOR"), name="extension_of_one_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(("block", None), ("school", None), _connector="OR"), name="council_of_one_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__isnull", False), ("valid_from__isnull", False), _connector="OR"),
                name="council_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"),
                name="council_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", blocks.rules.meetings.councils.CouncilKind["BLOCK"]), _negated=True),
                    models.Q(("block__isnull", False), ("year__isnull", False)),
                    _connector="OR",
                ),
                name="block_meets_by_the_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision_date", None), models.Q(("decision_number", ""), _negated=True), _connector="OR"
                ),
                name="council_decision_has_a_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", blocks.rules.meetings.councils.CouncilKind["BLOCK"])),
                fields=("district", "year", "block"),
                name="one_meeting_block_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolplan",
            constraint=models.UniqueConstraint(
                fields=("district", "school", "year", "calendar_year"), name="one_plan_a_year", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("calendar_year__isnull", False), ("cycle", blocks.rules.year.years.Cycle["CALENDAR_YEAR"])
                    ),
                    models.Q(("calendar_year__isnull", True), ("cycle", blocks.rules.year.years.Cycle["SCHOOL_YEAR"])),
                    _connector="OR",
                ),
                name="plan_of_a_calendar_year_says_which",
            ),
        ),
        migrations.AddIndex(
            model_name="plantask",
            index=models.Index(fields=["district", "state", "due"], name="plan_task_by_day"),
        ),
        migrations.AddConstraint(
            model_name="sittingrule",
            constraint=models.UniqueConstraint(fields=("district", "valid_from"), name="one_sitting_rule_a_day"),
        ),
        migrations.AddConstraint(
            model_name="sittingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("share_of__gte", 1), ("share_of__lte", models.F("share_in"))),
                name="share_is_a_part",
            ),
        ),
        migrations.AddIndex(
            model_name="staffmember",
            index=models.Index(fields=["district", "name_key", "birth_date"], name="staff_by_name"),
        ),
        migrations.AddIndex(
            model_name="staffmember",
            index=models.Index(fields=["district", "sort_key"], name="staff_in_order"),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(fields=("district", "sheet", "staff"), name="one_row_a_person"),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["district", "school", "staff"], name="posting_of_school"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to", None)),
                fields=("district", "staff", "school"),
                name="one_open_posting_a_school",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["district", "council", "valid_from"], name="membership_of_council"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"),
                name="membership_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("standing", blocks.rules.meetings.councils.Standing["INVITED"]), ("votes", True), _negated=True
                ),
                name="guests_do_not_vote",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("standing", blocks.rules.meetings.councils.Standing["CHAIR"])),
                expressions=[
                    ("district", "="),
                    ("council", "="),
                    (thidua.access.models.seats.Period("valid_from", "valid_to", models.Value("[]")), "&&"),
                ],
                name="one_chair_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("account__isnull", False)),
                expressions=[
                    ("district", "="),
                    ("council", "="),
                    ("account", "="),
                    (thidua.access.models.seats.Period("valid_from", "valid_to", models.Value("[]")), "&&"),
                ],
                name="one_place_a_account_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("staff__isnull", False)),
                expressions=[
                    ("district", "="),
                    ("council", "="),
                    ("staff", "="),
                    (thidua.access.models.seats.Period("valid_from", "valid_to", models.Value("[]")), "&&"),
                ],
                name="one_place_a_staff_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("school__isnull", False)),
                expressions=[
                    ("district", "="),
                    ("council", "="),
                    ("school", "="),
                    (thidua.access.models.seats.Period("valid_from", "valid_to", models.Value("[]")), "&&"),
                ],
                name="one_place_a_school_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["district", "kind", "target", "id"], name="attachment_of_target"),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["district", "school", "-id"], name="attachment_of_school"),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["district", "-id"], name="attachment_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("stored__isnull", False), ("removed_at__isnull", False), _connector="OR"),
                name="attachment_gone_only_when_removed",
            ),
        ),
        migrations.AddIndex(
            model_name="storagelimit",
            index=models.Index(fields=["district", "scope", "school", "-id"], name="limit_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="storagelimit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("school__isnull", False), ("scope", blocks.rules.files.attachments.LimitScope["ONE_SCHOOL"])
                    ),
                    models.Q(
                        models.Q(("scope", blocks.rules.files.attachments.LimitScope["ONE_SCHOOL"]), _negated=True),
                        ("school", None),
                    ),
                    _connector="OR",
                ),
                name="limit_of_one_school_names_it",
            ),
        ),
        migrations.AddIndex(
            model_name="timetablerow",
            index=models.Index(fields=["district", "phase", "-days"], name="timetable_in_order"),
        ),
        migrations.AddConstraint(
            model_name="timetablerow",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__gte", -60), ("days__lte", 60)), name="reminder_near_its_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="timetablerow",
            constraint=models.CheckConstraint(condition=models.Q(("roles__len__gt", 0)), name="reminder_to_somebody"),
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(fields=["district", "phase", "school", "-id"], name="reminder_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("row__isnull", False)),
                fields=("district", "row", "school", "on"),
                name="one_reminder_a_row_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("district", "year", "school", "subject", "title"),
                name="one_target_a_cell",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("subject", blocks.rules.promise.titles.Subject["COLLECTIVE"]), ("value", None), _connector="OR"
                ),
                name="person_targets_are_counted",
            ),
        ),
        migrations.AddConstraint(
            model_name="registeredtitle",
            constraint=models.UniqueConstraint(fields=("district", "registration", "title"), name="one_tick_a_title"),
        ),
        migrations.AddConstraint(
            model_name="adoptedcolumn",
            constraint=models.UniqueConstraint(
                fields=("district", "document", "subject", "position"), name="one_column_a_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="adoptedcolumn",
            constraint=models.UniqueConstraint(
                fields=("district", "document", "subject", "title"), name="one_column_a_title", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="adoptedcap",
            constraint=models.UniqueConstraint(fields=("district", "document", "title"), name="one_cap_a_title"),
        ),
        migrations.AddConstraint(
            model_name="adoptedcap",
            constraint=models.CheckConstraint(
                condition=models.Q(("share", ""), ("heads", None), _connector="XOR"), name="cap_is_share_or_heads"
            ),
        ),
        migrations.AddConstraint(
            model_name="titlecondition",
            constraint=models.UniqueConstraint(
                fields=("title", "regime", "code", "valid_from"), name="one_condition_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("district", "year", "school", "kind", "position"),
                name="one_topic_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held_meeting", None), ("meeting", None)),
                    ("kind", blocks.rules.promise.topics.TopicKind["TOPIC"]),
                    _connector="OR",
                ),
                name="only_topics_are_presented",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held", True), ("held_on__isnull", False)),
                    models.Q(
                        ("held_meeting", None),
                        ("held_on", None),
                        models.Q(("held", None), ("held", False), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="held_topic_has_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="unitchange",
            index=models.Index(fields=["district", "-on", "-id"], name="change_newest_first"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["district", "-id"], name="transfer_newest_first"),
        ),
        BuildWall("blocks"),
    ]
