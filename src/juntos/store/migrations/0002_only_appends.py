"""Events, evidence and results are only ever added: the database itself refuses anything else.

A row of evidence may once be told which row corrects it.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from juntos.store.triggers import permit, refuse

CORRECTED = (
    "fact_attendances",
    "fact_vaccinations",
    "fact_measurements",
    "fact_school_months",
    "fact_form_rows",
)
FIXED = (
    "audit_event",
    "audit_seal",
    "audit_sealed",
    "registry_household_move",
    "result_member_results",
    "result_attribution",
    "result_household_results",
    "result_entitlements",
    "result_standing",
    "cycle_run",
    "cycle_cut",
)


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_ONLY_APPENDS, params=None)
        schema_editor.execute(_CORRECTED_ONCE, params=None)
    refuse(schema_editor, *FIXED)
    refuse(schema_editor, *CORRECTED, verbs=("DELETE",))
    for table in CORRECTED:
        schema_editor.execute(_corrected_once(schema_editor, table), params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permit(schema_editor, *FIXED, *CORRECTED)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION corrected_once()")
        schema_editor.execute("DROP FUNCTION only_appends()")


_ONLY_APPENDS = """
CREATE FUNCTION only_appends() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% only appends', TG_TABLE_NAME; END $$
"""
_CORRECTED_ONCE = """
CREATE FUNCTION corrected_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.superseded_by IS NULL AND NEW.superseded_by IS NOT NULL
    AND to_jsonb(NEW) - 'superseded_by' = to_jsonb(OLD) - 'superseded_by' THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION '% only appends', TG_TABLE_NAME;
END $$
"""


def _corrected_once(schema_editor: BaseDatabaseSchemaEditor, table: str) -> str:
    if schema_editor.connection.vendor == "postgresql":
        return (
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION corrected_once()"
        )
    with schema_editor.connection.cursor() as cursor:
        columns = [
            row.name for row in schema_editor.connection.introspection.get_table_description(cursor, table)
        ]
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in columns if name != "superseded_by")
    return (
        f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} FOR EACH ROW"
        f" WHEN NOT (OLD.superseded_by IS NULL AND NEW.superseded_by IS NOT NULL AND {same})"
        f" BEGIN SELECT RAISE(ABORT, '{table} only appends'); END"
    )


class Migration(migrations.Migration):
    dependencies = [("store", "0001_record")]
    operations = [migrations.RunPython(add, remove)]
