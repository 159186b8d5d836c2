"""How two people are alike, field by field: the likenesses that Splink looks for, the strongest first.

A likeness is a condition on the two rows (``_l`` and ``_r``); the first that holds is the field's. What
each weighs is in ``weights.csv``, in hundredths of a bit: 100 doubles the odds that two are one.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

START, MISSING = "start", "missing"
RARE, COMMON = 0.05, 1.0  # of whom, by chance, a list of this length would hold as many of one name


@dataclass(frozen=True)
class Level:
    """A likeness of a field: its code, and when it holds; an empty condition holds for the rest."""

    code: str
    when: str = ""


@dataclass(frozen=True)
class Field:
    """What is compared: its name, when it says nothing, and its likenesses, the first that holds its own."""

    name: str
    missing: str
    levels: tuple[Level, ...]


def close(one: str, other: str) -> str:
    """Whether two sounds are a slip of the hand apart: an edit in short ones, two in long ones."""
    edits = f"damerau_levenshtein({one}, {other})"
    return f"({edits} <= 1 or ({edits} <= 2 and least(length({one}), length({other})) >= 6))"


_SAME = "surname1_l = surname1_r and surname2_l = surname2_r"
_SOUND = "key1_l = key1_r and key2_l = key2_r"
_CROSSED = "key1_l = key2_r and key2_l = key1_r"
_CLOSE1, _CLOSE2 = close("key1_l", "key1_r"), close("key2_l", "key2_r")
_CROSS1, _CROSS2 = close("key1_l", "key2_r"), close("key2_l", "key1_r")
_KIN = (
    f"(({_SOUND}) or ({_CROSSED}) or (key1_l = key1_r and {_CLOSE2}) or (key2_l = key2_r and {_CLOSE1})"
    " or (key1_l = key1_r and (key2_l is null or key2_r is null)))"
)
_WORDS_L, _WORDS_R = "string_split(given_key_l, ' ')", "string_split(given_key_r, ' ')"
_GIVEN_CLOSE = close("given_key_l", "given_key_r")
_FIRST_CLOSE = close("given_first_l", "given_first_r")
_INITIAL = "least(length(given_first_l), length(given_first_r)) = 1 and given_first_l[1] = given_first_r[1]"
_WITHIN = f"(list_has_all({_WORDS_L}, {_WORDS_R}) or list_has_all({_WORDS_R}, {_WORDS_L}))"
_UNLIKE = f"not ({_WITHIN} or {_GIVEN_CLOSE} or {_FIRST_CLOSE} or {_INITIAL})"
_MONTH_DAY_CROSSED = (
    "birth_l[1:4] = birth_r[1:4] and birth_l[6:7] = birth_r[9:10] and birth_l[9:10] = birth_r[6:7]"
)
_DAYS_APART = "abs(date_diff('day', cast(birth_l as date), cast(birth_r as date)))"

FIELDS = (
    Field(
        "surnames",
        "key1_l is null or key1_r is null",
        (
            Level("same_rare", f"{_SAME} and least(namesakes_l, namesakes_r) < {RARE}"),
            Level("same_common", f"{_SAME} and least(namesakes_l, namesakes_r) >= {COMMON}"),
            Level("same", _SAME),
            Level("sound", _SOUND),
            Level("crossed", _CROSSED),
            Level("one_missing", "key1_l = key1_r and (key2_l is null or key2_r is null)"),
            Level(
                "missing_crossed",
                "(key2_l is null and key1_l = key2_r) or (key2_r is null and key1_r = key2_l)",
            ),
            Level("close", f"(key1_l = key1_r and {_CLOSE2}) or (key2_l = key2_r and {_CLOSE1})"),
            Level("close_crossed", f"(key1_l = key2_r and {_CROSS2}) or (key2_l = key1_r and {_CROSS1})"),
            Level("both_close", f"({_CLOSE1} and {_CLOSE2}) or ({_CROSS1} and {_CROSS2})"),
            Level("first_only", "key1_l = key1_r"),
            Level("second_only", "key2_l = key2_r"),
            Level("different"),
        ),
    ),
    Field(
        "given",
        "given_l is null or given_r is null",
        (
            Level("same", "given_l = given_r"),
            Level("sound", "given_key_l = given_key_r"),
            Level("order", "given_sorted_l = given_sorted_r"),
            Level("shorter", _WITHIN),
            Level("close", _GIVEN_CLOSE),
            Level("first_close", _FIRST_CLOSE),
            Level("initial", _INITIAL),
            Level("beginning", "given_first_l[1:3] = given_first_r[1:3]"),
            Level("shared", f"list_has_any({_WORDS_L}, {_WORDS_R})"),
            Level("different"),
        ),
    ),
    Field(
        "birth",
        "birth_l is null or birth_r is null",
        (
            Level("same", "birth_l = birth_r"),
            Level("crossed", _MONTH_DAY_CROSSED),
            Level("digit", "damerau_levenshtein(birth_l, birth_r) = 1"),
            Level("year", "birth_l[5:10] = birth_r[5:10]"),
            Level("near", f"{_DAYS_APART} <= 31 or birth_l[1:7] = birth_r[1:7]"),
            Level("same_year", f"{_DAYS_APART} <= 366"),
            Level("different"),
        ),
    ),
    Field(
        "dni",
        "dni_l is null or dni_r is null",
        (
            Level("same", "dni_l = dni_r"),
            Level("digit", "damerau_levenshtein(dni_l, dni_r) = 1"),
            Level("different"),
        ),
    ),
    Field(
        "sex",
        "sex_l is null or sex_r is null",
        (
            Level("same", "sex_l = sex_r"),
            Level("different"),
        ),
    ),
    Field(
        "place",
        "household_l is null or household_r is null",
        (
            Level("household", "household_l = household_r"),
            Level("place", "place_l = place_r"),
            Level("district", "district_l = district_r"),
            Level("different"),
        ),
    ),
    Field(  # what siblings share is no sign that they are one: it is weighed apart
        "kin",
        "key1_l is null or key1_r is null or given_l is null or given_r is null",
        (
            Level("twins", f"{_KIN} and {_UNLIKE} and birth_l = birth_r"),
            Level("siblings", f"{_KIN} and {_UNLIKE}"),
            Level("none"),
        ),
    ),
)

# Only pairs that share one of these are compared. Each pairs a person with few others by chance.
BLOCKS = (
    "l.dni = r.dni",
    "l.key1 = r.key1 and l.key2 = r.key2 and l.given_first = r.given_first",
    "l.birth = r.birth and l.key1 = r.key1",
    "l.birth = r.birth and l.key2 = r.key2",
    "l.birth = r.birth and l.given_first = r.given_first",
    "l.birth = r.birth and l.key1 = r.key2",
    "l.birth = r.birth and l.place = r.place",
    "l.key1 = r.key2 and l.key2 = r.key1 and l.given_first = r.given_first",
    "l.key1 = r.key1 and l.given_first = r.given_first and l.birth[1:4] = r.birth[1:4]",
    "l.key2 = r.key2 and l.given_first = r.given_first and l.birth[1:4] = r.birth[1:4]",
    "l.key1 = r.key1 and l.given_first = r.given_first and l.birth[6:10] = r.birth[6:10]",
    "l.key2 = r.key2 and l.given_first = r.given_first and l.birth[6:10] = r.birth[6:10]",
    "l.key1 = r.key1 and l.given_first = r.given_first and l.place = r.place",
    "l.key1 = r.key1 and l.key2 = r.key2 and l.birth[1:7] = r.birth[1:7]",
    "l.key1 = r.key1 and l.key2 = r.key2 and l.birth[6:10] = r.birth[6:10]",
    "l.dni[1:5] = r.dni[1:5] and l.key1 = r.key1",
    "l.dni[5:8] = r.dni[5:8] and l.key1 = r.key1",
    "l.dni[5:8] = r.dni[5:8] and l.given_first = r.given_first",
)


@cache
def weights() -> dict[tuple[str, str], int]:
    """The committed weights, in hundredths of a bit, by field and likeness; and the start's."""
    with (files("juntos.engines.linkage") / "weights.csv").open(encoding="utf-8") as file:
        return {(row["field"], row["likeness"]): int(row["hundredths"]) for row in csv.DictReader(file)}
