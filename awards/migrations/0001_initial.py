import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import awards.rules.facts.initiatives
import awards.rules.history.decisions
import thidua.wall.tenancy
from thidua.wall.build import BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("blocks", "0001_initial"),
        ("thidua", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=60, verbose_name="số quyết định")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="ngày")),
                ("issuer", models.CharField(blank=True, max_length=200, verbose_name="cơ quan ban hành")),
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
                "verbose_name": "quyết định",
            },
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year_code", models.CharField(max_length=9, verbose_name="năm")),
                (
                    "status",
                    models.CharField(
                        choices=[("DA_TANG", "Đã tặng"), ("THU_HOI", "Đã thu hồi")],
                        default=awards.rules.history.decisions.AwardStatus["GIVEN"],
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
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="blocks.school",
                        verbose_name="đơn vị lúc được tặng",
                    ),
                ),
                (
                    "staff",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="blocks.staffmember",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="blocks.title"),
                ),
                (
                    "decision",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="awards.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "khen thưởng đã tặng",
            },
        ),
        migrations.CreateModel(
            name="Discipline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="ghi: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="ghi: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(default="", max_length=200, verbose_name="người ghi")),
                ("changed_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("phe_binh", "Phê bình"),
                            ("khien_trach", "Khiển trách"),
                            ("canh_cao", "Cảnh cáo"),
                            ("ha_bac_luong", "Hạ bậc lương"),
                            ("giang_chuc", "Giáng chức"),
                            ("cach_chuc", "Cách chức"),
                            ("buoc_thoi_viec", "Buộc thôi việc"),
                        ],
                        max_length=16,
                        verbose_name="hình thức",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="ngày quyết định")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="hết thời hạn")),
                ("related_to_duty", models.BooleanField(blank=True, null=True, verbose_name="liên quan đến nhiệm vụ")),
                ("paper", models.CharField(blank=True, max_length=60, verbose_name="số quyết định")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                        related_name="+",
                        to="blocks.school",
                        verbose_name="đơn vị lúc bị kỷ luật",
                    ),
                ),
                (
                    "staff",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disciplines",
                        to="blocks.staffmember",
                    ),
                ),
            ],
            options={
                "verbose_name": "kỷ luật",
            },
        ),
        migrations.CreateModel(
            name="Initiative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="ghi: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="ghi: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(default="", max_length=200, verbose_name="người ghi")),
                ("changed_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "kind",
                    models.CharField(
                        choices=[("SK", "Sáng kiến"), ("DT", "Đề tài khoa học")],
                        default=awards.rules.facts.initiatives.WorkKind["INITIATIVE"],
                        max_length=2,
                        verbose_name="loại",
                    ),
                ),
                ("year_code", models.CharField(max_length=9, verbose_name="năm")),
                ("name", models.CharField(max_length=500, verbose_name="tên")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("co_so", "Cấp cơ sở"),
                            ("tinh", "Phạm vi cấp tỉnh"),
                            ("bo", "Phạm vi bộ"),
                            ("toan_quoc", "Phạm vi toàn quốc"),
                        ],
                        default=awards.rules.facts.initiatives.WorkLevel["GRASSROOTS"],
                        max_length=10,
                        verbose_name="cấp",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Đã nộp, chờ công nhận"),
                            ("recognised", "Đã công nhận"),
                            ("refused", "Không được công nhận"),
                        ],
                        default=awards.rules.facts.initiatives.WorkState["SUBMITTED"],
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("recognised_on", models.DateField(blank=True, null=True, verbose_name="ngày công nhận")),
                (
                    "recognised_by",
                    models.CharField(blank=True, max_length=200, verbose_name="người, cơ quan công nhận"),
                ),
                (
                    "organ",
                    models.CharField(
                        blank=True, editable=False, max_length=20, verbose_name="mã cấp của người công nhận"
                    ),
                ),
                ("paper", models.CharField(blank=True, max_length=60, verbose_name="số quyết định")),
                ("used_for", models.JSONField(blank=True, default=list, verbose_name="đã dùng cho")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                        related_name="+",
                        to="blocks.school",
                        verbose_name="đơn vị lúc nộp",
                    ),
                ),
                (
                    "staff",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="blocks.staffmember",
                    ),
                ),
            ],
            options={
                "verbose_name": "sáng kiến, đề tài",
            },
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="ghi: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="ghi: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(default="", max_length=200, verbose_name="người ghi")),
                ("changed_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("discipline", "Đang xem xét kỷ luật"),
                            ("complaint", "Khiếu nại đang xác minh"),
                            ("denunciation", "Tố cáo đang xác minh"),
                            ("inspection", "Đang thanh tra khi có dấu hiệu vi phạm"),
                            ("check", "Đang kiểm tra khi có dấu hiệu vi phạm"),
                            ("investigation", "Đang điều tra"),
                            ("press", "Việc báo chí nêu đang xác minh"),
                        ],
                        max_length=16,
                        verbose_name="loại việc",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="bắt đầu xem xét")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="kết thúc")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("KHONG_VI_PHAM", "Không có vi phạm"),
                            ("CO_VI_PHAM", "Có vi phạm"),
                            ("RUT_DON", "Rút đơn, đình chỉ"),
                        ],
                        max_length=14,
                        verbose_name="kết quả",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                        related_name="+",
                        to="blocks.school",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "staff",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="blocks.staffmember",
                    ),
                ),
            ],
            options={
                "verbose_name": "vụ việc đang xem xét",
            },
        ),
        migrations.CreateModel(
            name="PersonFacts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="ghi: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="ghi: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(default="", max_length=200, verbose_name="người ghi")),
                ("changed_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("year_code", models.CharField(max_length=9, verbose_name="năm")),
                ("outsider", models.BooleanField(blank=True, null=True, verbose_name="làm việc ngoài ngành giáo dục")),
                (
                    "sector_years",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số năm trong ngành"),
                ),
                (
                    "teaching_years",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số năm trực tiếp giảng dạy"),
                ),
                (
                    "hard_area_years",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số năm ở vùng khó khăn"),
                ),
                (
                    "hard_teaching_years",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="số năm giảng dạy ở vùng khó khăn"
                    ),
                ),
                (
                    "hard_area_current",
                    models.BooleanField(blank=True, null=True, verbose_name="đang công tác ở vùng khó khăn"),
                ),
                (
                    "leadership_years",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số năm lãnh đạo"),
                ),
                ("other_merits", models.JSONField(blank=True, null=True, verbose_name="thành tích khác")),
                (
                    "old_unit_comment",
                    models.BooleanField(blank=True, null=True, verbose_name="đã có nhận xét của đơn vị cũ"),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="ngày nghỉ hưu")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
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
                        related_name="+",
                        to="blocks.school",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "staff",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="year_facts",
                        to="blocks.staffmember",
                    ),
                ),
            ],
            options={
                "verbose_name": "thâm niên, thành tích khác",
            },
        ),
        migrations.CreateModel(
            name="Ranking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="ghi: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="ghi: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(default="", max_length=200, verbose_name="người ghi")),
                ("changed_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("year_code", models.CharField(max_length=9, verbose_name="năm")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("HTXS", "Hoàn thành xuất sắc nhiệm vụ"),
                            ("HTT", "Hoàn thành tốt nhiệm vụ"),
                            ("HT", "Hoàn thành nhiệm vụ"),
                            ("KHT", "Không hoàn thành nhiệm vụ"),
                            ("not_ranked", "Không xếp loại"),
                        ],
                        max_length=10,
                        verbose_name="xếp loại",
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
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="blocks.school",
                        verbose_name="đơn vị đánh giá",
                    ),
                ),
                (
                    "staff",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rankings",
                        to="blocks.staffmember",
                    ),
                ),
            ],
            options={
                "verbose_name": "xếp loại năm",
            },
        ),
        migrations.CreateModel(
            name="SchoolFacts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="ghi: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="ghi: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(default="", max_length=200, verbose_name="người ghi")),
                ("changed_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("year_code", models.CharField(max_length=9, verbose_name="năm")),
                (
                    "rank",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("HTXS", "Hoàn thành xuất sắc nhiệm vụ"),
                            ("HTT", "Hoàn thành tốt nhiệm vụ"),
                            ("HT", "Hoàn thành nhiệm vụ"),
                            ("KHT", "Không hoàn thành nhiệm vụ"),
                            ("not_ranked", "Không xếp loại"),
                        ],
                        max_length=10,
                        verbose_name="xếp loại trường",
                    ),
                ),
                (
                    "exceeded_targets",
                    models.BooleanField(blank=True, null=True, verbose_name="vượt các chỉ tiêu, nhiệm vụ"),
                ),
                (
                    "eligible_for_flags",
                    models.BooleanField(blank=True, null=True, verbose_name="thuộc đối tượng xét cờ thi đua"),
                ),
                (
                    "rank_in_block",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="thứ hạng trong khối",
                    ),
                ),
                (
                    "headcount_entitled",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số người thuộc diện xét"),
                ),
                (
                    "published_on",
                    models.DateField(blank=True, null=True, verbose_name="ngày công khai danh sách đề nghị"),
                ),
                ("other_merits", models.JSONField(blank=True, null=True, verbose_name="thành tích khác của tập thể")),
                (
                    "theme_name",
                    models.CharField(blank=True, max_length=200, verbose_name="phong trào thi đua chuyên đề"),
                ),
                (
                    "theme_years",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="phong trào kéo dài (năm)"),
                ),
                ("theme_leads", models.BooleanField(blank=True, null=True, verbose_name="dẫn đầu phong trào")),
                ("theme_final", models.BooleanField(blank=True, null=True, verbose_name="phong trào đã tổng kết")),
                (
                    "theme_launched_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("thu_tuong", "Thủ tướng Chính phủ"),
                            ("bo", "Bộ, ngành"),
                            ("tinh", "Ủy ban nhân dân tỉnh, thành phố"),
                            ("don_vi", "Đơn vị quản lý, cấp xã"),
                        ],
                        max_length=10,
                        verbose_name="cấp phát động",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
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
                        related_name="year_facts",
                        to="blocks.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "dữ kiện của trường",
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="ghi: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="ghi: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(default="", max_length=200, verbose_name="người ghi")),
                ("changed_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("year_code", models.CharField(max_length=9, verbose_name="năm")),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("SANG_KIEN", "Danh sách sáng kiến, đề tài"),
                            ("KY_LUAT", "Danh sách kỷ luật, vụ việc đang xem xét"),
                        ],
                        max_length=10,
                        verbose_name="về",
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
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="blocks.school",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "lời xác nhận đã ghi đủ",
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="ghi: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="ghi: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(default="", max_length=200, verbose_name="người ghi")),
                ("changed_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("year_code", models.CharField(max_length=9, verbose_name="năm")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("none", "Không nghỉ dài, không đi học"),
                            ("maternity", "Nghỉ thai sản"),
                            ("unpaid", "Nghỉ không lương"),
                            ("sick", "Nghỉ ốm dài ngày"),
                            ("rescue", "Điều trị sau hành động dũng cảm"),
                            ("study", "Được cử đi học"),
                        ],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="từ ngày")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("kha", "Khá trở lên"), ("trung_binh", "Dưới khá")],
                        max_length=12,
                        verbose_name="kết quả học",
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
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="blocks.school",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "staff",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="blocks.staffmember",
                    ),
                ),
            ],
            options={
                "verbose_name": "nghỉ dài, đi học",
                "indexes": [models.Index(fields=["district", "school", "year_code"], name="absence_of_school")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "staff", "year_code", "kind"), name="one_absence_of_a_kind_and_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("starts_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="absence_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attestation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_account", models.BigIntegerField(blank=True, null=True, verbose_name="ghi: tài khoản")),
                (
                    "changed_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="ghi: vai trò khi làm"),
                ),
                ("changed_by", models.CharField(default="", max_length=200, verbose_name="người ghi")),
                ("changed_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("year_code", models.CharField(max_length=9, verbose_name="năm")),
                ("criterion", models.CharField(max_length=20, verbose_name="tiêu chí")),
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
                        related_name="+",
                        to="blocks.school",
                        verbose_name="đơn vị xác nhận",
                    ),
                ),
                (
                    "staff",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attestations",
                        to="blocks.staffmember",
                    ),
                ),
            ],
            options={
                "verbose_name": "tiêu chí đã xác nhận",
                "indexes": [models.Index(fields=["district", "staff", "year_code"], name="attestation_of_person")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "school", "staff", "year_code", "criterion"),
                        name="one_attestation_a_criterion",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("district", "number", "issued_on", "issuer"), name="one_decision", nulls_distinct=False
            ),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(fields=["district", "school", "year_code"], name="award_of_school"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(
                condition=models.Q(("staff__isnull", False)),
                fields=("district", "staff", "title", "year_code"),
                name="one_award_a_person_and_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(
                condition=models.Q(("staff", None)),
                fields=("district", "school", "title", "year_code"),
                name="one_award_a_school_and_year",
            ),
        ),
        migrations.AddIndex(
            model_name="discipline",
            index=models.Index(fields=["district", "school"], name="discipline_of_school"),
        ),
        migrations.AddIndex(
            model_name="discipline",
            index=models.Index(fields=["district", "staff"], name="discipline_of_person"),
        ),
        migrations.AddConstraint(
            model_name="discipline",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("decided_on")), _connector="OR"),
                name="discipline_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="initiative",
            index=models.Index(fields=["district", "school", "year_code"], name="initiative_of_school"),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.UniqueConstraint(
                fields=("district", "staff", "year_code", "name"), name="one_initiative_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("recognised_on__isnull", False),
                        ("state", awards.rules.facts.initiatives.WorkState["RECOGNISED"]),
                    ),
                    models.Q(
                        models.Q(("state", awards.rules.facts.initiatives.WorkState["RECOGNISED"]), _negated=True),
                        ("recognised_on", None),
                    ),
                    _connector="OR",
                ),
                name="recognised_on_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["district", "school"], name="matter_of_school"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["district", "staff"], name="matter_of_person"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on", None), ("outcome", "")),
                    models.Q(("closed_on__gte", models.F("opened_on")), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="matter_ends_with_an_outcome",
            ),
        ),
        migrations.AddIndex(
            model_name="personfacts",
            index=models.Index(fields=["district", "school", "year_code"], name="person_facts_of_school"),
        ),
        migrations.AddConstraint(
            model_name="personfacts",
            constraint=models.UniqueConstraint(
                fields=("district", "staff", "year_code"), name="one_set_of_person_facts_a_year"
            ),
        ),
        migrations.AddIndex(
            model_name="ranking",
            index=models.Index(fields=["district", "school", "year_code"], name="ranking_of_school"),
        ),
        migrations.AddConstraint(
            model_name="ranking",
            constraint=models.UniqueConstraint(
                fields=("district", "staff", "year_code"), name="one_ranking_a_person_and_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolfacts",
            constraint=models.UniqueConstraint(
                fields=("district", "school", "year_code"), name="one_set_of_school_facts_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                fields=("district", "school", "year_code", "about"), name="one_statement_a_list_and_year"
            ),
        ),
        BuildWall("awards"),
    ]
