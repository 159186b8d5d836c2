"""Events, seals and what they cover are only ever added: the database itself refuses anything else."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("audit_event", "audit_seal", "audit_sealed")
REFUSED = ("UPDATE", "DELETE")


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION only_appends() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION '% only appends', TG_TABLE_NAME; END $$",
            params=None,
        )
    for table in TABLES:
        for verb in REFUSED:
            schema_editor.execute(_trigger(schema_editor.connection.vendor, table, verb))
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION only_appends()"
            )


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for verb in (*REFUSED, *(("TRUNCATE",) if is_postgres else ())):
            on = f" ON {table}" if is_postgres else ""
            schema_editor.execute(f"DROP TRIGGER {table}_{verb.lower()}{on}")
    if is_postgres:
        schema_editor.execute("DROP FUNCTION only_appends()")


def _trigger(vendor: str, table: str, verb: str) -> str:
    head = f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW"
    if vendor == "postgresql":
        return f"{head} EXECUTE FUNCTION only_appends()"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{table} only appends'); END"


class Migration(migrations.Migration):
    dependencies = [("store", "0001_accounts_audit_territory")]
    operations = [migrations.RunPython(add, remove)]
