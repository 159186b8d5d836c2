"""What must be true of a step before it is trusted, proven from its text and without data.

It is at most 40 lines, reads exactly the tables that it declares, makes exactly the columns that it
declares, and uses nothing that another dialect reads differently or that gives rows or sums which
depend on their order. The text is parsed by DuckDB itself. That the rows are unique by the declared
key is proven on data, by ``Machine(proves_grain=True)``.
"""

import json
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import duckdb

from juntos.core.steps import TYPES, Step
from juntos.engines.duck import column_types

Node: TypeAlias = "dict[str, Node] | list[Node] | str | int | float | bool | None"

LINES_MAX = 40
# Spark's or PostgreSQL's function of that name differs or is missing, or the answer depends on the
# order of the rows or on the clock. A name that ends in an underscore bans all that begin with it.
FUNCTIONS = {
    "//": "integer division differs by dialect",
    "avg": "a float aggregate: give the sum and the count",
    "mean": "a float aggregate: give the sum and the count",
    "median": "a float aggregate",
    "quantile_": "a float aggregate",
    "stddev_": "a float aggregate",
    "var_": "a float aggregate",
    "corr": "a float aggregate",
    "regr_": "a float aggregate",
    "fsum": "a float aggregate",
    "first": "depends on the order of rows",
    "last": "depends on the order of rows",
    "any_value": "depends on the order of rows",
    "arbitrary": "depends on the order of rows",
    "arg_": "depends on the order of rows among equals",
    "min_by": "depends on the order of rows among equals",
    "max_by": "depends on the order of rows among equals",
    "mode": "depends on the order of rows among equals",
    "string_agg": "depends on the order of rows",
    "group_concat": "depends on the order of rows",
    "list_": "a list, struct or map",
    "list": "a list, struct or map",
    "array_": "a list, struct or map",
    "struct_": "a list, struct or map",
    "row": "a list, struct or map",
    "map": "a list, struct or map",
    "map_": "a list, struct or map",
    "unnest": "a list, struct or map",
    "generate_series": "a list, struct or map",
    "range": "a list, struct or map",
    "random": "chance",
    "uuid": "chance",
    "gen_random_uuid": "chance",
    "hash": "differs by engine and version",
    "now": "the clock",
    "today": "the clock",
    "get_current_": "the clock",
}
CLOCKS = {"current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"}
CLAUSES = {
    "LIMIT_MODIFIER": "LIMIT takes rows by their order",
    "LIMIT_PERCENT_MODIFIER": "LIMIT takes rows by their order",
    "TABLE_FUNCTION": "a table function reads what is not declared",
    "PIVOT": "PIVOT is DuckDB's own",
    "LAMBDA": "a list, struct or map",
    "ARRAY_EXTRACT": "a list, struct or map",
    "ARRAY_SLICE": "a list, struct or map",
    "ARRAY_CONSTRUCTOR": "a list, struct or map",
    "STRUCT_EXTRACT": "a list, struct or map",
}
JOINS = {
    "SEMI": "SEMI JOIN is read as an inner join elsewhere: write EXISTS",
    "ANTI": "ANTI JOIN is read as an inner join elsewhere: write NOT EXISTS",
}
REFERENCES = {"ASOF": "ASOF JOIN", "POSITIONAL": "POSITIONAL JOIN", "NATURAL": "NATURAL JOIN"}


def problems(step: Step) -> tuple[str, ...]:
    """Everything wrong with a step, each said in a line; nothing when it is sound."""
    tree = parse(step.sql)
    found = [*_lines(step), *_tables(step, tree), *_constructs(tree)]
    return tuple(f"{step.name}: {problem}" for problem in [*found, *_columns(step)])


def order_problems(steps: Sequence[Step]) -> tuple[str, ...]:
    """What is wrong with the order of steps: a table read before it is made, or made twice.

    An optional table of the cut may be both: what is read is then the file of the period before.
    """
    made: set[str] = set()
    found: list[str] = []
    for number, step in enumerate(steps):
        later = {s.makes for s in steps[number + 1 :]}
        found += [
            f"{step.name}: reads {table.name} before it is made"
            for table in step.reads
            if table in later and not table.is_optional
        ]
        if step.makes.name in made:
            found.append(f"{step.name}: makes {step.makes.name}, as another step does")
        made.add(step.makes.name)
    return tuple(found)


