"""What the record keeps: padrón, supply, enrolment, staff, evidence, and what each run found and settled."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0003_accounts_login"),
    ]

    operations = [
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
                ("venue", models.CharField(max_length=120)),
                ("state", models.CharField(default="convened", max_length=10)),
                ("published_on", models.DateField(null=True)),
                ("held_on", models.DateField(null=True)),
                ("attendees", models.IntegerField(null=True)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.service"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.place"
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
                "indexes": [models.Index(fields=["service", "assessed_on"], name="capacity_service_on")],
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.place"
                    ),
                ),
            ],
            options={
                "db_table": "fact_classifications",
                "constraints": [
                    models.UniqueConstraint(fields=("household_id", "period"), name="classifications_once")
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.service"
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
                    "region",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.region",
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
            ],
            options={
                "db_table": "cycle_cut",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.district"
                    ),
                ),
            ],
            options={
                "db_table": "supply_disclosure",
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
                                ("no-target-member", "class", "moved", "death", "voluntary", "graduation"),
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
            name="Hold",
            fields=[
                ("hold_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.household"
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
            name="Contact",
            fields=[
                ("known_on", models.DateField(null=True)),
                ("contact_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("contacted_on", models.DateField()),
                ("outcome", models.CharField(max_length=40)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.household"
                    ),
                ),
            ],
            options={
                "db_table": "fact_contacts",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "met"), ("outcome", "absent"), ("outcome", "message"), _connector="OR"
                        ),
                        name="contacts_outcome_listed",
                    )
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
                    models.UniqueConstraint(fields=("assembly", "household"), name="assembly_household_once"),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.service"
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
                            ("left_on__isnull", True), ("left_on__gt", models.F("joined_on")), _connector="OR"
                        ),
                        name="member_left_after_joined",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
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
        migrations.AddField(
            model_name="household",
            name="titular",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
            ),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.batch"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.household"
                    ),
                ),
                (
                    "household_b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.household"
                    ),
                ),
                (
                    "person_a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
                    ),
                ),
                (
                    "person_b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
                    ),
                ),
            ],
            options={
                "db_table": "registry_duplicate",
                "constraints": [
                    models.UniqueConstraint(fields=("person_a", "person_b"), name="duplicate_pair_once"),
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.service"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
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
            name="Assignment",
            fields=[
                ("assignment_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("sector", models.CharField(max_length=40)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.service"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
                    ),
                ),
            ],
            options={
                "db_table": "fact_assignments",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sector", "health"), ("sector", "education"), _connector="OR"),
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
                    models.UniqueConstraint(fields=("household", "text_version"), name="agreement_text_once"),
                    models.CheckConstraint(
                        condition=models.Q(("means__in", ("signature", "fingerprint"))),
                        name="agreement_means_listed",
                    ),
                ],
            },
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.place"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.household"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
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
            name="Post",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=40)),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.region")),
            ],
            options={
                "db_table": "staff_post",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="holders", to="store.post"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="store.user"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="store.place"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="store.post"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
                    ),
                ),
            ],
            options={
                "db_table": "fact_promotions",
                "constraints": [models.UniqueConstraint(fields=("member", "year"), name="promotions_once")],
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.service"
                    ),
                ),
            ],
            options={
                "db_table": "fact_refusals",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind", "refused"), ("kind", "mistreated"), _connector="OR"),
                        name="refusals_kind_listed",
                    )
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.place"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.place"
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
                    models.UniqueConstraint(fields=("run", "member_id", "unit"), name="member_results_once"),
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
                    models.UniqueConstraint(fields=("run", "household_id"), name="household_results_once"),
                ],
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
                    models.UniqueConstraint(fields=("run", "household_id", "line"), name="entitlements_once")
                ],
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
                            ("finding", "does_not_comply"), ("finding", "not_verified"), _connector="OR"
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
                    models.UniqueConstraint(fields=("run", "member_id", "unit"), name="attribution_once"),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.service"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.service"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.service"
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
                ("at", models.DateTimeField()),
                ("households_in", models.IntegerField()),
                ("households_new", models.IntegerField()),
                ("households_changed", models.IntegerField(default=0)),
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
        migrations.AddField(
            model_name="household",
            name="sisfoh_list",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="households",
                to="store.sisfohlist",
            ),
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
                        condition=models.Q(("decision__in", ("sufficient", "conditional", "insufficient"))),
                        name="supply_decision_listed",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.household"
                    ),
                ),
            ],
            options={
                "db_table": "fact_talks",
                "constraints": [models.UniqueConstraint(fields=("household", "held_on"), name="talks_once")],
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.place"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.service"
                    ),
                ),
            ],
            options={
                "db_table": "fact_travels",
                "constraints": [models.UniqueConstraint(fields=("place", "service"), name="travels_once")],
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.service"
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
                ("signed_on", models.DateField()),
                ("until", models.DateField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waivers", to="store.place"
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
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.region")),
            ],
            options={
                "db_table": "territory_zone",
            },
        ),
        migrations.AddField(
            model_name="post",
            name="zone",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.zone"),
        ),
        migrations.AddField(
            model_name="district",
            name="zone",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="store.zone"
            ),
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
                        condition=models.Q(("month__gte", 1), ("month__lte", 12)), name="access_month_of_year"
                    ),
                ],
            },
        ),
    ]
