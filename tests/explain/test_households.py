"""Every household of a district explains itself, and says where what is stored is not what the rule says."""

import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from juntos.actions.explain import explain_household, explain_households
from juntos.core.errors import InputError, RequestError
from juntos.core.explanations import GESTOR, HEALTH, VIEWERS, Explanation
from juntos.programme.tellings import LANGUAGES
from juntos.programme.words import render

PAGE_CHARACTERS = 5_500


@pytest.fixture(scope="module")
def explained(run: Path) -> tuple[Explanation, ...]:
    rows = pq.read_table(run / "household_results.parquet", columns=["household_id"])
    numbers = tuple(rows.column(0).to_pylist())
    return explain_households(run=run, household_ids=numbers, viewer=HEALTH)


def test_the_decisions_say_what_was_stored(explained: tuple[Explanation, ...]) -> None:
    assert len(explained) > 250
    assert [(e.household_id, d) for e in explained for d in e.disagreements] == []


def test_failures_and_their_causes_are_among_them(explained: tuple[Explanation, ...]) -> None:
    units = [unit for e in explained for member in e.members for unit in member.units]
    assert {"complies", "does_not_comply", "not_applicable"} <= {u.finding for u in units}
    assert {"supply", "demand"} <= {u.attribution for u in units}
    assert all(u.proof for u in units if u.attribution not in (None, "unknown"))


@pytest.mark.parametrize("viewer", VIEWERS.values(), ids=lambda v: v.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fits_a_page(explained: tuple[Explanation, ...], viewer, language: str) -> None:
    longest = max(explained, key=lambda e: sum(len(m.units) for m in e.members))
    for one in (*explained[:40], longest):
        text = render(one, language, viewer).text
        assert f" {one.household_id}:" in text.splitlines()[0]
        assert "{" not in text
        assert len(text) < PAGE_CHARACTERS


def test_one_alone_is_the_same_as_among_others(run: Path, explained: tuple[Explanation, ...]) -> None:
    one = explained[7]
    assert explain_household(run=run, household_id=one.household_id, viewer=HEALTH) == one


def test_amounts_are_those_of_the_entitlements(run: Path, explained: tuple[Explanation, ...]) -> None:
    file = run / "entitlements.parquet"
    paid = duckdb.sql(f"SELECT household_id, SUM(amount_cents)::BIGINT FROM '{file}' GROUP BY 1").fetchall()
    assert {e.household_id: e.amount_cents for e in explained if e.lines} == dict(paid)


def test_a_result_that_is_not_the_rules_is_said(run: Path, cut: Path, tmp_path: Path) -> None:
    folder = tmp_path / run.name
    shutil.copytree(run, folder)
    file = folder / "household_results.parquet"
    rows = pq.read_table(file)
    place = rows.column("pay_reason").to_pylist().index("complies")
    household = rows.column("household_id")[place].as_py()
    reasons = rows.column("pay_reason").to_pylist()
    reasons[place] = "does-not-comply"
    column = rows.column_names.index("pay_reason")
    pq.write_table(rows.set_column(column, "pay_reason", [reasons]), file)
    told = explain_household(run=folder, household_id=household, viewer=GESTOR, cut=cut)
    assert [(d.where, d.field, d.stored, d.decided) for d in told.disagreements] == [
        ("household", "pay_reason", "does-not-comply", "complies")
    ]
    assert "guardado «does-not-comply», según la regla «complies»" in render(told, "es", GESTOR).text


def test_a_household_that_is_not_there(run: Path) -> None:
    with pytest.raises(RequestError) as refused:
        explain_household(run=run, household_id=999_999, viewer=GESTOR)
    assert [f.code for f in refused.value.faults] == ["household-unknown"]


def test_a_run_whose_cut_is_nowhere(run: Path, tmp_path: Path) -> None:
    folder = tmp_path / "far" / "away" / "from" / run.name
    shutil.copytree(run, folder)
    with pytest.raises(InputError) as refused:
        explain_household(run=folder, household_id=1, viewer=GESTOR)
    assert [f.code for f in refused.value.faults] == ["cut-not-found"]
