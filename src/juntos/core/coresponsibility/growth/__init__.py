"""Growth: WHO z-scores of a child's weight and length, by the Child Growth Standards of 2006.

``score`` judges one measurement, ``growth.steps`` those of a cut; a test proves them equal. A z-score
says how many standard deviations lie between the child and the median of healthy children of the same
sex and age (or length). It is information for the clinic and for planning: no payment depends on it.

The numbers here are the standard's own, not a norm's: a child is measured lying before 731 days and
standing from then on, and 7 mm lie between the two postures; beyond three standard deviations the
weight-based scores are extended by the distance between the second and the third; oedema hides the
weight. Lengths may have fractions of a millimetre, as the mean of two readings has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, copysign, floor

AGE_DAYS_MAX = 1826  # the last day before 60 months of 30.4375 days
STANDING_FROM_DAYS = 731
STANDING_PLAUSIBLE_FROM_DAYS = 274  # under nine months nobody stands: "standing" is not believed
POSTURE_MM = 7  # lying, a child is this much longer
STANDING_FROM_MM = 870  # for a child of unknown age, measured in an unknown posture
WEIGHT_FOR_AGE_LIMITS = (-600, 500)  # hundredths; beyond them a score is probably an error
LENGTH_FOR_AGE_LIMITS = (-600, 600)
WEIGHT_FOR_LENGTH_LIMITS = (-500, 500)
BMI_FOR_AGE_LIMITS = (-500, 500)


@dataclass(frozen=True)
class Measure:
    """What was measured; None where it is not known. ``position`` is lying or standing."""

    sex: str | None
    age_days: int | None
    weight_g: int | None = None
    height_mm: float | None = None
    position: str | None = None
    has_oedema: bool = False


@dataclass(frozen=True)
class Curve:
    """The distribution of healthy children at one age or length (WHO's L, M and S)."""

    power: float
    median: float
    variation: float


@dataclass(frozen=True)
class AgeCurves:
    """The curves of one sex at one age: grams, millimetres, and kg/m²."""

    weight: Curve
    length: Curve
    bmi: Curve


@dataclass(frozen=True)
class Standards:
    """The standards: by (sex, age in days), and of weight by (posture, sex, length in mm)."""

    by_age: Mapping[tuple[str, int], AgeCurves]
    by_length: Mapping[tuple[str, str, int], Curve]


@dataclass(frozen=True)
class Score:
    """A z-score in hundredths, and whether it is so far out that the measurement is doubtful."""

    z: int
    is_flagged: bool


@dataclass(frozen=True)
class Scores:
    """The four scores of a measurement; None where one cannot be had."""

    weight_for_age: Score | None = None
    length_for_age: Score | None = None
    weight_for_length: Score | None = None
    bmi_for_age: Score | None = None


def score(measure: Measure, standards: Standards) -> Scores:
    """The z-scores of one measurement.

    Without an age there is still weight for length; without a sex, or past 60 months, nothing.
    """
    sex, age = measure.sex, measure.age_days
    if sex is None or (age is not None and not 0 <= age <= AGE_DAYS_MAX):
        return Scores()
    weight = None if measure.has_oedema else _positive(measure.weight_g)
    length = _positive(_length_mm(measure))
    bmi = weight * 1000 / (length * length) if weight and length else None
    by_length = _weight_curve(_posture(measure), sex, length, standards) if length else None
    weight_for_length = _score(weight, by_length, WEIGHT_FOR_LENGTH_LIMITS)
    if age is None:
        return Scores(weight_for_length=weight_for_length)
    curves = standards.by_age[sex, age]
    return Scores(
        weight_for_age=_score(weight, curves.weight, WEIGHT_FOR_AGE_LIMITS),
        length_for_age=_score(length, curves.length, LENGTH_FOR_AGE_LIMITS),
        weight_for_length=weight_for_length,
        bmi_for_age=_score(bmi, curves.bmi, BMI_FOR_AGE_LIMITS),
    )


def _positive(value: float | None) -> float | None:
    return float(value) if value is not None and value > 0 else None


def _length_mm(measure: Measure) -> float | None:
    """The length in the posture that the standard has for the age."""
    height, age = measure.height_mm, measure.age_days
    if height is None or age is None or measure.position is None:
        return height
    if measure.position == "standing" and STANDING_PLAUSIBLE_FROM_DAYS <= age < STANDING_FROM_DAYS:
        return height + POSTURE_MM
    if measure.position == "lying" and age >= STANDING_FROM_DAYS:
        return height - POSTURE_MM
    return height


def _posture(measure: Measure) -> str:
    """Which table of weight for length applies: by age, else as measured, else by length."""
    if measure.age_days is not None:
        return "lying" if measure.age_days < STANDING_FROM_DAYS else "standing"
    if measure.position is not None:
        return measure.position
    return "lying" if (measure.height_mm or 0) < STANDING_FROM_MM else "standing"


def _weight_curve(posture: str, sex: str, length: float, standards: Standards) -> Curve | None:
    """The curve at a length, between those of the whole millimetres around it."""
    low = standards.by_length.get((posture, sex, floor(length)))
    high = standards.by_length.get((posture, sex, ceil(length)))
    if low is None or high is None:
        return None
    part = length - floor(length)
    return Curve(
        low.power + part * (high.power - low.power),
        low.median + part * (high.median - low.median),
        low.variation + part * (high.variation - low.variation),
    )


def _score(value: float | None, curve: Curve | None, limits: tuple[int, int]) -> Score | None:
    if value is None or curve is None:
        return None
    z = _z(value, curve)
    hundredths = int(copysign(floor(abs(z) * 100 + 0.5), z))
    return Score(hundredths, not limits[0] <= hundredths <= limits[1])


def _z(value: float, curve: Curve) -> float:
    """The z-score, straight beyond three standard deviations (for length, where L is 1, it is anyway)."""
    z: float = ((value / curve.median) ** curve.power - 1) / (curve.variation * curve.power)
    if z > 3:
        return 3 + (value - _value_at(3, curve)) / (_value_at(3, curve) - _value_at(2, curve))
    if z < -3:
        return -3 + (value - _value_at(-3, curve)) / (_value_at(-2, curve) - _value_at(-3, curve))
    return z


def _value_at(z: int, curve: Curve) -> float:
    value: float = curve.median * (1 + curve.power * curve.variation * z) ** (1 / curve.power)
    return value
