"""Numbers, money, shares and dates are written as in Peru."""

from datetime import date

import pytest

from juntos.core.periods import parse_period
from juntos.paper import formats


def plain(text: str) -> str:
    return text.replace(formats.NO_BREAK, " ")


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (999, "999"), (35640, "35 640"), (1234567, "1 234 567"), (-1500, "−1 500")]
)
def test_thousands_stand_apart(value: int, words: str) -> None:
    assert plain(formats.number(value)) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(35640, 37906, "94,0 %"), (1, 3, "33,3 %"), (1, 2000, "0,1 %"), (5, 5, "100,0 %"), (0, 0, "–")],
)
def test_shares_have_one_decimal_and_round_half_up(part: int, whole: int, words: str) -> None:
    assert plain(formats.share(part, whole)) == words


def test_a_share_says_its_count() -> None:
    assert plain(formats.share_of(35640, 37906)) == "94,0 %, 35 640 de 37 906"


def test_money_keeps_its_centimos_and_a_headline_rounds_them() -> None:
    assert plain(formats.money(20_000)) == "S/ 200,00"
    assert plain(formats.round_money(123_456_750)) == "S/ 1 234 568"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((940, 1000), (951, 1000), "1,1 puntos más"),
        ((950, 1000), (940, 1000), "1,0 punto menos"),
        ((1, 2), (500, 1000), "igual que antes"),
        ((0, 0), (1, 2), ""),
    ],
)
def test_a_change_is_said_in_points(before: tuple[int, int], after: tuple[int, int], words: str) -> None:
    assert plain(formats.points(before, after)) == words


def test_dates_and_periods() -> None:
    assert plain(formats.day(date(2011, 3, 5))) == "5 mar 2011"
    assert formats.months(parse_period("2011-3")) == "may–jun"
    assert formats.months(parse_period("2009-T2")) == "abr–jun"
    assert formats.months(parse_period("1998")) == "1998"


def test_one_is_not_told_as_many() -> None:
    said = [plain(formats.counted(n, "distrito", "distritos")) for n in (0, 1, 1264)]
    assert said == ["0 distritos", "1 distrito", "1 264 distritos"]
