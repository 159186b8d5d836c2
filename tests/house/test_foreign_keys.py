"""The record's tables point down as the contexts do: string foreign keys are invisible to import-linter."""

import ast

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from tests.house.tree import ROOT

# DESIGN.md, Rooms: what stands in a line may point at its own line's own context and at the lines below.
STACK = (
    ("monitoring",),
    ("graduation", "grievances", "outreach", "planning"),
    ("transfers",),
    ("coresponsibility",),
    ("enrolment",),
    ("registry", "supply", "agreements"),
    ("staff",),
    ("territory",),
    ("audit",),  # an event names its actor
    ("accounts",),
)
LEVEL = {context: level for level, contexts in enumerate(reversed(STACK)) for context in contexts}
MODELS = ROOT / "src/juntos/store/models"


def contexts() -> dict[str, str]:
    """The context of each model by its name: the file that defines it or makes it from a Table."""
    found: dict[str, str] = {}
    for path in MODELS.rglob("*.py"):
        context = path.relative_to(MODELS).parts[0].removesuffix(".py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found[node.name] = context
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found[node.targets[0].id] = context
    return found


CONTEXTS = contexts()
KEYS = [
    (model, field)
    for model in apps.get_app_config("store").get_models()
    for field in model._meta.get_fields()
    if isinstance(field, ForeignKey)
]


def goes_up(model: type[Model], field: "ForeignKey[Model, Model]") -> bool:
    """Whether a key points to a context above its own, or beside it."""
    own, other = CONTEXTS[model.__name__], CONTEXTS[field.related_model.__name__]
    return own != other and LEVEL[other] >= LEVEL[own]


def test_every_model_has_a_context_of_the_design() -> None:
    models = apps.get_app_config("store").get_models()
    assert [m.__name__ for m in models if CONTEXTS.get(m.__name__) not in LEVEL] == []


@pytest.mark.parametrize(("model", "field"), KEYS, ids=lambda one: getattr(one, "__name__", str(one)))
def test_a_foreign_key_points_down(model: type[Model], field: "ForeignKey[Model, Model]") -> None:
    assert not goes_up(model, field)


def test_a_key_that_points_up_would_be_seen() -> None:
    down = next((m, f) for m, f in KEYS if CONTEXTS[m.__name__] != CONTEXTS[f.related_model.__name__])
    level = dict(LEVEL)
    try:
        LEVEL[CONTEXTS[down[0].__name__]] = -1
        assert goes_up(*down)
    finally:
        LEVEL.update(level)
