"""No count under 5 is shown, nor can one be computed from what is shown."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from juntos.paper.suppression import FEWEST, Counts

ROWS, COLUMNS = 4, 3


def counted(values: list[list[int]]) -> Counts:
    """A table with the totals of its rows, of its columns, and of all."""
    counts = Counts()
    for r, row in enumerate(values):
        for c, value in enumerate(row):
            counts.add((r, c), value)
        counts.add((r, "all"), sum(row))
        counts.add_sum((r, "all"), [(r, c) for c in range(len(row))])
    for c in range(len(values[0])):
        counts.add(("all", c), sum(row[c] for row in values))
        counts.add_sum(("all", c), [(r, c) for r in range(len(values))])
    counts.add(("all", "all"), sum(map(sum, values)))
    counts.add_sum(("all", "all"), [(r, "all") for r in range(len(values))])
    counts.add_sum(("all", "all"), [("all", c) for c in range(len(values[0]))])
    return counts


def test_nothing_small_hides_nothing() -> None:
    assert counted([[5, 0], [7, 90]]).hidden() == frozenset()


def test_a_small_count_takes_the_least_that_protects_it() -> None:
    """3 would follow from its row's total, 9 from its column's: the square of four protects both."""
    hidden = counted([[3, 20], [9, 30], [40, 50]]).hidden()
    assert hidden == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_two_small_counts_known_to_be_three_together_take_a_third() -> None:
    counts = Counts()
    for key, value in {"a": 1, "b": 2, "c": 8, "d": 9, "all": 20}.items():
        counts.add(key, value)
    counts.add_sum("all", "abcd")
    assert counts.hidden() == {"a", "b", "c"}


def test_a_chain_of_tables_does_not_give_away_what_each_hides() -> None:
    """Each table alone hides two counts; only together would they give 'b' away."""
    counts = Counts()
    for key, value in {"a": 3, "b": 4, "c": 9, "ab": 7, "bc": 13, "ac": 12}.items():
        counts.add(key, value)
    for total in ("ab", "bc", "ac"):
        counts.add_sum(total, total)
    hidden = counts.hidden()
    assert {"a", "b"} < hidden
    assert exposed(counts, hidden) == set()


@given(
    st.lists(
        st.lists(st.integers(0, 12) | st.integers(13, 400), min_size=COLUMNS, max_size=COLUMNS),
        min_size=ROWS,
        max_size=ROWS,
    )
)
def test_no_small_count_follows_from_what_is_shown(values: list[list[int]]) -> None:
    counts = counted(values)
    hidden = counts.hidden()
    assert {k for k, v in counts.values.items() if 0 < v < FEWEST} <= hidden
    assert exposed(counts, hidden) == set()
    for terms in counts.sums:
        unknown = [k for k in terms if k in hidden]
        if unknown and len({terms[k] for k in unknown}) == 1:
            assert not 0 < sum(counts.values[k] for k in unknown) < FEWEST


def exposed(counts: Counts, hidden: frozenset[object]) -> set[object]:
    """The small counts that a reader can compute, by elimination in exact fractions."""
    names = sorted(hidden, key=str)
    rows = [[Fraction(terms.get(name, 0)) for name in names] for terms in counts.sums]
    done = 0
    for column in range(len(names)):
        pivot = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [value / rows[done][column] for value in rows[done]]
        for r, row in enumerate(rows):
            if r != done and row[column]:
                rows[r] = [a - row[column] * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    known = {names[row.index(1)] for row in rows if sum(1 for value in row if value) == 1 and 1 in row}
    return {key for key in known if 0 < counts.values[key] < FEWEST}
