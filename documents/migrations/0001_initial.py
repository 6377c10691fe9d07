import django.db.models.deletion
from django.db import migrations, models

import documents.rules.issuing
import documents.rules.series
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
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="loại văn bản")),
                ("subject_kind", models.CharField(max_length=20, verbose_name="loại đối tượng")),
                ("subject_id", models.BigIntegerField(verbose_name="mã đối tượng")),
                ("created_account", models.BigIntegerField(blank=True, null=True, verbose_name="lập: tài khoản")),
                (
                    "created_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="lập: vai trò khi làm"),
                ),
                ("created_by", models.CharField(default="", max_length=200, verbose_name="người lập")),
                ("created_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DU_THAO", "Bản thảo"),
                            ("DA_KIEM", "Đã kiểm tra"),
                            ("DA_CAP_SO", "Đã cấp số"),
                            ("DA_KY", "Đã ký"),
                            ("BAN_HANH", "Đã ban hành"),
                            ("THAY_THE", "Đã được thay thế"),
                            ("THU_HOI", "Đã thu hồi"),
                        ],
                        db_default=documents.rules.issuing.PaperState["DRAFT"],
                        default=documents.rules.issuing.PaperState["DRAFT"],
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="số")),
                ("symbol", models.CharField(blank=True, max_length=60, verbose_name="ký hiệu")),
                ("dated", models.DateField(blank=True, null=True, verbose_name="ngày văn bản")),
                (
                    "signing",
                    models.JSONField(db_default={}, default=dict, editable=False, verbose_name="người ký khi ban hành"),
                ),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="ban hành lúc")),
                ("late", models.BooleanField(db_default=False, default=False, verbose_name="ban hành trễ hạn")),
                (
                    "block",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
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
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="blocks.school",
                    ),
                ),
                (
                    "supersedes",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="documents.document",
                        verbose_name="thay thế",
                    ),
                ),
                (
                    "year",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="blocks.emulationyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản",
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="phiên bản")),
                ("sections", models.JSONField(default=dict)),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="nội dung sửa")),
                ("created_account", models.BigIntegerField(blank=True, null=True, verbose_name="soạn: tài khoản")),
                (
                    "created_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="soạn: vai trò khi làm"),
                ),
                ("created_by", models.CharField(default="", max_length=200, verbose_name="người soạn")),
                ("created_at", models.DateTimeField(verbose_name="soạn lúc")),
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
                        related_name="versions",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiên bản",
            },
        ),
        migrations.CreateModel(
            name="NumberRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pattern",
                    models.CharField(
                        default="{number:02}/{letters}-{symbol}", max_length=80, verbose_name="quy tắc ghi"
                    ),
                ),
                ("set_account", models.BigIntegerField(blank=True, null=True, verbose_name="đặt: tài khoản")),
                (
                    "set_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="đặt: vai trò khi làm"),
                ),
                ("set_by", models.CharField(default="", max_length=200, verbose_name="người đặt")),
                ("set_at", models.DateTimeField(verbose_name="đặt lúc")),
                (
                    "block",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="blocks.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "quy tắc ghi số",
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letters", models.CharField(max_length=10, verbose_name="chữ viết tắt")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm dương lịch")),
                (
                    "block",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="number_series",
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
                    "school",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="number_series",
                        to="blocks.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "sổ số văn bản",
            },
        ),
        migrations.CreateModel(
            name="IssuedNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="số")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("GIU", "Đang giữ"),
                            ("DUNG", "Đã cấp"),
                            ("HUY", "Đã hủy"),
                            ("NGOAI", "Cấp ngoài hệ thống"),
                        ],
                        max_length=10,
                        verbose_name="tình trạng",
                    ),
                ),
                ("symbol", models.CharField(blank=True, max_length=60, verbose_name="ký hiệu")),
                ("dated", models.DateField(blank=True, null=True, verbose_name="ngày văn bản")),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do")),
                ("given_account", models.BigIntegerField(blank=True, null=True, verbose_name="cấp số: tài khoản")),
                (
                    "given_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="cấp số: vai trò khi làm"),
                ),
                ("given_by", models.CharField(default="", max_length=200, verbose_name="người cấp số")),
                ("given_at", models.DateTimeField(verbose_name="cấp số lúc")),
                ("cancelled_account", models.BigIntegerField(blank=True, null=True, verbose_name="hủy số: tài khoản")),
                (
                    "cancelled_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="hủy số: vai trò khi làm"),
                ),
                ("cancelled_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người hủy số")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="hủy số lúc")),
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
                        related_name="numbers",
                        to="documents.document",
                    ),
                ),
                (
                    "series",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="numbers",
                        to="documents.numberseries",
                    ),
                ),
            ],
            options={
                "verbose_name": "số văn bản",
            },
        ),
        migrations.CreateModel(
            name="PaperTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="loại văn bản")),
                ("sections", models.JSONField(default=dict)),
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
                        related_name="templates",
                        to="blocks.emulationyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "mẫu văn bản",
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "format",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel")],
                        max_length=5,
                        verbose_name="định dạng",
                    ),
                ),
                ("context", models.JSONField()),
                ("context_sha256", models.CharField(max_length=64)),
                ("pages", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số trang")),
                ("created_account", models.BigIntegerField(blank=True, null=True, verbose_name="kết xuất: tài khoản")),
                (
                    "created_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="kết xuất: vai trò khi làm"),
                ),
                ("created_by", models.CharField(default="", max_length=200, verbose_name="người kết xuất")),
                ("created_at", models.DateTimeField(verbose_name="kết xuất lúc")),
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
                        related_name="renditions",
                        to="documents.document",
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
                (
                    "version",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renditions",
                        to="documents.documentversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "bản kết xuất",
            },
        ),
        migrations.CreateModel(
            name="SignatureSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("field", models.CharField(max_length=40, verbose_name="ô ký")),
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
                ("name", models.CharField(max_length=200, verbose_name="tên in ở ô")),
                ("post", models.JSONField(default=list, verbose_name="dòng chức vụ")),
                ("unit", models.CharField(blank=True, max_length=300, verbose_name="đơn vị")),
                ("fixed", models.BooleanField(default=False, verbose_name="đúng người có tên")),
                ("witness", models.BooleanField(default=False, verbose_name="chứng kiến")),
                (
                    "leased_account",
                    models.BigIntegerField(blank=True, null=True, verbose_name="giữ lượt ký: tài khoản"),
                ),
                (
                    "leased_seat",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="giữ lượt ký: vai trò khi làm"
                    ),
                ),
                (
                    "leased_by",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="người giữ lượt ký"),
                ),
                ("leased_at", models.DateTimeField(blank=True, null=True, verbose_name="giữ lượt ký lúc")),
                ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="giữ lượt đến")),
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
                "verbose_name": "ô ký",
            },
        ),
        migrations.CreateModel(
            name="SignerCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.BigIntegerField(verbose_name="tài khoản")),
                ("uid", models.CharField(max_length=60, verbose_name="mã trong chứng thư số")),
                ("declared_account", models.BigIntegerField(blank=True, null=True, verbose_name="khai: tài khoản")),
                (
                    "declared_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="khai: vai trò khi làm"),
                ),
                ("declared_by", models.CharField(default="", max_length=200, verbose_name="người khai")),
                ("declared_at", models.DateTimeField(verbose_name="khai lúc")),
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
                "verbose_name": "mã chứng thư số",
            },
        ),
        migrations.CreateModel(
            name="SigningRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("in_order", models.BooleanField(default=False, verbose_name="ký theo thứ tự")),
                (
                    "opened_account",
                    models.BigIntegerField(blank=True, null=True, verbose_name="lập bản chờ ký: tài khoản"),
                ),
                (
                    "opened_seat",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="lập bản chờ ký: vai trò khi làm"
                    ),
                ),
                ("opened_by", models.CharField(default="", max_length=200, verbose_name="người lập bản chờ ký")),
                ("opened_at", models.DateTimeField(verbose_name="lập bản chờ ký lúc")),
                (
                    "ended_account",
                    models.BigIntegerField(blank=True, null=True, verbose_name="hủy bản chờ ký: tài khoản"),
                ),
                (
                    "ended_seat",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="hủy bản chờ ký: vai trò khi làm"
                    ),
                ),
                (
                    "ended_by",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="người hủy bản chờ ký"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="hủy bản chờ ký lúc")),
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
                        related_name="rounds",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "verbose_name": "lượt ký văn bản",
            },
        ),
        migrations.CreateModel(
            name="SignedRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="bản")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("HE_THONG", "Hệ thống chứng thực"),
                            ("P12", "Ký số bằng tệp .p12"),
                            ("NOP", "Ký số bên ngoài, nộp tệp"),
                            ("QUET", "Ký giấy, nộp bản quét"),
                        ],
                        max_length=10,
                        verbose_name="cách ký",
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="tên trong chứng thư")),
                ("uid", models.CharField(blank=True, max_length=60, verbose_name="mã trong chứng thư")),
                ("serial", models.CharField(blank=True, max_length=60, verbose_name="số chứng thư")),
                ("issuer", models.CharField(blank=True, max_length=200, verbose_name="tổ chức cấp")),
                ("certificate", models.CharField(blank=True, max_length=64, verbose_name="SHA-256 của chứng thư")),
                ("own_box", models.BooleanField(default=False, verbose_name="ô do công cụ ký vẽ")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc ký ghi trong chữ ký")),
                ("added_account", models.BigIntegerField(blank=True, null=True, verbose_name="ký: tài khoản")),
                (
                    "added_seat",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="ký: vai trò khi làm"),
                ),
                ("added_by", models.CharField(default="", max_length=200, verbose_name="người ký")),
                ("added_at", models.DateTimeField(verbose_name="ký lúc")),
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
                    "slot",
                    thidua.wall.tenancy.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="documents.signatureslot",
                    ),
                ),
                (
                    "stored",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="thidua.storedfile",
                    ),
                ),
                (
                    "round",
                    thidua.wall.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="documents.signinground",
                    ),
                ),
            ],
            options={
                "verbose_name": "bản đã ký",
            },
        ),
        migrations.AddField(
            model_name="signatureslot",
            name="round",
            field=thidua.wall.tenancy.TenantForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="slots",
                to="documents.signinground",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["district", "year", "kind", "subject_kind", "subject_id"], name="document_of_subject"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("district", "supersedes"), name="one_successor_of_a_document"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("block__isnull", True), ("school__isnull", True), _connector="OR"),
                name="document_of_one_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("number__isnull", True),
                        (
                            "state__in",
                            [
                                documents.rules.issuing.PaperState["DRAFT"],
                                documents.rules.issuing.PaperState["CHECKED"],
                            ],
                        ),
                    ),
                    models.Q(("number__isnull", False), ("state", documents.rules.issuing.PaperState["NUMBERED"])),
                    (
                        "state__in",
                        [
                            documents.rules.issuing.PaperState["SIGNED"],
                            documents.rules.issuing.PaperState["ISSUED"],
                            documents.rules.issuing.PaperState["SUPERSEDED"],
                            documents.rules.issuing.PaperState["WITHDRAWN"],
                        ],
                    ),
                    _connector="OR",
                ),
                name="document_state_fits_its_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__isnull", True), ("dated__isnull", False), _connector="OR"),
                name="document_number_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.UniqueConstraint(fields=("district", "document", "number"), name="one_version_number"),
        ),
        migrations.AddConstraint(
            model_name="numberrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("block__isnull", True), ("school__isnull", True), _connector="OR"),
                name="number_rule_of_one_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="numberrule",
            constraint=models.UniqueConstraint(
                fields=("district", "block", "school"), name="one_number_rule_a_unit", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="numberseries",
            constraint=models.CheckConstraint(
                condition=models.Q(("block__isnull", True), ("school__isnull", True), _connector="OR"),
                name="number_series_of_one_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="numberseries",
            constraint=models.UniqueConstraint(
                fields=("district", "block", "school", "letters", "year"),
                name="one_series_a_unit_letters_year",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="issuednumber",
            constraint=models.UniqueConstraint(fields=("district", "series", "number"), name="one_number_of_a_series"),
        ),
        migrations.AddConstraint(
            model_name="issuednumber",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", documents.rules.series.NumberState["USED"])),
                fields=("district", "document"),
                name="one_number_in_use_of_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuednumber",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", documents.rules.series.NumberState["USED"]), _negated=True),
                    models.Q(("dated__isnull", False), ("document__isnull", False)),
                    _connector="OR",
                ),
                name="number_in_use_has_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuednumber",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", documents.rules.series.NumberState["CANCELLED"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="number_cancelled_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="papertemplate",
            constraint=models.UniqueConstraint(fields=("district", "kind", "year"), name="one_template_a_year"),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(
                fields=("district", "document", "format", "context_sha256"), name="one_rendition_of_a_content"
            ),
        ),
        migrations.AddConstraint(
            model_name="signercard",
            constraint=models.UniqueConstraint(fields=("district", "account"), name="one_signer_card_a_person"),
        ),
        migrations.AddConstraint(
            model_name="signercard",
            constraint=models.UniqueConstraint(fields=("district", "uid"), name="one_person_of_a_certificate_number"),
        ),
        migrations.AddConstraint(
            model_name="signinground",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("district", "document"),
                name="one_open_round_of_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedrevision",
            constraint=models.UniqueConstraint(fields=("district", "round", "number"), name="one_revision_number"),
        ),
        migrations.AddConstraint(
            model_name="signedrevision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("slot__isnull", False)), fields=("district", "slot"), name="one_signature_of_a_slot"
            ),
        ),
        migrations.AddConstraint(
            model_name="signatureslot",
            constraint=models.UniqueConstraint(fields=("district", "round", "place"), name="one_slot_of_a_place"),
        ),
        migrations.AddConstraint(
            model_name="signatureslot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lease_until__isnull", False)),
                fields=("district", "round"),
                name="one_signer_at_a_time",
            ),
        ),
        BuildWall("documents"),
    ]
