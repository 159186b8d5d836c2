"""Small files, small functions, names that say something: the limits that keep the code readable."""

import ast
import re

from tests.house.tree import Function, functions, modules, parsed, text

FILE_LINES = 400
FUNCTION_LINES = 50
ARGUMENTS = 6
NOQA = 9
VAGUE = {"utils", "util", "common", "helpers", "helper", "services", "managers", "manager", "misc"}
NOQA_MARK = re.compile(r"#\s*noqa\b")


def test_files_are_short() -> None:
    """Migrations are left out: Django writes them, as long as the tables are many."""
    lengths = {str(p): text(p).count("\n") for p in modules() if "migrations" not in p.parts}
    assert {path: n for path, n in lengths.items() if n > FILE_LINES} == {}


def test_functions_are_short() -> None:
    lengths = {f"{p}:{f.name}": _lines(f) for p in modules() for f in functions(p)}
    assert {name: n for name, n in lengths.items() if n > FUNCTION_LINES} == {}


def test_functions_take_few_arguments() -> None:
    counts = {f"{p}:{f.name}": _arguments(f) for p in modules() for f in functions(p)}
    assert {name: n for name, n in counts.items() if n > ARGUMENTS} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(p) for p in modules() if text(p).strip() and not ast.get_docstring(parsed(p))]
    assert silent == []


def test_no_module_has_a_vague_name() -> None:
    assert [str(p) for p in modules() if VAGUE & {*p.with_suffix("").parts}] == []


def test_lint_is_rarely_overruled() -> None:
    counts = {str(p): len(NOQA_MARK.findall(text(p))) for p in modules()}
    assert sum(counts.values()) <= NOQA, {path: n for path, n in counts.items() if n}


def _lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _arguments(function: Function) -> int:
    names = function.args
    everything = [*names.posonlyargs, *names.args, *names.kwonlyargs]
    return len([a for a in everything if a.arg not in ("self", "cls")])
