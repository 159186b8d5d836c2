"""The moves of batches of forms, which are only added and each follow the one before."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "form_batch_move"
REFUSED = ("UPDATE", "DELETE")
# Whether a new row does not follow the batch's last: its number, its state, its day or its edition.
BROKEN = f"""
  NEW.number <> 1 + COALESCE((SELECT MAX(m.number) FROM {TABLE} m WHERE m.batch_id = NEW.batch_id), 0)
  OR EXISTS (SELECT 1 FROM {TABLE} m WHERE m.batch_id = NEW.batch_id AND m.number = NEW.number - 1 AND (
    m.state <> NEW.since_state OR m."on" > NEW."on"
    OR NEW.edition <> m.edition + CASE WHEN NEW.verb = 'reprint' THEN 1 ELSE 0 END))
"""


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for verb in REFUSED:
        head = f"CREATE TRIGGER {TABLE}_{verb.lower()} BEFORE {verb} ON {TABLE} FOR EACH ROW"
        tail = " EXECUTE FUNCTION only_appends()"
        if not is_postgres:
            tail = f" BEGIN SELECT RAISE(ABORT, '{TABLE} only appends'); END"
        schema_editor.execute(head + tail, params=None)
    if not is_postgres:
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_insert BEFORE INSERT ON {TABLE} FOR EACH ROW WHEN {BROKEN}"
            f" BEGIN SELECT RAISE(ABORT, '{TABLE} does not follow'); END",
            params=None,
        )
        return
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_truncate BEFORE TRUNCATE ON {TABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION only_appends()",
        params=None,
    )
    schema_editor.execute(
        "CREATE FUNCTION batch_move_follows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {BROKEN} THEN RAISE EXCEPTION '{TABLE} does not follow'; END IF; RETURN NEW; END $$",
        params=None,
    )
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_insert BEFORE INSERT ON {TABLE} FOR EACH ROW"
        " EXECUTE FUNCTION batch_move_follows()",
        params=None,
    )


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for verb in (*REFUSED, "INSERT", *(("TRUNCATE",) if is_postgres else ())):
        on = f" ON {TABLE}" if is_postgres else ""
        schema_editor.execute(f"DROP TRIGGER {TABLE}_{verb.lower()}{on}")
    if is_postgres:
        schema_editor.execute("DROP FUNCTION batch_move_follows()")


class Migration(migrations.Migration):
    dependencies = [("store", "0003_ledger")]
    operations = [migrations.RunPython(add, remove)]
