"""The first tables: accounts and their scopes, the audit trail, territory and the State's hierarchy."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="District",
            fields=[
                ("code", models.CharField(max_length=6, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
            ],
            options={
                "db_table": "territory_district",
            },
        ),
        migrations.CreateModel(
            name="Province",
            fields=[
                ("code", models.CharField(max_length=4, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
            ],
            options={
                "db_table": "territory_province",
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
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("login", models.CharField(max_length=60, unique=True)),
                ("full_name", models.CharField(max_length=160)),
                ("role", models.CharField(max_length=40)),
                ("is_active", models.BooleanField(default=True)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
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
                        condition=models.Q(("kind__in", ("directorate", "red", "microred", "dre", "ugel"))),
                        name="network_kind_exists",
                    ),
                ],
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
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.district"),
                ),
            ],
            options={
                "db_table": "territory_place",
            },
        ),
        migrations.AddField(
            model_name="district",
            name="province",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.province"),
        ),
        migrations.AddField(
            model_name="province",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.region"),
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
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.district"),
                ),
            ],
            options={
                "db_table": "territory_service",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="scopes", to="store.user"
                    ),
                ),
            ],
            options={
                "db_table": "accounts_scope",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="sealed", to="store.seal"
                    ),
                ),
            ],
            options={
                "db_table": "audit_sealed",
            },
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["subject", "at"], name="event_subject_at"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("action", ""), _negated=True), name="event_action_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__gte", 0)), name="event_count_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="networkparent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="network_parent_until_after_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="networkparent",
            constraint=models.CheckConstraint(
                condition=models.Q(("network", models.F("parent")), _negated=True),
                name="network_not_its_own_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="networkparent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("network",),
                name="network_one_parent_now",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__startswith", models.F("district_id"))),
                name="place_in_its_district",
            ),
        ),
        migrations.AddConstraint(
            model_name="district",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__startswith", models.F("province_id"))),
                name="district_in_its_province",
            ),
        ),
        migrations.AddConstraint(
            model_name="province",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__startswith", models.F("region_id"))), name="province_in_its_region"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(fields=("sector", "code"), name="service_code_once"),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("sector__in", ("health", "education"))), name="service_sector_exists"
            ),
        ),
        migrations.AddConstraint(
            model_name="servicenetwork",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="service_network_until_after_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicenetwork",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("service",),
                name="service_one_network_now",
            ),
        ),
        migrations.AddConstraint(
            model_name="userscope",
            constraint=models.UniqueConstraint(fields=("user", "reach", "code"), name="scope_once"),
        ),
        migrations.AddConstraint(
            model_name="userscope",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="userscope",
            constraint=models.CheckConstraint(
                condition=models.Q(("code", ""), _negated=True), name="scope_code_given"
            ),
        ),
    ]
