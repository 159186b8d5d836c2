"""The colours of every screen, map, chart and print: one accent, greys, three signals.

A colour never speaks alone: a word, a letter or a texture stands beside it. The tests hold each one to
WCAG's contrast and keep the signals apart for the three kinds of colour blindness.
"""

PAPER = "#ffffff"
INK = "#1c1c1c"
GREY_DARK = "#565656"
GREY = "#949494"
GREY_LIGHT = "#dcdcdc"
GREY_FAINT = "#f3f3f3"

ACCENT = "#23449a"

GOOD = "#1b7f4d"
WATCH = "#c77700"
BAD = "#9c1c6b"
SIGNALS = (GOOD, WATCH, BAD)

# From much to little compliance: one hue in even steps of lightness, dark where it is worst, so that
# a photocopy keeps the order.
RAMP = ("#172e68", "#3f63c0", "#93abe0", "#dde5f6")


def luminance(colour: str) -> float:
    """WCAG's relative luminance of a colour written ``#rrggbb``."""
    channels = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(background: str) -> str:
    """The colour to write with on a background: the one of white and ink that reads better."""
    return max((PAPER, INK), key=lambda ink: contrast(ink, background))
