"""Tables know their totals; what is held back in one is not given away by another."""

import pytest

from juntos.paper.formats import NO_BREAK
from juntos.paper.grids import ALL, Grid, Ledger


def test_a_table_has_its_totals() -> None:
    ledger = Ledger()
    grid = ledger.grid("t", ("a", "b"), ("x", "y"), {("a", "x"): 10, ("a", "y"): 20, ("b", "x"): 30})
    shown = ledger.close()
    assert shown.value(grid.at("a", ALL)) == 30
    assert shown.value(grid.at(ALL, "x")) == 40
    assert shown.value(grid.at(ALL, ALL)) == 60
    assert shown.value(grid.at("b", "y")) == 0


def test_a_share_says_its_count_unless_it_gives_away_the_rest() -> None:
    ledger = Ledger()
    grid = ledger.grid("t", ("a", "b", "c"), ("yes", "no"), {
        ("a", "yes"): 95, ("a", "no"): 5, ("b", "yes"): 60, ("b", "no"): 2, ("c", "yes"): 70, ("c", "no"): 30,
    })  # fmt: skip
    shown = ledger.close()
    assert (
        shown.share_of(grid.at("c", "yes"), grid.at("c", ALL)).replace(NO_BREAK, " ") == "70,0 %, 70 de 100"
    )
    assert shown.number(grid.at("b", "no")) == "res."
    assert shown.share(grid.at("b", "yes"), grid.at("b", ALL)) == "res."
    assert shown.money(grid.at("b", "no"), 400_00) == "res."


def test_a_share_of_nothing_is_a_dash() -> None:
    ledger = Ledger()
    grid = ledger.grid("t", ("a",), ("yes", "no"), {})
    assert ledger.close().share(grid.at("a", "yes"), grid.at("a", ALL)) == "–"


def test_two_tables_of_the_same_thing_hide_the_same() -> None:
    """By district 3 and 97; by group 40 and 60: the region's total would not help, the districts' would."""
    ledger = Ledger()
    by_period = ledger.grid("period", ("p",), ("n",), {("p", "n"): 3})
    by_place = ledger.grid("place", ("only",), ("n",), {("only", "n"): 3})
    ledger.tie(by_period.at("p", "n"), [by_place.at("only", "n")])
    shown = ledger.close()
    assert shown.value(by_period.at("p", "n")) is shown.value(by_place.at("only", "n")) is None


def test_what_is_tied_must_be_true() -> None:
    ledger = Ledger()
    one = ledger.grid("one", ("a",), ("n",), {("a", "n"): 10})
    other = ledger.grid("other", ("a",), ("n",), {("a", "n"): 11})
    with pytest.raises(AssertionError):
        ledger.tie(one.at("a", "n"), [other.at("a", "n")])


def test_a_change_is_told_between_the_last_two() -> None:
    ledger = Ledger()
    grid: Grid = ledger.grid("t", ("1", "2"), ("yes", "no"), {
        ("1", "yes"): 940, ("1", "no"): 60, ("2", "yes"): 950, ("2", "no"): 50,
    })  # fmt: skip
    shown = ledger.close()
    parts, wholes = [grid.at(r, "yes") for r in grid.rows], [grid.at(r, ALL) for r in grid.rows]
    assert shown.change(parts, wholes).replace(NO_BREAK, " ") == "1,0 punto más"
    assert shown.change(parts[:1], wholes[:1]) == ""
