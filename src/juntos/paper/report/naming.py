"""How the report names its periods and its territory."""

from juntos.paper import formats
from juntos.paper.report.figures import Figures


def short_names(figures: Figures) -> tuple[str, ...]:
    """The months of each period, for the foot of a chart."""
    return tuple(formats.months(run.period) for run in figures.runs)


def period_name(figures: Figures, label: str) -> str:
    """A period as ``2011-3 (may–jun)``; anything else is the whole time of the report."""
    names = {run.period.label: f"{run.period.label} ({formats.months(run.period)})" for run in figures.runs}
    return names.get(label, "Todo el tiempo")


def unplaced(figures: Figures) -> str:
    """The districts that a map cannot show."""
    names = [d.name for d in figures.districts if d.position is None]
    return f" Sin coordenadas en el corte, solo en la tabla: {', '.join(names)}." if names else ""
