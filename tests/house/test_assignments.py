"""One read of who uses which service: another would forget what an assignment tells of a girl."""

import ast

from tests.house.tree import modules, parsed


def test_reads_ask_for_assignments_in_one_place() -> None:
    found = {
        path.name
        for path in modules("src/juntos/store/reads")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr == "objects" and name_of(node.value) == "Assignment"
    }
    assert found == {"assignments.py"}


def name_of(node: ast.expr) -> str:
    """What a name or an attribute says last."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
