"""Colours keep WCAG's contrast, and the signals stay apart for whoever does not see all colours."""

from itertools import combinations, pairwise

import pytest

from juntos.paper import colours

# Machado, Oliveira and Fernandes (2009), complete deficiency, on linear RGB.
BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TEXT, GRAPHIC = 4.5, 3.0
APART = 20  # CIE76; about 2 is the least difference that is noticed side by side


@pytest.mark.parametrize("ink", [colours.INK, colours.GREY_DARK, colours.ACCENT, colours.GOOD, colours.BAD])
def test_what_is_written_can_be_read(ink: str) -> None:
    assert colours.contrast(ink, colours.PAPER) >= TEXT
    assert colours.contrast(ink, colours.GREY_FAINT) >= TEXT


@pytest.mark.parametrize("fill", [*colours.SIGNALS, colours.ACCENT, colours.GREY])
def test_what_is_drawn_can_be_seen(fill: str) -> None:
    assert colours.contrast(fill, colours.PAPER) >= GRAPHIC


@pytest.mark.parametrize(
    "fill", [*colours.SIGNALS, *colours.RAMP, colours.ACCENT, colours.GREY, colours.GREY_DARK]
)
def test_what_is_written_on_a_colour_can_be_read(fill: str) -> None:
    assert colours.contrast(colours.ink_on(fill), fill) >= TEXT


def test_the_ramp_goes_from_dark_to_light_in_steps_that_a_photocopy_keeps() -> None:
    lightness = [lab(linear(c))[0] for c in colours.RAMP]
    assert all(later - earlier > 12 for earlier, later in pairwise(lightness))


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize(
    ("one", "other"), [*combinations((*colours.SIGNALS, colours.ACCENT, colours.GREY), 2)]
)
def test_signals_differ_for_every_kind_of_sight(blindness: str, one: str, other: str) -> None:
    seen = [lab(seen_with(BLINDNESS[blindness], linear(c))) for c in (one, other)]
    assert sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5 >= APART


def test_contrast_is_wcags() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def linear(colour: str) -> tuple[float, ...]:
    channels = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def seen_with(matrix: tuple[tuple[float, ...], ...], rgb: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in matrix)


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    r, g, b = rgb
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
