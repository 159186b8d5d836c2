"""Growth scores: posture, age, oedema, tails, flags and what is missing, one measurement at a time."""

import pytest

from juntos.core.coresponsibility.growth import Measure, Score, Scores, score
from juntos.programme import growth_standards

STANDARDS = growth_standards.load()


def scores(sex: str | None = "m", **measured: object) -> Scores:
    return score(Measure(sex, **{"age_days": 365, **measured}), STANDARDS)  # type: ignore[arg-type]


def length_z(**measured: object) -> int | None:
    found = scores(**measured).length_for_age
    return found.z if found else None


def test_the_median_child_scores_zero() -> None:
    # A boy of 365 days: WHO's medians are 9.646 kg and 75.7391 cm.
    found = scores(weight_g=9_646, height_mm=757, position="lying")
    assert found.weight_for_age == Score(0, is_flagged=False)
    assert found.length_for_age == Score(-2, is_flagged=False)


def test_a_height_counts_as_seven_millimetres_more_before_731_days() -> None:
    assert length_z(age_days=730, height_mm=800, position="standing") == length_z(
        age_days=730, height_mm=807, position="lying"
    )


def test_a_length_counts_as_seven_millimetres_less_from_731_days() -> None:
    assert length_z(age_days=731, height_mm=807, position="lying") == length_z(
        age_days=731, height_mm=800, position="standing"
    )


@pytest.mark.parametrize(("age_days", "natural"), [(730, "lying"), (731, "standing")])
def test_an_unknown_position_is_the_one_of_the_age(age_days: int, natural: str) -> None:
    assert scores(age_days=age_days, weight_g=10_000, height_mm=820) == scores(
        age_days=age_days, weight_g=10_000, height_mm=820, position=natural
    )


def test_standing_is_not_believed_under_nine_months() -> None:
    lying = {"height_mm": 700, "position": "lying"}
    standing = {"height_mm": 700, "position": "standing"}
    assert length_z(age_days=273, **standing) == length_z(age_days=273, **lying)
    assert length_z(age_days=274, **standing) != length_z(age_days=274, **lying)


def test_oedema_hides_every_score_with_weight() -> None:
    found = scores(weight_g=9_646, height_mm=757, has_oedema=True)
    assert found == Scores(length_for_age=Score(-2, is_flagged=False))


@pytest.mark.parametrize("age_days", [-1, 1_827, 4_000])
def test_outside_the_first_sixty_months_there_is_no_score(age_days: int) -> None:
    assert scores(age_days=age_days, weight_g=15_000, height_mm=1_000) == Scores()


def test_the_last_day_of_the_sixty_months_has_scores() -> None:
    assert None not in vars(scores(age_days=1_826, weight_g=18_000, height_mm=1_100)).values()


def test_without_a_sex_there_is_no_score() -> None:
    assert scores(None, weight_g=9_646, height_mm=757) == Scores()


def test_without_an_age_there_is_weight_for_length_alone() -> None:
    found = scores(age_days=None, weight_g=9_646, height_mm=757)
    assert found == Scores(weight_for_length=scores(weight_g=9_646, height_mm=757).weight_for_length)


def test_without_age_or_position_a_child_of_87_centimetres_stands() -> None:
    def z(height_mm: int, position: str | None) -> Score | None:
        return scores(
            age_days=None, weight_g=12_000, height_mm=height_mm, position=position
        ).weight_for_length

    assert z(869, None) == z(869, "lying") != z(869, "standing")
    assert z(870, None) == z(870, "standing") != z(870, "lying")


@pytest.mark.parametrize("nothing", [{}, {"weight_g": 0}, {"height_mm": 0}])
def test_without_measures_there_is_no_score(nothing: dict[str, int]) -> None:
    assert scores(**nothing) == Scores()


@pytest.mark.parametrize(
    ("age_days", "height_mm", "has_score"),
    [
        (10, 449, False),
        (10, 449.9, False),
        (10, 450, True),
        (700, 1_100, True),
        (700, 1_100.1, False),
        (1_800, 649.9, False),
        (1_800, 650, True),
        (1_800, 1_200, True),
        (1_800, 1_200.1, False),
    ],
)
def test_weight_for_length_has_an_end_at_both_sides(
    age_days: int, height_mm: float, *, has_score: bool
) -> None:
    found = scores(age_days=age_days, weight_g=9_000, height_mm=height_mm).weight_for_length
    assert (found is not None) == has_score


def test_between_two_millimetres_the_score_lies_between_theirs() -> None:
    low, between, high = (
        scores("f", age_days=400, weight_g=9_000, height_mm=mm).weight_for_length for mm in (740, 740.5, 741)
    )
    assert low
    assert between
    assert high
    assert low.z > between.z > high.z


# WHO's deviations of weight for a boy of 365 days: -3 at 6.926 kg, -2 at 7.741, +2 at 11.983, +3 at 13.341.
# Beyond three the steps are the last ones, 0.815 and 1.358 kg: -6 lies at 4.482 kg and +5 at 16.058.
@pytest.mark.parametrize(
    ("weight_g", "z", "is_flagged"),
    [
        (7_741, -200, False),
        (6_926, -300, False),
        (6_111, -400, False),
        (4_482, -600, False),
        (4_470, -601, True),
        (11_983, 200, False),
        (13_341, 300, False),
        (14_700, 400, False),
        (16_058, 500, False),
        (16_070, 501, True),
    ],
)
def test_beyond_three_deviations_scores_are_straight_and_beyond_the_limits_flagged(
    weight_g: int, z: int, *, is_flagged: bool
) -> None:
    assert scores(weight_g=weight_g).weight_for_age == Score(z, is_flagged)
