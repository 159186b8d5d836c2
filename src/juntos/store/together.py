"""Tables of a migration made together: Django works out every model again after each operation otherwise.

A hundred operations over eighty models that know each other took eleven seconds; together they take one.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Operations on tables that begin here, each made at once as it is when all are done.

    What is not ``CreateModel`` must be about a model that one of them creates: its table has it already.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)
        self._tables = [one for one in self.operations if isinstance(one, CreateModel)]
        begun = {table.name_lower for table in self._tables}
        for one in self.operations:
            name = one.name_lower if isinstance(one, CreateModel) else getattr(one, "model_name", "").lower()
            assert name in begun, f"{one.describe()}: of a table that is there before"

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change what is known of the models, which are worked out when the tables are made."""
        state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables."""
        for table in self._tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables, the last one first."""
        for table in reversed(self._tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say which tables begin."""
        return f"Create {', '.join(table.name for table in self._tables)}"