def parse(sql: str) -> Node:
    """The syntax tree of one SELECT, as DuckDB reads it."""
    with duckdb.connect() as connection:
        row = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    assert row is not None
    tree: dict[str, Node] = json.loads(row[0])
    assert not tree["error"], f"{tree['error_message']}: {sql}"
    return tree


def tables_read(tree: Node) -> set[str]:
    """The tables that a text reads: every name in a FROM that is not a WITH of its own."""
    named = {str(node["table_name"]) for node in _nodes(tree) if node.get("type") == "BASE_TABLE"}
    own = {str(entry["key"]) for node in _nodes(tree) for entry in _entries(node.get("cte_map"))}
    return named - own


def _lines(step: Step) -> Iterator[str]:
    lines = len(step.sql.strip().splitlines())
    if lines > LINES_MAX:
        yield f"{lines} lines, at most {LINES_MAX}"
    for column in step.makes.columns:
        if column.type not in TYPES:
            yield f"column {column.name} has type {column.type}"


def _tables(step: Step, tree: Node) -> Iterator[str]:
    read, declared = tables_read(tree), [table.name for table in step.reads]
    for name in sorted(read - set(declared)):
        yield f"reads {name} without declaring it"
    for name in sorted(set(declared) - read):
        yield f"declares {name} without reading it"
    for name in sorted({n for n in declared if declared.count(n) > 1}):
        yield f"declares two tables called {name}"


def _columns(step: Step) -> Iterator[str]:
    try:
        made = dict(column_types(step))
    except duckdb.Error as error:
        yield f"does not bind: {error}"
        return
    declared = {c.name: c.type for c in step.makes.columns}
    for name in sorted(made.keys() | declared.keys()):
        if made.get(name) != declared.get(name):
            yield f"column {name} is {made.get(name, 'absent')}, declared {declared.get(name, 'absent')}"
    for name in step.makes.key:
        if name not in declared:
            yield f"the key's {name} is no column"


def _constructs(tree: Node) -> Iterator[str]:
    for node in _nodes(tree):
        kind = str(node.get("type"))
        if kind in CLAUSES:
            yield f"{kind}: {CLAUSES[kind]}"
        if kind == "COLUMN_REF" and node["column_names"] in [[clock] for clock in CLOCKS]:
            yield "the clock"
        if kind == "STAR":
            yield from _star(node)
        if kind == "JOIN":
            yield from _join(node)
        if "function_name" in node:
            yield from _function(str(node["function_name"]))
        yield from _select(node)


def _star(node: "dict[str, Node]") -> Iterator[str]:
    if any(node.get(part) for part in ("exclude_list", "replace_list", "qualified_exclude_list", "columns")):
        yield "a star with EXCLUDE, REPLACE or COLUMNS is DuckDB's own"


def _join(node: "dict[str, Node]") -> Iterator[str]:
    kind, reference = str(node.get("join_type")), str(node.get("ref_type"))
    if kind in JOINS:
        yield JOINS[kind]
    if reference in REFERENCES:
        yield f"{REFERENCES[reference]} is DuckDB's own"
    if node.get("using_columns") and kind != "INNER":
        yield "USING with an outer join gives another column elsewhere: write ON"


def _function(name: str) -> Iterator[str]:
    for banned, why in FUNCTIONS.items():
        if name == banned or (banned.endswith("_") and name.startswith(banned)):
            yield f"{name}: {why}"


def _select(node: "dict[str, Node]") -> Iterator[str]:
    if node.get("qualify"):
        yield "QUALIFY is DuckDB's own"
    if node.get("aggregate_handling") == "FORCE_AGGREGATES":
        yield "GROUP BY ALL is DuckDB's own"
    if node.get("sample"):
        yield "a sample is chance"
    if node.get("type") == "DISTINCT_MODIFIER" and node.get("distinct_on_targets"):
        yield "DISTINCT ON depends on the order of rows"


def _nodes(tree: Node) -> Iterator["dict[str, Node]"]:
    if isinstance(tree, dict):
        yield tree
        for child in tree.values():
            yield from _nodes(child)
    elif isinstance(tree, list):
        for child in tree:
            yield from _nodes(child)


def _entries(cte_map: Node) -> Iterator["dict[str, Node]"]:
    entries = cte_map.get("map") if isinstance(cte_map, dict) else None
    if isinstance(entries, list):
        yield from (entry for entry in entries if isinstance(entry, dict))
