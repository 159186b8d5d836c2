"""Elements of SVG as escaped text: the one place where markup is put together by hand."""

from markupsafe import Markup

Attribute = str | int | float


def tag(name: str, attributes: dict[str, Attribute], *children: str) -> Markup:
    """An element; text among the children is escaped, markup is kept."""
    written = Markup("").join(Markup(' {}="{}"').format(k, _text(v)) for k, v in attributes.items())
    inside = Markup("").join(children)
    return Markup("<{0}{1}>{2}</{0}>").format(name, written, inside)


def text(x: float, y: float, words: str, **attributes: Attribute) -> Markup:
    """A line of text; ``anchor`` and ``weight`` stand for the longer names."""
    names = {"anchor": "text-anchor", "weight": "font-weight", "size": "font-size", "class_": "class"}
    return tag("text", {"x": x, "y": y, **{names.get(k, k): v for k, v in attributes.items()}}, words)


def drawing(size: tuple[float, float], key: str, title: str, description: str, *children: str) -> Markup:
    """A picture that says what it is to who cannot see it; ``key`` makes its ids unique in a page."""
    head = (
        tag("title", {"id": f"{key}-title"}, title),
        tag("desc", {"id": f"{key}-desc"}, description),
    )
    attributes: dict[str, Attribute] = {
        "viewBox": f"0 0 {_text(size[0])} {_text(size[1])}",
        "role": "img",
        "aria-labelledby": f"{key}-title {key}-desc",
        "class": "drawing",
    }
    return tag("svg", attributes, *head, *children)


def hatching(key: str, ink: str, paper: str) -> Markup:
    """The definition of a texture of slanted lines, to be used as ``fill="url(#key)"``."""
    size: dict[str, Attribute] = {"id": key, "width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
    lines = tag("path", {"d": "M-1 1l2-2M0 6l6-6M5 7l2-2", "stroke": ink, "stroke-width": 1.2})
    back = tag("rect", {"width": 6, "height": 6, "fill": paper})
    return tag("defs", {}, tag("pattern", size, back, lines))


def _text(value: Attribute) -> str:
    """Coordinates to a tenth: finer is not seen, and weighs."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
