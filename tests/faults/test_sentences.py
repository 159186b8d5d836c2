"""Every fault that the code can raise has its sentence, in both languages, and no sentence is idle."""

import ast
import re

import pytest

from juntos.actions.cut.rules import RULES
from juntos.actions.cut.values import value_tests
from juntos.core.cut import TABLES
from juntos.core.errors import Fault
from juntos.programme.entries import read
from juntos.programme.faults import codes, sentence
from tests.house.tree import modules, parsed

BLANK = re.compile(r"\{(\w+)\}")
SOURCES = modules("src/juntos")


def raised() -> set[str]:
    """The codes that the code gives to a Fault, those of the cut's tables of tests included."""
    calls = [node for path in SOURCES for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    faults = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Fault"]
    firsts = [call.args[0] for call in faults if call.args]  # one read back from a file was raised elsewhere
    written = {
        str(node.value) for first in firsts for node in ast.walk(first) if isinstance(node, ast.Constant)
    }
    values = {
        test.code for table in TABLES for form in (True, False) for test in value_tests(table, is_text=form)
    }
    return written | values | {rule.code for rule in RULES}


def test_every_fault_has_its_sentence() -> None:
    assert sorted(raised() - codes("es")) == []


def test_both_languages_say_the_same_things() -> None:
    assert codes("es") == codes("en")
    spanish, english = (read(f"words/faults.{lang}.yaml") for lang in ("es", "en"))
    for code in codes("es"):
        blanks = [
            sorted(BLANK.findall(" ".join(map(str, words.entry(code).fields.values()))))
            for words in (spanish, english)
        ]
        assert blanks[0] == blanks[1], code


def test_no_sentence_is_idle() -> None:
    written = {
        str(node.value)
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(codes("es") - written) == []


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (
            Fault("period-length", value="2011-3", expected="2009-T2"),
            "El período 2011-3 no tiene la duración que verifican las reglas vigentes; se escribe como "
            "2009-T2. Use un período de esa duración u otro perfil.",
        ),
        (
            Fault("parameter-type", column="transfers.amount_cents", value="mucho", expected="0, 1, 2 …"),
            "El parámetro transfers.amount_cents no puede ser «mucho»; se espera 0, 1, 2 …. "
            "Corrija el valor.",
        ),
        (
            Fault("out-other-run", file="corrida"),
            "La carpeta «corrida» ya tiene una corrida hecha con otros datos o reglas. "
            "Elija otra carpeta, o pida reemplazarla.",
        ),
        (
            Fault("value-missing", "members.csv", 3, "birth_on"),
            "members.csv, fila 3, columna birth_on: No hay dato, y esta columna lo necesita. "
            "Complete el dato o retire la fila.",
        ),
        (
            Fault("engine-input", more={"said": "disk full"}),
            "No se pudo leer o escribir un archivo: disk full Ejecute `juntos corte check` sobre la "
            "carpeta y revise que haya espacio en el disco.",
        ),
    ],
)
def test_a_request_is_answered_in_words(fault: Fault, says: str) -> None:
    assert sentence(fault) == says
