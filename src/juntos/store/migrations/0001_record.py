"""Everything that the record keeps: accounts and audit, territory, padrón, supply, enrolment, evidence, runs, money."""

import django.db.models.deletion
from django.db import migrations, models

from juntos.store.together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="NameWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=40, unique=True)),
                        ("people", models.IntegerField(default=0)),
                    ],
                    options={
                        "db_table": "registry_name_word",
                    },
                ),
                migrations.CreateModel(
                    name="Network",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=120)),
                        ("kind", models.CharField(max_length=20)),
                    ],
                    options={
                        "db_table": "territory_network",
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "code"), name="network_code_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("directorate", "red", "microred", "dre", "ugel"))
                                ),
                                name="network_kind_exists",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Region",
                    fields=[
                        ("code", models.CharField(max_length=2, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=80)),
                    ],
                    options={
                        "db_table": "territory_region",
                    },
                ),
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("region", models.CharField(blank=True, max_length=2)),
                        ("number", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                        ("events", models.PositiveBigIntegerField()),
                        ("previous_sha256", models.CharField(blank=True, max_length=64)),
                        ("sha256", models.CharField(max_length=64)),
                    ],
                    options={
                        "db_table": "audit_seal",
                        "constraints": [
                            models.UniqueConstraint(fields=("region", "number"), name="seal_number_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignInAttempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("login", models.CharField(max_length=60)),
                        ("address", models.CharField(max_length=45)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "accounts_sign_in_attempt",
                        "indexes": [
                            models.Index(fields=["login", "at"], name="attempt_login_at"),
                            models.Index(fields=["address", "at"], name="attempt_address_at"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        ("login", models.CharField(max_length=60, unique=True)),
                        ("full_name", models.CharField(max_length=160)),
                        ("role", models.CharField(max_length=40)),
                        ("is_active", models.BooleanField(default=True)),
                        ("since", models.DateField()),
                        ("until", models.DateField(blank=True, null=True)),
                        ("has_to_change_password", models.BooleanField(db_default=False, default=False)),
                    ],
                    options={
                        "db_table": "accounts_user",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "auditor",
                                            "bank",
                                            "board",
                                            "clinic",
                                            "committee",
                                            "director",
                                            "education_directorate",
                                            "education_network",
                                            "gestor",
                                            "health_directorate",
                                            "health_ministry",
                                            "health_network",
                                            "information_manager",
                                            "local_committee",
                                            "mother_leader",
                                            "municipality",
                                            "national_committee",
                                            "public",
                                            "region_coordinator",
                                            "region_head",
                                            "region_support",
                                            "school",
                                            "social_development",
                                            "titular",
                                            "ugoal",
                                            "ugoces",
                                            "ugppe",
                                            "zone_coordinator",
                                        ],
                                    )
                                ),
                                name="user_role_exists",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="user_until_after_since",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("login", ""), _negated=True), name="user_login_given"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Budget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.SmallIntegerField()),
                        ("amount_cents", models.BigIntegerField()),
                        ("document", models.CharField(max_length=80)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.user"
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.region",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_budget",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("region", "year", "document"), name="budget_document_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("document", ""), _negated=True),
                                name="budget_document_given",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_cents__gt", 0), ("amount_cents__lt", 0), _connector="OR"
                                ),
                                name="budget_amount_given",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ColumnMapping",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("signature", models.CharField(max_length=64, unique=True)),
                        ("mapping", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_column_mapping",
                    },
                ),
                migrations.CreateModel(
                    name="Cut",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", models.CharField(max_length=10)),
                        ("known_at", models.DateField()),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("folder", models.CharField(max_length=200)),
                        ("taken_at", models.DateTimeField()),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="store.cut",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.region",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "cycle_cut",
                    },
                ),
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("action", models.CharField(max_length=60)),
                        ("subject", models.CharField(max_length=120)),
                        ("region", models.CharField(blank=True, max_length=2)),
                        ("count", models.BigIntegerField(default=1)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("purpose", models.CharField(blank=True, max_length=200)),
                        ("detail", models.TextField(default="{}")),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "audit_event",
                        "indexes": [models.Index(fields=["subject", "at"], name="event_subject_at")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("action", ""), _negated=True), name="event_action_given"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("count__gte", 0)), name="event_count_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KickOff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", models.CharField(max_length=10)),
                        ("held_on", models.DateField()),
                        ("minutes", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.region",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "form_kick_off",
                        "constraints": [
                            models.UniqueConstraint(fields=("region", "period"), name="kick_off_once"),
                            models.CheckConstraint(
                                condition=models.Q(("minutes", ""), _negated=True),
                                name="kick_off_minutes_given",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NameSlip",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "left_over",
                                "word_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("left_over", models.CharField(max_length=40)),
                        (
                            "word",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.nameword",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_name_slip",
                    },
                ),
                migrations.CreateModel(
                    name="NetworkParent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        (
                            "network",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parents",
                                to="store.network",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="store.network",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "territory_network_parent",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="network_parent_until_after_since",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("network", models.F("parent")), _negated=True),
                                name="network_not_its_own_parent",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("network",),
                                name="network_one_parent_now",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Province",
                    fields=[
                        ("code", models.CharField(max_length=4, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=80)),
                        (
                            "region",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.region"),
                        ),
                    ],
                    options={
                        "db_table": "territory_province",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__startswith", models.F("region_id"))),
                                name="province_in_its_region",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecoveryCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("used_at", models.DateTimeField(null=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recovery_codes",
                                to="store.user",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "accounts_recovery_code",
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "sha256"), name="recovery_code_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SecondFactor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sealed_secret", models.CharField(max_length=200)),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        ("last_step", models.BigIntegerField(default=0)),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="second_factor",
                                to="store.user",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "accounts_second_factor",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("sealed_secret", ""), _negated=True),
                                name="second_factor_secret_given",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SisfohList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("file_name", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("region", models.CharField(blank=True, db_default="", max_length=2)),
                        ("at", models.DateTimeField()),
                        ("households_in", models.IntegerField()),
                        ("households_new", models.IntegerField()),
                        ("households_changed", models.IntegerField(default=0)),
                        ("households_back", models.IntegerField(db_default=0)),
                        ("rows_in", models.IntegerField(db_default=0)),
                        ("rows_rejected", models.IntegerField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_sisfoh_list",
                    },
                ),
                migrations.CreateModel(
                    name="UserScope",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reach", models.CharField(max_length=20)),
                        ("code", models.CharField(max_length=20)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scopes",
                                to="store.user",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "accounts_scope",
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "reach", "code"), name="scope_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reach__in",
                                        [
                                            "community",
                                            "directorate",
                                            "district",
                                            "household",
                                            "nation",
                                            "network",
                                            "orders",
                                            "places",
                                            "region",
                                            "service",
                                            "zone",
                                        ],
                                    )
                                ),
                                name="scope_reach_exists",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), _negated=True), name="scope_code_given"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Zone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=10, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        (
                            "region",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.region"),
                        ),
                    ],
                    options={
                        "db_table": "territory_zone",
                    },
                ),
                migrations.CreateModel(
                    name="District",
                    fields=[
                        ("code", models.CharField(max_length=6, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=80)),
                        ("latitude", models.FloatField(null=True)),
                        ("longitude", models.FloatField(null=True)),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="store.province"
                            ),
                        ),
                        (
                            "zone",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="store.zone",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "territory_district",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__startswith", models.F("province_id"))),
                                name="district_in_its_province",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        ("number", models.IntegerField(primary_key=True, serialize=False)),
                        ("role", models.CharField(max_length=40)),
                        (
                            "region",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.region"),
                        ),
                        (
                            "zone",
                            models.ForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.zone"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "staff_post",
                    },
                ),
                migrations.CreateModel(
                    name="Run",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", models.CharField(max_length=10)),
                        ("revision", models.IntegerField()),
                        ("profile", models.CharField(max_length=40)),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("results_sha256", models.CharField(max_length=64)),
                        ("folder", models.CharField(max_length=200)),
                        ("posted_at", models.DateTimeField()),
                        (
                            "cut",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="store.cut",
                            ),
                        ),
                        (
                            "posted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "cycle_run",
                        "constraints": [
                            models.UniqueConstraint(fields=("period", "revision"), name="run_revision_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealedEvent",
                    fields=[
                        (
                            "event",
                            models.OneToOneField(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                serialize=False,
                                to="store.event",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "seal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sealed",
                                to="store.seal",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "audit_sealed",
                    },
                ),
                migrations.CreateModel(
                    name="AttributionResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("member_id", models.BigIntegerField()),
                        ("unit", models.SmallIntegerField()),
                        ("service_id", models.IntegerField(null=True)),
                        ("finding", models.CharField(max_length=40)),
                        ("attribution", models.CharField(max_length=40)),
                        ("attribution_reason", models.CharField(max_length=40)),
                        ("evidence_table", models.CharField(max_length=40, null=True)),
                        ("evidence_id", models.BigIntegerField(null=True)),
                        ("proposes_excuse", models.BooleanField()),
                        ("hold_reason", models.CharField(max_length=40, null=True)),
                        (
                            "run",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.run",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "result_attribution",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finding", "does_not_comply"),
                                    ("finding", "not_verified"),
                                    _connector="OR",
                                ),
                                name="attribution_finding_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("attribution", "record"),
                                    ("attribution", "programme"),
                                    ("attribution", "supply"),
                                    ("attribution", "access"),
                                    ("attribution", "demand_justified"),
                                    ("attribution", "demand"),
                                    ("attribution", "unknown"),
                                    _connector="OR",
                                ),
                                name="attribution_attribution_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hold_reason", "supply_suspected"),
                                    ("hold_reason", "contact_owed"),
                                    ("hold_reason__isnull", True),
                                    _connector="OR",
                                ),
                                name="attribution_hold_reason_listed",
                            ),
                            models.UniqueConstraint(
                                fields=("run", "member_id", "unit"), name="attribution_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Disclosure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("audience", models.CharField(max_length=200)),
                        ("minutes", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.district",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "supply_disclosure",
                    },
                ),
                migrations.CreateModel(
                    name="Entitlement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("household_id", models.BigIntegerField()),
                        ("line", models.CharField(max_length=40)),
                        ("units", models.SmallIntegerField()),
                        ("amount_cents", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=40)),
                        (
                            "run",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.run",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "result_entitlements",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("run", "household_id", "line"), name="entitlements_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("household_id", models.BigIntegerField()),
                        ("place_id", models.IntegerField()),
                        ("priority_group", models.CharField(max_length=40)),
                        ("members_required", models.SmallIntegerField()),
                        ("finding", models.CharField(max_length=40)),
                        ("result", models.CharField(max_length=40)),
                        ("units_payable", models.SmallIntegerField()),
                        ("units_found", models.SmallIntegerField()),
                        ("is_payable", models.BooleanField()),
                        ("pay_reason", models.CharField(max_length=40)),
                        ("is_verification_owed", models.BooleanField()),
                        ("suspensions_before", models.SmallIntegerField()),
                        ("state_before", models.CharField(max_length=40, null=True)),
                        (
                            "run",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.run",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "result_household_results",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("priority_group", "early"),
                                    ("priority_group", "preschool"),
                                    ("priority_group", "school"),
                                    ("priority_group", "none"),
                                    _connector="OR",
                                ),
                                name="household_results_priority_group_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finding", "complies"),
                                    ("finding", "partial"),
                                    ("finding", "excepted"),
                                    ("finding", "not_verified"),
                                    ("finding", "held"),
                                    ("finding", "does_not_comply"),
                                    ("finding", "not_applicable"),
                                    _connector="OR",
                                ),
                                name="household_results_finding_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result", "complies"),
                                    ("result", "partial"),
                                    ("result", "excepted"),
                                    ("result", "not_verified"),
                                    ("result", "held"),
                                    ("result", "does_not_comply"),
                                    ("result", "not_applicable"),
                                    _connector="OR",
                                ),
                                name="household_results_result_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pay_reason", "affiliation"),
                                    ("pay_reason", "complies"),
                                    ("pay_reason", "partial"),
                                    ("pay_reason", "excepted"),
                                    ("pay_reason", "not-verified-paid"),
                                    ("pay_reason", "warning"),
                                    ("pay_reason", "does-not-comply"),
                                    ("pay_reason", "blocked"),
                                    ("pay_reason", "held-supply-suspected"),
                                    ("pay_reason", "held-contact-owed"),
                                    ("pay_reason", "not-verified-unpaid"),
                                    ("pay_reason", "hold-titular"),
                                    ("pay_reason", "hold-agreement"),
                                    ("pay_reason", "hold-class-expired"),
                                    ("pay_reason", "hold-duplicate"),
                                    ("pay_reason", "hold-uncollected"),
                                    ("pay_reason", "hold-death"),
                                    ("pay_reason", "hold-fraud"),
                                    ("pay_reason", "disaffiliated"),
                                    ("pay_reason", "no-target-member"),
                                    ("pay_reason", "left"),
                                    ("pay_reason", "not-affiliated"),
                                    _connector="OR",
                                ),
                                name="household_results_pay_reason_listed",
                            ),
                            models.UniqueConstraint(
                                fields=("run", "household_id"), name="household_results_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MemberResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("member_id", models.BigIntegerField()),
                        ("unit", models.SmallIntegerField()),
                        ("household_id", models.BigIntegerField()),
                        ("place_id", models.IntegerField()),
                        ("rule", models.CharField(max_length=40)),
                        ("exempt_reason", models.CharField(max_length=40, null=True)),
                        ("service_id", models.IntegerField(null=True)),
                        ("age_months", models.SmallIntegerField()),
                        ("finding", models.CharField(max_length=40)),
                        ("finding_reason", models.CharField(max_length=40)),
                        ("counted", models.IntegerField()),
                        ("needed", models.IntegerField()),
                        ("attribution", models.CharField(max_length=40, null=True)),
                        ("result", models.CharField(max_length=40)),
                        ("result_basis", models.CharField(max_length=40)),
                        ("hold_reason", models.CharField(max_length=40, null=True)),
                        (
                            "run",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.run",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "result_member_results",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rule", "cred"),
                                    ("rule", "prenatal"),
                                    ("rule", "inicial"),
                                    ("rule", "school"),
                                    ("rule", "none"),
                                    _connector="OR",
                                ),
                                name="member_results_rule_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finding", "complies"),
                                    ("finding", "does_not_comply"),
                                    ("finding", "not_verified"),
                                    ("finding", "not_applicable"),
                                    _connector="OR",
                                ),
                                name="member_results_finding_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("attribution", "record"),
                                    ("attribution", "programme"),
                                    ("attribution", "supply"),
                                    ("attribution", "access"),
                                    ("attribution", "demand_justified"),
                                    ("attribution", "demand"),
                                    ("attribution", "unknown"),
                                    ("attribution__isnull", True),
                                    _connector="OR",
                                ),
                                name="member_results_attribution_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result", "complies"),
                                    ("result", "does_not_comply"),
                                    ("result", "excepted"),
                                    ("result", "not_verified"),
                                    ("result", "not_applicable"),
                                    _connector="OR",
                                ),
                                name="member_results_result_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result_basis", "evidence"),
                                    ("result_basis", "approved_exception"),
                                    ("result_basis", "attributed_excuse"),
                                    ("result_basis", "pay_not_verified"),
                                    _connector="OR",
                                ),
                                name="member_results_result_basis_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hold_reason", "supply_suspected"),
                                    ("hold_reason", "contact_owed"),
                                    ("hold_reason__isnull", True),
                                    _connector="OR",
                                ),
                                name="member_results_hold_reason_listed",
                            ),
                            models.UniqueConstraint(
                                fields=("run", "member_id", "unit"), name="member_results_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payroll",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", models.CharField(max_length=10)),
                        ("revision", models.SmallIntegerField()),
                        ("state", models.CharField(max_length=20)),
                        ("as_of", models.DateField()),
                        ("households", models.IntegerField(default=0)),
                        ("amount_cents", models.BigIntegerField(default=0)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("reviews_needed", models.SmallIntegerField(default=1)),
                        ("prepared_at", models.DateTimeField()),
                        ("approved_at", models.DateTimeField(null=True)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.user"
                            ),
                        ),
                        (
                            "reviewed_again_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.region",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.run"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_payroll",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("region", "period", "revision"), name="payroll_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    ("state", "liquidated"),
                                    ("state", "reviewed"),
                                    ("state", "approved"),
                                    ("state", "ordered"),
                                    ("state", "acknowledged"),
                                    ("state", "available"),
                                    ("state", "closed"),
                                    ("state", "reconciled"),
                                    _connector="OR",
                                ),
                                name="payroll_state_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_cents__gte", 0), ("households__gte", 0), ("revision__gte", 0)
                                ),
                                name="payroll_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    models.Q(("sha256", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="payroll_has_a_fingerprint",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    ("state", "liquidated"),
                                    models.Q(
                                        ("reviewed_by__isnull", False),
                                        models.Q(
                                            ("reviews_needed", 1),
                                            ("reviewed_again_by__isnull", False),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="payroll_was_reviewed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(
                                            ("state", "draft"),
                                            ("state", "liquidated"),
                                            ("state", "reviewed"),
                                            _connector="OR",
                                        ),
                                        ("approved_at__isnull", True),
                                        ("approved_by__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("state", "approved"),
                                            ("state", "ordered"),
                                            ("state", "acknowledged"),
                                            ("state", "available"),
                                            ("state", "closed"),
                                            ("state", "reconciled"),
                                            _connector="OR",
                                        ),
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="payroll_was_approved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("prepared_by__isnull", True),
                                    ("reviewed_by__isnull", True),
                                    ("prepared_by__lt", models.F("reviewed_by")),
                                    ("prepared_by__gt", models.F("reviewed_by")),
                                    _connector="OR",
                                ),
                                name="payroll_prepared_by_not_reviewed_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("prepared_by__isnull", True),
                                    ("reviewed_again_by__isnull", True),
                                    ("prepared_by__lt", models.F("reviewed_again_by")),
                                    ("prepared_by__gt", models.F("reviewed_again_by")),
                                    _connector="OR",
                                ),
                                name="payroll_prepared_by_not_reviewed_again_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("prepared_by__isnull", True),
                                    ("approved_by__isnull", True),
                                    ("prepared_by__lt", models.F("approved_by")),
                                    ("prepared_by__gt", models.F("approved_by")),
                                    _connector="OR",
                                ),
                                name="payroll_prepared_by_not_approved_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    ("reviewed_again_by__isnull", True),
                                    ("reviewed_by__lt", models.F("reviewed_again_by")),
                                    ("reviewed_by__gt", models.F("reviewed_again_by")),
                                    _connector="OR",
                                ),
                                name="payroll_reviewed_by_not_reviewed_again_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    ("approved_by__isnull", True),
                                    ("reviewed_by__lt", models.F("approved_by")),
                                    ("reviewed_by__gt", models.F("approved_by")),
                                    _connector="OR",
                                ),
                                name="payroll_reviewed_by_not_approved_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_again_by__isnull", True),
                                    ("approved_by__isnull", True),
                                    ("reviewed_again_by__lt", models.F("approved_by")),
                                    ("reviewed_again_by__gt", models.F("approved_by")),
                                    _connector="OR",
                                ),
                                name="payroll_reviewed_again_by_not_approved_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Place",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=10, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("latitude", models.FloatField(null=True)),
                        ("longitude", models.FloatField(null=True)),
                        ("altitude_m", models.IntegerField(null=True)),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="store.district"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "territory_place",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__startswith", models.F("district_id"))),
                                name="place_in_its_district",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostHolder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        ("sex", models.CharField(blank=True, max_length=1)),
                        ("age_band", models.CharField(blank=True, max_length=10)),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holders",
                                to="store.post",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="store.user",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "staff_holder",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("post",),
                                name="post_one_holder_now",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="holder_until_after_since",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegionReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("results_sha256", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField()),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.region",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.user"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.run"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_region_report",
                        "constraints": [
                            models.UniqueConstraint(fields=("region", "run"), name="region_report_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Service",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=160)),
                        ("sector", models.CharField(max_length=20)),
                        ("kind", models.CharField(max_length=40)),
                        ("latitude", models.FloatField(null=True)),
                        ("longitude", models.FloatField(null=True)),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="store.district"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "territory_service",
                        "constraints": [
                            models.UniqueConstraint(fields=("sector", "code"), name="service_code_once"),
                            models.CheckConstraint(
                                condition=models.Q(("sector__in", ("health", "education"))),
                                name="service_sector_exists",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Standing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", models.CharField(max_length=10)),
                        ("household_id", models.BigIntegerField()),
                        ("state", models.CharField(max_length=20)),
                        ("suspensions", models.SmallIntegerField()),
                        ("compliant_streak", models.SmallIntegerField()),
                        ("owed_cents", models.BigIntegerField()),
                        ("last_result", models.CharField(max_length=20, null=True)),
                        (
                            "run",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.run",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "result_standing",
                        "constraints": [
                            models.UniqueConstraint(fields=("run", "household_id"), name="standing_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            "affiliated",
                                            "active",
                                            "suspended",
                                            "on_hold",
                                            "in_exit",
                                            "disaffiliated",
                                            "exited",
                                        ),
                                    )
                                ),
                                name="standing_state_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("owed_cents__gte", 0)), name="standing_owed_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.SmallIntegerField()),
                        ("is_hard", models.BooleanField()),
                        ("is_cut", models.BooleanField(db_default=False, default=False)),
                        ("reason", models.CharField(blank=True, max_length=40)),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="access_months",
                                to="store.place",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "supply_access_month",
                        "constraints": [
                            models.UniqueConstraint(fields=("place", "month"), name="access_month_once"),
                            models.CheckConstraint(
                                condition=models.Q(("month__gte", 1), ("month__lte", 12)),
                                name="access_month_of_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_cut", False), ("is_hard", True), _connector="OR"),
                                name="access_month_cut_is_hard",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assembly",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("convened_for", models.DateTimeField()),
                        ("called_on", models.DateField(null=True)),
                        ("venue", models.CharField(max_length=120)),
                        ("state", models.CharField(default="convened", max_length=10)),
                        ("published_on", models.DateField(null=True)),
                        ("boards", models.CharField(blank=True, max_length=60)),
                        ("held_on", models.DateField(null=True)),
                        ("attendees", models.IntegerField(null=True)),
                        ("others", models.IntegerField(null=True)),
                        ("authorities", models.TextField(blank=True)),
                        ("agreements", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assemblies",
                                to="store.place",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrolment_assembly",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("convened", "published", "held", "closed", "cancelled"))
                                ),
                                name="assembly_state_listed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Batch",
                    fields=[
                        ("period", models.CharField(max_length=10)),
                        ("batch_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("delivered_on", models.DateField(null=True)),
                        ("collected_on", models.DateField(null=True)),
                        ("state", models.CharField(max_length=40)),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_batches",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "planned"),
                                    ("state", "generated"),
                                    ("state", "delivered"),
                                    ("state", "signed"),
                                    ("state", "collected"),
                                    ("state", "accepted"),
                                    ("state", "closed"),
                                    ("state", "lost"),
                                    _connector="OR",
                                ),
                                name="batches_state_listed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Campaign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=3)),
                        ("held_on", models.DateField()),
                        ("reached", models.IntegerField(null=True)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.place",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_campaign",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("dni", "sis"))), name="campaign_kind_listed"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Capacity",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("assessed_on", models.DateField()),
                        ("sheet", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="capacities",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "supply_capacity",
                        "indexes": [
                            models.Index(fields=["service", "assessed_on"], name="capacity_service_on")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Classification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("household_id", models.BigIntegerField()),
                        ("period", models.CharField(max_length=40)),
                        ("score", models.FloatField()),
                        ("cutoff", models.FloatField()),
                        ("is_offered", models.BooleanField()),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.place",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_classifications",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("household_id", "period"), name="classifications_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Closure",
                    fields=[
                        ("known_on", models.DateField(null=True)),
                        ("closure_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("since", models.DateField()),
                        ("until", models.DateField()),
                        ("days", models.SmallIntegerField()),
                        ("kind", models.CharField(max_length=40)),
                        ("source", models.CharField(max_length=40)),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_closures",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "strike"),
                                    ("kind", "no-staff"),
                                    ("kind", "disaster"),
                                    ("kind", "other"),
                                    _connector="OR",
                                ),
                                name="closures_kind_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source", "service"),
                                    ("source", "gestor"),
                                    ("source", "committee"),
                                    ("source", "notice"),
                                    _connector="OR",
                                ),
                                name="closures_source_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="closures_until_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Incident",
                    fields=[
                        ("known_on", models.DateField(null=True)),
                        ("incident_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("kind", models.CharField(max_length=40)),
                        ("since", models.DateField()),
                        ("until", models.DateField()),
                        ("source", models.CharField(max_length=40)),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_incidents",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "staff"),
                                    ("kind", "vaccine"),
                                    ("kind", "iron"),
                                    ("kind", "equipment"),
                                    _connector="OR",
                                ),
                                name="incidents_kind_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source", "service"),
                                    ("source", "gestor"),
                                    ("source", "committee"),
                                    ("source", "notice"),
                                    _connector="OR",
                                ),
                                name="incidents_source_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="incidents_until_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField()),
                        ("kind", models.CharField(max_length=10)),
                        ("debit", models.CharField(max_length=10)),
                        ("credit", models.CharField(max_length=10)),
                        ("household_id", models.BigIntegerField()),
                        ("amount_cents", models.BigIntegerField()),
                        ("period", models.CharField(max_length=10)),
                        ("revision", models.SmallIntegerField()),
                        ("line", models.CharField(blank=True, max_length=40)),
                        ("item", models.CharField(blank=True, max_length=35)),
                        ("replaces", models.CharField(blank=True, max_length=35)),
                        ("rule", models.CharField(max_length=40)),
                        ("document", models.CharField(max_length=64)),
                        (
                            "event",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.event",
                            ),
                        ),
                        (
                            "payroll",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.payroll",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_ledger",
                        "indexes": [
                            models.Index(fields=["payroll", "household_id"], name="ledger_payroll_household")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_cents__gt", 0)), name="ledger_amount_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("debit__lt", models.F("credit")),
                                    ("debit__gt", models.F("credit")),
                                    _connector="OR",
                                ),
                                name="ledger_accounts_differ",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("credit", "treasury"), ("debit", "committed"), ("kind", "commit")
                                    ),
                                    models.Q(
                                        ("credit", "committed"), ("debit", "treasury"), ("kind", "withdraw")
                                    ),
                                    models.Q(
                                        ("credit", "committed"), ("debit", "ordered"), ("kind", "order")
                                    ),
                                    models.Q(
                                        ("credit", "ordered"), ("debit", "available"), ("kind", "release")
                                    ),
                                    models.Q(
                                        ("credit", "ordered"), ("debit", "returned"), ("kind", "reject")
                                    ),
                                    models.Q(("credit", "ordered"), ("debit", "returned"), ("kind", "block")),
                                    models.Q(
                                        ("credit", "available"), ("debit", "returned"), ("kind", "block")
                                    ),
                                    models.Q(
                                        ("credit", "available"), ("debit", "collected"), ("kind", "collect")
                                    ),
                                    models.Q(
                                        ("credit", "available"), ("debit", "returned"), ("kind", "return")
                                    ),
                                    models.Q(
                                        ("credit", "returned"), ("debit", "ordered"), ("kind", "reissue")
                                    ),
                                    models.Q(
                                        ("credit", "returned"), ("debit", "forfeited"), ("kind", "forfeit")
                                    ),
                                    _connector="OR",
                                ),
                                name="ledger_movement_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("kind", "commit"), ("kind", "withdraw"), _connector="OR"),
                                        models.Q(("line", ""), _negated=True),
                                        ("item", ""),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("kind", "order"),
                                            ("kind", "release"),
                                            ("kind", "reject"),
                                            ("kind", "block"),
                                            ("kind", "collect"),
                                            ("kind", "return"),
                                            ("kind", "reissue"),
                                            ("kind", "forfeit"),
                                            _connector="OR",
                                        ),
                                        ("line", ""),
                                        models.Q(("item", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="ledger_cause_given",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "reissue"), models.Q(("replaces", ""), _negated=True)),
                                    models.Q(models.Q(("kind", "reissue"), _negated=True), ("replaces", "")),
                                    _connector="OR",
                                ),
                                name="ledger_reissue_replaces",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("document", ""), _negated=True),
                                    models.Q(("rule", ""), _negated=True),
                                ),
                                name="ledger_document_given",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("item", "")),
                                fields=("household_id", "period", "line", "revision", "kind"),
                                name="ledger_line_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("item", ""), _negated=True),
                                fields=("item", "kind"),
                                name="ledger_item_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("replaces", ""), _negated=True),
                                fields=("replaces",),
                                name="ledger_replaced_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outreach",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("visited_on", models.DateField()),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.place",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_outreaches",
                        "constraints": [
                            models.UniqueConstraint(fields=("place", "visited_on"), name="outreaches_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayrollHousehold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", models.CharField(max_length=10)),
                        ("revision", models.SmallIntegerField()),
                        ("household_id", models.BigIntegerField()),
                        ("place_id", models.IntegerField(null=True)),
                        ("titular_id", models.BigIntegerField(null=True)),
                        ("decision", models.CharField(max_length=12)),
                        ("reason", models.CharField(max_length=40)),
                        ("state", models.CharField(max_length=20, null=True)),
                        ("suspensions", models.SmallIntegerField()),
                        ("amount_cents", models.BigIntegerField()),
                        ("last_cents", models.BigIntegerField()),
                        ("change", models.CharField(max_length=10)),
                        (
                            "payroll",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.payroll",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_payroll_household",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("period", "revision", "household_id"), name="payroll_household_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decision", "paid"),
                                    ("decision", "held"),
                                    ("decision", "suspended"),
                                    ("decision", "unverified"),
                                    ("decision", "outside"),
                                    _connector="OR",
                                ),
                                name="payroll_decision_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("change", "enters"),
                                    ("change", "leaves"),
                                    ("change", "more"),
                                    ("change", "less"),
                                    ("change", "same"),
                                    ("change", "none"),
                                    _connector="OR",
                                ),
                                name="payroll_change_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount_cents__gt", 0), ("decision", "paid")),
                                    models.Q(
                                        models.Q(("decision", "paid"), _negated=True), ("amount_cents", 0)
                                    ),
                                    _connector="OR",
                                ),
                                name="payroll_paid_has_an_amount",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayrollLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", models.CharField(max_length=10)),
                        ("revision", models.SmallIntegerField()),
                        ("household_id", models.BigIntegerField()),
                        ("line", models.CharField(max_length=40)),
                        ("units", models.SmallIntegerField()),
                        ("amount_cents", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=40)),
                        (
                            "payroll",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.payroll",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_payroll_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("payroll", "household_id", "line"), name="payroll_line_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_cents__gt", 0)), name="payroll_line_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayrollMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("verb", models.CharField(max_length=20)),
                        ("before", models.CharField(max_length=20)),
                        ("after", models.CharField(max_length=20)),
                        ("at", models.DateTimeField()),
                        ("reason", models.CharField(blank=True, max_length=400)),
                        ("sha256", models.CharField(max_length=64)),
                        ("households", models.IntegerField()),
                        ("amount_cents", models.BigIntegerField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.user"
                            ),
                        ),
                        (
                            "payroll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="store.payroll",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_payroll_move",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verb", "refuse"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="payroll_refused_with_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostPlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="store.place",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="store.post",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "staff_post_place",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("place",),
                                name="place_one_post_now",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="post_place_until_after_since",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Representative",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("dni", models.CharField(max_length=8)),
                        ("post", models.CharField(max_length=60)),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        ("document", models.CharField(max_length=120)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="representatives",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "form_representative",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="representative_until_after_since",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("document", ""), _negated=True),
                                name="representative_document_given",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoadCut",
                    fields=[
                        ("known_on", models.DateField(null=True)),
                        ("road_cut_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("since", models.DateField()),
                        ("until", models.DateField()),
                        ("source", models.CharField(max_length=40)),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.place",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_road_cuts",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source", "municipality"),
                                    ("source", "defence"),
                                    ("source", "gestor"),
                                    _connector="OR",
                                ),
                                name="road_cuts_source_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="road_cuts_until_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField()),
                        ("days", models.SmallIntegerField()),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_service_months",
                        "constraints": [
                            models.UniqueConstraint(fields=("service", "month"), name="service_months_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceNetwork",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        (
                            "network",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
                                to="store.network",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="networks",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "territory_service_network",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="service_network_until_after_since",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("service",),
                                name="service_one_network_now",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Travel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("minutes", models.IntegerField()),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.place",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_travels",
                        "constraints": [
                            models.UniqueConstraint(fields=("place", "service"), name="travels_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("visit_on", models.DateField()),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_visit_days",
                        "constraints": [
                            models.UniqueConstraint(fields=("service", "visit_on"), name="visit_days_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Waiver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sector", models.CharField(blank=True, db_default="", default="", max_length=20)),
                        ("signed_on", models.DateField()),
                        ("until", models.DateField()),
                        ("reason", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="waivers",
                                to="store.place",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "supply_waiver",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("signed_on"))),
                                name="waiver_until_after_signed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="waiver_reason_given"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sector__in", ("", "health", "education"))),
                                name="waiver_sector_exists",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BatchMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.IntegerField()),
                        ("verb", models.CharField(max_length=12)),
                        ("since_state", models.CharField(max_length=12)),
                        ("state", models.CharField(max_length=12)),
                        ("on", models.DateField()),
                        ("reason", models.TextField(blank=True)),
                        ("edition", models.IntegerField()),
                        ("list_sha256", models.CharField(blank=True, max_length=64)),
                        ("at", models.DateTimeField()),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="store.batch",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "representative",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.representative",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "form_batch_move",
                        "constraints": [
                            models.UniqueConstraint(fields=("batch", "number"), name="batch_move_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("since_state", "planned"),
                                        ("state", "generated"),
                                        ("verb", "generate"),
                                    ),
                                    models.Q(
                                        ("since_state", "generated"), ("state", "printed"), ("verb", "print")
                                    ),
                                    models.Q(
                                        ("since_state", "generated"),
                                        ("state", "transmitted"),
                                        ("verb", "transmit"),
                                    ),
                                    models.Q(
                                        ("since_state", "printed"),
                                        ("state", "in_provision"),
                                        ("verb", "provide"),
                                    ),
                                    models.Q(
                                        ("since_state", "transmitted"),
                                        ("state", "in_provision"),
                                        ("verb", "provide"),
                                    ),
                                    models.Q(
                                        ("since_state", "in_provision"),
                                        ("state", "delivered"),
                                        ("verb", "deliver"),
                                    ),
                                    models.Q(
                                        ("since_state", "printed"),
                                        ("state", "delivered"),
                                        ("verb", "deliver"),
                                    ),
                                    models.Q(
                                        ("since_state", "transmitted"),
                                        ("state", "delivered"),
                                        ("verb", "deliver"),
                                    ),
                                    models.Q(
                                        ("since_state", "delivered"), ("state", "filling"), ("verb", "fill")
                                    ),
                                    models.Q(
                                        ("since_state", "returned"), ("state", "filling"), ("verb", "fill")
                                    ),
                                    models.Q(
                                        ("since_state", "delivered"), ("state", "signed"), ("verb", "sign")
                                    ),
                                    models.Q(
                                        ("since_state", "filling"), ("state", "signed"), ("verb", "sign")
                                    ),
                                    models.Q(
                                        ("since_state", "delivered"),
                                        ("state", "collected"),
                                        ("verb", "collect"),
                                    ),
                                    models.Q(
                                        ("since_state", "filling"),
                                        ("state", "collected"),
                                        ("verb", "collect"),
                                    ),
                                    models.Q(
                                        ("since_state", "signed"), ("state", "collected"), ("verb", "collect")
                                    ),
                                    models.Q(
                                        ("since_state", "collected"), ("state", "checked"), ("verb", "check")
                                    ),
                                    models.Q(
                                        ("since_state", "checked"), ("state", "observed"), ("verb", "observe")
                                    ),
                                    models.Q(
                                        ("since_state", "observed"), ("state", "returned"), ("verb", "return")
                                    ),
                                    models.Q(
                                        ("since_state", "checked"), ("state", "accepted"), ("verb", "accept")
                                    ),
                                    models.Q(
                                        ("since_state", "accepted"),
                                        ("state", "captured"),
                                        ("verb", "capture"),
                                    ),
                                    models.Q(
                                        ("since_state", "accepted"), ("state", "imported"), ("verb", "import")
                                    ),
                                    models.Q(
                                        ("since_state", "delivered"),
                                        ("state", "imported"),
                                        ("verb", "import"),
                                    ),
                                    models.Q(
                                        ("since_state", "captured"),
                                        ("state", "validated"),
                                        ("verb", "validate"),
                                    ),
                                    models.Q(
                                        ("since_state", "imported"),
                                        ("state", "validated"),
                                        ("verb", "validate"),
                                    ),
                                    models.Q(
                                        ("since_state", "validated"),
                                        ("state", "consolidated"),
                                        ("verb", "consolidate"),
                                    ),
                                    models.Q(
                                        ("since_state", "consolidated"),
                                        ("state", "closed"),
                                        ("verb", "close"),
                                    ),
                                    models.Q(
                                        ("since_state", "closed"), ("state", "corrected"), ("verb", "rectify")
                                    ),
                                    models.Q(
                                        ("since_state", "corrected"),
                                        ("state", "corrected"),
                                        ("verb", "rectify"),
                                    ),
                                    models.Q(("since_state", "checked"), ("state", "lost"), ("verb", "lose")),
                                    models.Q(
                                        ("since_state", "collected"), ("state", "lost"), ("verb", "lose")
                                    ),
                                    models.Q(
                                        ("since_state", "delivered"), ("state", "lost"), ("verb", "lose")
                                    ),
                                    models.Q(("since_state", "filling"), ("state", "lost"), ("verb", "lose")),
                                    models.Q(
                                        ("since_state", "in_provision"), ("state", "lost"), ("verb", "lose")
                                    ),
                                    models.Q(
                                        ("since_state", "observed"), ("state", "lost"), ("verb", "lose")
                                    ),
                                    models.Q(("since_state", "printed"), ("state", "lost"), ("verb", "lose")),
                                    models.Q(
                                        ("since_state", "returned"), ("state", "lost"), ("verb", "lose")
                                    ),
                                    models.Q(("since_state", "signed"), ("state", "lost"), ("verb", "lose")),
                                    models.Q(
                                        ("since_state", "transmitted"), ("state", "lost"), ("verb", "lose")
                                    ),
                                    models.Q(
                                        ("since_state", "lost"), ("state", "generated"), ("verb", "reprint")
                                    ),
                                    _connector="OR",
                                ),
                                name="batch_move_legal",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", 1), _negated=True),
                                    ("since_state", "planned"),
                                    _connector="OR",
                                ),
                                name="batch_move_begins_planned",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("edition__gte", 0), ("number__gte", 1)),
                                name="batch_move_counted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verb__in", ("generate", "reprint")), _negated=True),
                                    models.Q(("list_sha256", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="batch_move_sealed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verb__in", ("lose", "observe", "rectify")), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="batch_move_reason_given",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupplyDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("decided_on", models.DateField()),
                        ("decision", models.CharField(max_length=12)),
                        ("demand", models.IntegerField()),
                        ("offer", models.IntegerField()),
                        ("terms", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "capacity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="store.capacity",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "supply_decision",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decision__in", ("sufficient", "conditional", "insufficient"))
                                ),
                                name="supply_decision_listed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Household",
                    fields=[
                        ("household_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("state", models.CharField(max_length=20)),
                        ("poverty_class", models.CharField(max_length=10)),
                        ("class_until", models.DateField(null=True)),
                        ("score", models.FloatField(null=True)),
                        ("classified_on", models.DateField(null=True)),
                        ("list_code", models.CharField(blank=True, max_length=40)),
                        ("list_line", models.CharField(blank=True, max_length=20)),
                        ("affiliated_on", models.DateField(null=True)),
                        ("agreement_on", models.DateField(null=True)),
                        ("language", models.CharField(default="es", max_length=2)),
                        ("address", models.CharField(blank=True, max_length=160)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("padron_kind", models.CharField(default="new", max_length=20)),
                        ("left_on", models.DateField(null=True)),
                        ("left_reason", models.CharField(max_length=20, null=True)),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="households",
                                to="store.place",
                            ),
                        ),
                        (
                            "sisfoh_list",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="households",
                                to="store.sisfohlist",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_household",
                        "indexes": [models.Index(fields=["place", "state"], name="household_place_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("poverty_class__in", ("extreme", "poor", "not_poor"))),
                                name="household_class_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "left_reason__in",
                                        (
                                            "no-target-member",
                                            "class",
                                            "moved",
                                            "death",
                                            "voluntary",
                                            "graduation",
                                        ),
                                    ),
                                    ("left_reason__isnull", True),
                                    _connector="OR",
                                ),
                                name="household_left_listed",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("list_code", ""), _negated=True),
                                fields=("list_code", "list_line"),
                                name="household_line_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on__isnull", True),
                                    ("affiliated_on__isnull", True),
                                    ("left_on__gt", models.F("affiliated_on")),
                                    _connector="OR",
                                ),
                                name="household_left_after_affiliation",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssemblyHousehold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("decision", models.CharField(blank=True, max_length=10)),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        ("words", models.CharField(blank=True, max_length=200)),
                        (
                            "assembly",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="households",
                                to="store.assembly",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assemblies",
                                to="store.household",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrolment_assembly_household",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assembly", "household"), name="assembly_household_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decision__in", ("", "ratified", "objected"))),
                                name="assembly_decision_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision", "objected"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="assembly_objection_reasoned",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
                    fields=[
                        ("known_on", models.DateField(null=True)),
                        ("contact_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("contacted_on", models.DateField()),
                        ("outcome", models.CharField(max_length=40)),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.household",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_contacts",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", "met"),
                                    ("outcome", "absent"),
                                    ("outcome", "message"),
                                    _connector="OR",
                                ),
                                name="contacts_outcome_listed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FieldVisit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("visited_on", models.DateField()),
                        ("resident_since", models.DateField(null=True)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="field_visits",
                                to="store.household",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrolment_field_visit",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("resident_since__isnull", True),
                                    ("resident_since__lte", models.F("visited_on")),
                                    _connector="OR",
                                ),
                                name="field_visit_after_arrival",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hold",
                    fields=[
                        ("hold_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("kind", models.CharField(max_length=40)),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.household",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_holds",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "duplicate"),
                                    ("kind", "uncollected"),
                                    ("kind", "death"),
                                    ("kind", "fraud"),
                                    _connector="OR",
                                ),
                                name="holds_kind_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="holds_until_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("verb", models.CharField(max_length=40)),
                        ("before", models.CharField(max_length=20)),
                        ("after", models.CharField(max_length=20)),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        ("evidence", models.CharField(blank=True, max_length=200)),
                        ("period", models.CharField(blank=True, max_length=10)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="store.household",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_household_move",
                    },
                ),
                migrations.CreateModel(
                    name="ListChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("before", models.TextField()),
                        ("after", models.TextField()),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="list_changes",
                                to="store.household",
                            ),
                        ),
                        (
                            "sisfoh_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="store.sisfohlist",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_list_change",
                    },
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        ("member_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("given_names", models.CharField(max_length=80)),
                        ("surname1", models.CharField(max_length=60)),
                        ("surname2", models.CharField(blank=True, max_length=60)),
                        ("dni", models.CharField(max_length=8, null=True)),
                        ("dni_on", models.DateField(null=True)),
                        ("birth_on", models.DateField()),
                        ("sex", models.CharField(max_length=1)),
                        ("kinship", models.CharField(max_length=12)),
                        ("is_target", models.BooleanField()),
                        ("joined_on", models.DateField()),
                        ("left_on", models.DateField(null=True)),
                        ("left_reason", models.CharField(max_length=20, null=True)),
                        ("has_sis", models.BooleanField(default=False)),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="store.household",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_member",
                        "indexes": [models.Index(fields=["dni"], name="member_dni")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("sex__in", ("f", "m"))), name="member_sex_listed"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kinship__in",
                                        ("titular", "partner", "child", "grandchild", "grandparent", "other"),
                                    )
                                ),
                                name="member_kinship_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_reason__in", ("moved", "death", "other-household", "age")),
                                    ("left_reason__isnull", True),
                                    _connector="OR",
                                ),
                                name="member_left_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on__isnull", True),
                                    ("left_on__gt", models.F("joined_on")),
                                    _connector="OR",
                                ),
                                name="member_left_after_joined",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="household",
                    name="titular",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.member",
                    ),
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("values", models.TextField(default="{}")),
                        ("made_at", models.DateTimeField()),
                        ("given_on", models.DateField(null=True)),
                        (
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="store.household",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_notice",
                    },
                ),
                migrations.CreateModel(
                    name="Package",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", models.CharField(max_length=10)),
                        ("supplement", models.CharField(max_length=40)),
                        ("is_met", models.BooleanField()),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.household",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_packages",
                        "constraints": [
                            models.UniqueConstraint(fields=("household", "supplement"), name="packages_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Residence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField()),
                        ("until", models.DateField()),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="residences",
                                to="store.household",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.place",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_residence",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("since"))),
                                name="residence_until_after_since",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Talk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField()),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.household",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_talks",
                        "constraints": [
                            models.UniqueConstraint(fields=("household", "held_on"), name="talks_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text_version", models.CharField(max_length=20)),
                        ("signed_on", models.DateField()),
                        ("means", models.CharField(default="signature", max_length=12)),
                        ("terms", models.TextField(db_default="{}", default="{}")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="store.household",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrolment_agreement",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("household", "text_version"), name="agreement_text_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("means__in", ("signature", "fingerprint"))),
                                name="agreement_means_listed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
                    fields=[
                        ("assignment_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("sector", models.CharField(max_length=40)),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_assignments",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sector", "health"), ("sector", "education"), _connector="OR"
                                ),
                                name="assignments_sector_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="assignments_until_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        ("attendance_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("attended_on", models.DateField()),
                        ("kind", models.CharField(max_length=40)),
                        ("source", models.CharField(max_length=40)),
                        ("matched_by", models.CharField(max_length=40)),
                        ("recorded_at", models.DateField()),
                        ("superseded_by", models.BigIntegerField(null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_attendances",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "cred"),
                                    ("kind", "prenatal"),
                                    ("kind", "postnatal"),
                                    ("kind", "other"),
                                    _connector="OR",
                                ),
                                name="attendances_kind_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source", "form"),
                                    ("source", "his"),
                                    ("source", "sien"),
                                    ("source", "siagie"),
                                    ("source", "carnet"),
                                    ("source", "clinic_history"),
                                    _connector="OR",
                                ),
                                name="attendances_source_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("matched_by", "list"),
                                    ("matched_by", "dni"),
                                    ("matched_by", "linkage"),
                                    ("matched_by", "person"),
                                    _connector="OR",
                                ),
                                name="attendances_matched_by_listed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DuplicatePair",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=10)),
                        ("weight", models.FloatField()),
                        ("levels", models.TextField(default="{}")),
                        ("found_at", models.DateTimeField()),
                        ("state", models.CharField(default="open", max_length=10)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "household_a",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.household",
                            ),
                        ),
                        (
                            "household_b",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.household",
                            ),
                        ),
                        (
                            "person_a",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                        (
                            "person_b",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_duplicate",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person_a", "person_b"), name="duplicate_pair_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("person_a__lt", models.F("person_b"))),
                                name="duplicate_pair_ordered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("open", "same", "different"))),
                                name="duplicate_state_listed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExceptionRequest",
                    fields=[
                        ("period", models.CharField(max_length=10)),
                        ("exception_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("reason", models.CharField(max_length=40)),
                        ("since", models.DateField()),
                        ("until", models.DateField()),
                        ("state", models.CharField(max_length=40)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_exceptions",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reason", "S1"),
                                    ("reason", "S2"),
                                    ("reason", "S3"),
                                    ("reason", "S4"),
                                    ("reason", "S5"),
                                    ("reason", "S6"),
                                    ("reason", "A1"),
                                    ("reason", "A2"),
                                    ("reason", "D1"),
                                    ("reason", "D2"),
                                    ("reason", "D3"),
                                    ("reason", "D4"),
                                    ("reason", "D5"),
                                    ("reason", "P1"),
                                    ("reason", "P2"),
                                    _connector="OR",
                                ),
                                name="exceptions_reason_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "drafted"),
                                    ("state", "zone_approved"),
                                    ("state", "approved"),
                                    ("state", "rejected"),
                                    _connector="OR",
                                ),
                                name="exceptions_state_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="exceptions_until_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormRow",
                    fields=[
                        ("form_row_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("filled_by", models.CharField(max_length=40)),
                        ("is_signed", models.BooleanField()),
                        ("reason", models.CharField(max_length=40, null=True)),
                        ("has_proof", models.BooleanField()),
                        ("recorded_at", models.DateField()),
                        ("superseded_by", models.BigIntegerField(null=True)),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.batch",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_form_rows",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("filled_by", "service"),
                                    ("filled_by", "microred"),
                                    ("filled_by", "gestor"),
                                    _connector="OR",
                                ),
                                name="form_rows_filled_by_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reason", "S1"),
                                    ("reason", "S2"),
                                    ("reason", "S3"),
                                    ("reason", "S4"),
                                    ("reason", "S5"),
                                    ("reason", "S6"),
                                    ("reason", "A1"),
                                    ("reason", "A2"),
                                    ("reason", "D1"),
                                    ("reason", "D2"),
                                    ("reason", "D3"),
                                    ("reason", "D4"),
                                    ("reason", "D5"),
                                    ("reason", "P1"),
                                    ("reason", "P2"),
                                    ("reason__isnull", True),
                                    _connector="OR",
                                ),
                                name="form_rows_reason_listed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measurement",
                    fields=[
                        ("measurement_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("measured_on", models.DateField()),
                        ("weight_g", models.IntegerField(null=True)),
                        ("height_mm", models.IntegerField(null=True)),
                        ("position", models.CharField(max_length=40, null=True)),
                        ("oedema", models.BooleanField()),
                        ("source", models.CharField(max_length=40)),
                        ("recorded_at", models.DateField()),
                        ("superseded_by", models.BigIntegerField(null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_measurements",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("position", "lying"),
                                    ("position", "standing"),
                                    ("position__isnull", True),
                                    _connector="OR",
                                ),
                                name="measurements_position_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source", "form"),
                                    ("source", "his"),
                                    ("source", "sien"),
                                    ("source", "siagie"),
                                    ("source", "carnet"),
                                    ("source", "clinic_history"),
                                    _connector="OR",
                                ),
                                name="measurements_source_listed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NameKey",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "word_id",
                                "member_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                        (
                            "word",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.nameword",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_name_key",
                    },
                ),
                migrations.CreateModel(
                    name="PadronError",
                    fields=[
                        ("known_on", models.DateField(null=True)),
                        ("padron_error_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("kind", models.CharField(max_length=40)),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_padron_errors",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "not-in-list"),
                                    ("kind", "wrong-list"),
                                    ("kind", "moved-unrecorded"),
                                    _connector="OR",
                                ),
                                name="padron_errors_kind_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="padron_errors_until_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PadronEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=30)),
                        ("happened_on", models.DateField()),
                        ("facts", models.TextField(default="{}")),
                        ("state", models.CharField(default="proposed", max_length=10)),
                        ("proposed_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decision_reason", models.CharField(blank=True, max_length=200)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="store.household",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="store.member",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.user",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_event",
                        "indexes": [models.Index(fields=["state", "proposed_at"], name="padron_event_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("proposed", "approved", "refused"))),
                                name="padron_event_state_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="padron_event_four_eyes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PastTitular",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField()),
                        ("until", models.DateField()),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="past_titulars",
                                to="store.household",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "registry_past_titular",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("since"))),
                                name="past_titular_until_after_since",
                            ),
                            models.UniqueConstraint(fields=("household", "since"), name="past_titular_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pregnancy",
                    fields=[
                        ("pregnancy_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("last_menstruation_on", models.DateField()),
                        ("detected_on", models.DateField()),
                        ("ended_on", models.DateField(null=True)),
                        ("outcome", models.CharField(max_length=40, null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_pregnancies",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", "live-birth"),
                                    ("outcome", "stillbirth"),
                                    ("outcome", "loss"),
                                    ("outcome__isnull", True),
                                    _connector="OR",
                                ),
                                name="pregnancies_outcome_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gt", models.F("detected_on")),
                                    _connector="OR",
                                ),
                                name="pregnancies_ended_on_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Promotion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.SmallIntegerField()),
                        ("is_promoted", models.BooleanField()),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_promotions",
                        "constraints": [
                            models.UniqueConstraint(fields=("member", "year"), name="promotions_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Refusal",
                    fields=[
                        ("known_on", models.DateField(null=True)),
                        ("refusal_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("refused_on", models.DateField()),
                        ("kind", models.CharField(max_length=40)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_refusals",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "refused"), ("kind", "mistreated"), _connector="OR"
                                ),
                                name="refusals_kind_listed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SchoolEnrolment",
                    fields=[
                        ("school_enrolment_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("level", models.CharField(max_length=40)),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_school_enrolments",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level", "inicial"),
                                    ("level", "primaria"),
                                    ("level", "secundaria"),
                                    _connector="OR",
                                ),
                                name="school_enrolments_level_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="school_enrolments_until_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SchoolMonth",
                    fields=[
                        ("school_month_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("month", models.DateField()),
                        ("days_attended", models.SmallIntegerField()),
                        ("source", models.CharField(max_length=40)),
                        ("matched_by", models.CharField(max_length=40)),
                        ("recorded_at", models.DateField()),
                        ("superseded_by", models.BigIntegerField(null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.service",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_school_months",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source", "form"),
                                    ("source", "his"),
                                    ("source", "sien"),
                                    ("source", "siagie"),
                                    ("source", "carnet"),
                                    ("source", "clinic_history"),
                                    _connector="OR",
                                ),
                                name="school_months_source_listed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("matched_by", "list"),
                                    ("matched_by", "dni"),
                                    ("matched_by", "linkage"),
                                    ("matched_by", "person"),
                                    _connector="OR",
                                ),
                                name="school_months_matched_by_listed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vaccination",
                    fields=[
                        ("vaccination_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("vaccine", models.CharField(max_length=40)),
                        ("dose", models.SmallIntegerField()),
                        ("given_on", models.DateField()),
                        ("source", models.CharField(max_length=40)),
                        ("recorded_at", models.DateField()),
                        ("superseded_by", models.BigIntegerField(null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "fact_vaccinations",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source", "form"),
                                    ("source", "his"),
                                    ("source", "sien"),
                                    ("source", "siagie"),
                                    ("source", "carnet"),
                                    ("source", "clinic_history"),
                                    _connector="OR",
                                ),
                                name="vaccinations_source_listed",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
