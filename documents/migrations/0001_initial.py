import django.db.models.deletion
from django.db import migrations, models

import documents.rules.issuing
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
                        choices=[("DU_THAO", "Bản thảo"), ("BAN_HANH", "Đã ban hành")],
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
                    models.Q(("number__isnull", True), ("state", documents.rules.issuing.PaperState["DRAFT"])),
                    models.Q(("number__isnull", False), ("state", documents.rules.issuing.PaperState["ISSUED"])),
                    _connector="OR",
                ),
                name="document_issued_has_a_number",
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
            model_name="papertemplate",
            constraint=models.UniqueConstraint(fields=("district", "kind", "year"), name="one_template_a_year"),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(
                fields=("district", "document", "format", "context_sha256"), name="one_rendition_of_a_content"
            ),
        ),
        BuildWall("documents"),
    ]
