"""The moves of batches of forms, which are only added and each follow the one before."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from juntos.store.triggers import permit, permit_rows, refuse, refuse_rows

TABLE = "form_batch_move"
FUNCTION = "batch_move_follows"
# Whether a new row does not follow the batch's last: its number, its state, its day or its edition.
BROKEN = f"""
  NEW.number <> 1 + COALESCE((SELECT MAX(m.number) FROM {TABLE} m WHERE m.batch_id = NEW.batch_id), 0)
  OR EXISTS (SELECT 1 FROM {TABLE} m WHERE m.batch_id = NEW.batch_id AND m.number = NEW.number - 1 AND (
    m.state <> NEW.since_state OR m."on" > NEW."on"
    OR NEW.edition <> m.edition + CASE WHEN NEW.verb = 'reprint' THEN 1 ELSE 0 END))
"""


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    refuse(schema_editor, TABLE)
    refuse_rows(schema_editor, TABLE, BROKEN, "does not follow", FUNCTION)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permit(schema_editor, TABLE)
    permit_rows(schema_editor, TABLE, FUNCTION)


class Migration(migrations.Migration):
    dependencies = [("store", "0003_ledger")]
    operations = [migrations.RunPython(add, remove)]
