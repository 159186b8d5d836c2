"""Orders, the bank's files and what it answered: rows that are only added, and requests ended once."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from juntos.store.together import Together
from juntos.store.triggers import refuse

APPENDED = (
    "transfers_pay_point",
    "transfers_household_point",
    "transfers_titular_account",
    "transfers_payer_account",
    "transfers_order",
    "transfers_order_item",
    "transfers_bank_file",
    "transfers_bank_answer",
    "transfers_bank_refusal",
)
# Rows that somebody asks or opens, and somebody else ends: when, and what else is told then.
ENDED_ONCE = {
    "transfers_return_request": ("decided_at", ("decided_at", "decided_by_id", "is_granted")),
    "transfers_collection_case": ("closed_at", ("closed_at", "closed_by_id", "outcome")),
}
_ENDED_ONCE = """
CREATE FUNCTION ended_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(OLD) ->> TG_ARGV[0] IS NULL
    AND to_jsonb(NEW) - string_to_array(TG_ARGV[1], ',') = to_jsonb(OLD) - string_to_array(TG_ARGV[1], ',')
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% is ended once', TG_TABLE_NAME;
END $$
"""


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_ENDED_ONCE, params=None)
    refuse(schema_editor, *APPENDED)
    refuse(schema_editor, *ENDED_ONCE, verbs=("DELETE",))
    for table in ENDED_ONCE:
        schema_editor.execute(_ended(schema_editor, table), params=None)


def _ended(schema_editor: BaseDatabaseSchemaEditor, table: str) -> str:
    end, told = ENDED_ONCE[table]
    head = f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} FOR EACH ROW"
    if schema_editor.connection.vendor == "postgresql":
        return f"{head} EXECUTE FUNCTION ended_once('{end}', '{','.join(told)}')"
    with schema_editor.connection.cursor() as cursor:
        described = schema_editor.connection.introspection.get_table_description(cursor, table)
    same = " AND ".join(f"NEW.{row.name} IS OLD.{row.name}" for row in described if row.name not in told)
    return (
        f"{head} WHEN NOT (OLD.{end} IS NULL AND {same})"
        f" BEGIN SELECT RAISE(ABORT, '{table} is ended once'); END"
    )


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The tables' own triggers go with them; PostgreSQL's function does not."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION ended_once() CASCADE")


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0005_capture"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="BankFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("format", models.CharField(max_length=20)),
                        ("message_id", models.CharField(max_length=35)),
                        ("made_on", models.DateField()),
                        ("taken", models.IntegerField()),
                        ("repeated", models.IntegerField()),
                        ("refused", models.IntegerField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.user"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_bank_file",
                    },
                ),
                migrations.CreateModel(
                    name="BankRefusal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("line", models.IntegerField(null=True)),
                        ("item", models.CharField(blank=True, max_length=35)),
                        ("code", models.CharField(max_length=40)),
                        ("fault", models.TextField()),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refusals",
                                to="store.bankfile",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_bank_refusal",
                    },
                ),
                migrations.CreateModel(
                    name="CollectionCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uncollected", models.SmallIntegerField()),
                        ("opened_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("outcome", models.CharField(blank=True, max_length=400)),
                        (
                            "closed_by",
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
                                related_name="+",
                                to="store.household",
                            ),
                        ),
                        (
                            "payroll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.payroll",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_collection_case",
                    },
                ),
                migrations.CreateModel(
                    name="Order",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.SmallIntegerField()),
                        ("channel", models.CharField(max_length=10)),
                        ("code", models.CharField(max_length=35, unique=True)),
                        ("execution_on", models.DateField()),
                        ("items", models.IntegerField()),
                        ("amount_cents", models.BigIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("at", models.DateTimeField()),
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
                                related_name="+",
                                to="store.payroll",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_order",
                    },
                ),
                migrations.CreateModel(
                    name="OrderItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("end_to_end_id", models.CharField(max_length=35)),
                        ("household_id", models.BigIntegerField()),
                        ("titular_id", models.BigIntegerField()),
                        ("titular_name", models.CharField(max_length=70)),
                        ("dni", models.CharField(max_length=8)),
                        ("cci", models.CharField(blank=True, max_length=20)),
                        ("pay_point", models.CharField(blank=True, max_length=10)),
                        ("amount_cents", models.BigIntegerField()),
                        ("replaces", models.CharField(blank=True, max_length=35)),
                        (
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.order",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_order_item",
                    },
                ),
                migrations.CreateModel(
                    name="BankAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("outcome", models.CharField(max_length=12)),
                        ("on", models.DateField()),
                        ("amount_cents", models.BigIntegerField()),
                        ("reason", models.CharField(blank=True, max_length=20)),
                        ("bank_reason", models.CharField(blank=True, max_length=10)),
                        ("is_implied", models.BooleanField()),
                        (
                            "file",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.bankfile",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.orderitem",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_bank_answer",
                    },
                ),
                migrations.CreateModel(
                    name="PayerAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField(unique=True)),
                        ("name", models.CharField(max_length=70)),
                        ("ruc", models.CharField(max_length=11)),
                        ("cci", models.CharField(max_length=20)),
                        ("at", models.DateTimeField(null=True)),
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
                        "db_table": "transfers_payer_account",
                    },
                ),
                migrations.AddField(
                    model_name="order",
                    name="payer",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.payeraccount"
                    ),
                ),
                migrations.CreateModel(
                    name="PayPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=10, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("kind", models.CharField(max_length=10)),
                        ("latitude", models.FloatField(null=True)),
                        ("longitude", models.FloatField(null=True)),
                        ("calendar_day", models.SmallIntegerField()),
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
                        "db_table": "transfers_pay_point",
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField()),
                        ("distance_m", models.IntegerField(null=True)),
                        ("at", models.DateTimeField(null=True)),
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
                                related_name="+",
                                to="store.household",
                            ),
                        ),
                        (
                            "pay_point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.paypoint",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_household_point",
                    },
                ),
                migrations.CreateModel(
                    name="ReturnRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("verb", models.CharField(max_length=10)),
                        ("reason", models.CharField(max_length=400)),
                        ("asked_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("is_granted", models.BooleanField(null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.user"
                            ),
                        ),
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.orderitem",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_return_request",
                    },
                ),
                migrations.CreateModel(
                    name="TitularAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField()),
                        ("cci", models.CharField(blank=True, max_length=20)),
                        ("card_on", models.DateField(null=True)),
                        ("at", models.DateTimeField(null=True)),
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
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "transfers_titular_account",
                    },
                ),
                migrations.AddConstraint(
                    model_name="bankfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("refused__gte", 0), ("repeated__gte", 0), ("taken__gte", 0)),
                        name="bank_file_counts",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="collectioncase",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("household",),
                        name="collection_case_open_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="collectioncase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("uncollected__gte", 1)), name="collection_case_counts"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="collectioncase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True), ("closed_by__isnull", True), ("outcome", "")
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="collection_case_closed_whole",
                    ),
                ),
                migrations.AddIndex(
                    model_name="orderitem",
                    index=models.Index(fields=["household_id"], name="order_item_household"),
                ),
                migrations.AddConstraint(
                    model_name="orderitem",
                    constraint=models.UniqueConstraint(fields=("end_to_end_id",), name="order_item_once"),
                ),
                migrations.AddConstraint(
                    model_name="orderitem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount_cents__gt", 0)), name="order_item_positive"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orderitem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cci", ""), models.Q(("pay_point", ""), _negated=True)),
                            models.Q(models.Q(("cci", ""), _negated=True), ("pay_point", "")),
                            _connector="OR",
                        ),
                        name="order_item_has_one_destination",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orderitem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dni", ""), _negated=True),
                            models.Q(("titular_name", ""), _negated=True),
                        ),
                        name="order_item_names",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orderitem",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("replaces", ""), _negated=True),
                        fields=("replaces",),
                        name="order_item_replaced_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bankanswer",
                    constraint=models.UniqueConstraint(fields=("item", "outcome"), name="bank_answer_once"),
                ),
                migrations.AddConstraint(
                    model_name="bankanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "acknowledged"),
                            ("outcome", "available"),
                            ("outcome", "rejected"),
                            ("outcome", "blocked"),
                            ("outcome", "collected"),
                            ("outcome", "returned"),
                            _connector="OR",
                        ),
                        name="bank_answer_outcome_listed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bankanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount_cents__gt", 0)), name="bank_answer_positive"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bankanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(
                                    ("outcome", "blocked"),
                                    ("outcome", "rejected"),
                                    ("outcome", "returned"),
                                    _connector="OR",
                                ),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    ("outcome", "blocked"),
                                    ("outcome", "rejected"),
                                    ("outcome", "returned"),
                                    _connector="OR",
                                    _negated=True,
                                ),
                                ("reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="bank_answer_reasoned",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payeraccount",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("ruc"), 11),
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("cci"), 20),
                            models.Q(("name", ""), _negated=True),
                        ),
                        name="payer_account_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="order",
                    constraint=models.UniqueConstraint(fields=("payroll", "number"), name="order_once"),
                ),
                migrations.AddConstraint(
                    model_name="order",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("channel", "account"),
                            ("channel", "office"),
                            ("channel", "carrier"),
                            ("channel", "agent"),
                            _connector="OR",
                        ),
                        name="order_channel_listed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="order",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("items__gte", 1), ("number__gte", 1)), name="order_has_items"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="order",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount_cents__gt", 0)), name="order_amount_positive"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="order",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sha256", ""), _negated=True), name="order_has_a_fingerprint"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paypoint",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "office"), ("kind", "carrier"), ("kind", "agent"), _connector="OR"
                        ),
                        name="pay_point_kind_listed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paypoint",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("calendar_day__gte", 1)), name="pay_point_day_from_one"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="householdpoint",
                    constraint=models.UniqueConstraint(
                        fields=("household", "since"), name="household_point_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="householdpoint",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("distance_m__gte", 0), ("distance_m__isnull", True), _connector="OR"
                        ),
                        name="household_point_distance_not_negative",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="returnrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("verb", "reissue"), ("verb", "forfeit"), _connector="OR"),
                        name="return_verb_listed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="returnrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="return_reason_given"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="returnrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("is_granted__isnull", True),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("is_granted__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="return_decided_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="returnrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            ("asked_by__lt", models.F("decided_by")),
                            ("asked_by__gt", models.F("decided_by")),
                            _connector="OR",
                        ),
                        name="return_decided_by_another",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="returnrequest",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("is_granted__isnull", True), ("is_granted", True), _connector="OR"
                        ),
                        fields=("item",),
                        name="return_open_or_granted_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="titularaccount",
                    constraint=models.UniqueConstraint(
                        fields=("member", "since"), name="titular_account_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="titularaccount",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("cci", ""),
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("cci"), 20),
                            _connector="OR",
                        ),
                        name="titular_account_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="titularaccount",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("card_on__isnull", True), models.Q(("cci", ""), _negated=True), _connector="OR"
                        ),
                        name="titular_card_has_an_account",
                    ),
                ),
            ]
        ),
        migrations.RunPython(add, remove),
    ]
