"""What each form looks like (DOMAIN 3.2 to 3.7): its columns, what stands in them, and the rows of a page.

Rows are high enough to write in by hand, and nothing is printed smaller than 8 points. Black on white alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from juntos.core.calendar import months_between
from juntos.core.periods import Period

TEXT, PEN, TICK, RESULTS = "text", "pen", "tick", "results"
REST = 0  # the width of the one column that takes what the others leave
MONTHS_APART_MAX = 3
_MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
# The catalogue of reasons (DOMAIN 3.8) in the words of a form's foot.
REASON_WORDS = {
    "S1": "cerrado o sin personal",
    "S2": "sin vacuna o insumo",
    "S3": "maltrato o negativa",
    "S4": "formato tarde o perdido",
    "S5": "atendido y no registrado",
    "S6": "huelga",
    "A1": "camino o río cortado",
    "A2": "muy lejos",
    "D1": "enfermedad",
    "D2": "fallecimiento en la familia",
    "D3": "viaje o cosecha",
    "D4": "no vino",
    "D5": "no quiso",
    "P1": "se mudó",
    "P2": "no es de aquí",
}
_REASONS = " · ".join(f"{code} {words}" for code, words in REASON_WORDS.items())
_HEALTH = (
    f"Resultado: C cumple, N no cumple, U no ubicado, M se mudó, F falleció, E otro EESS. Motivo: {_REASONS}."
)
_SCHOOL = f"Situación: M matriculado, R retirado, T trasladado. Motivo: {_REASONS}."


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in mm (REST takes what is left), and what a blank cell of it holds."""

    title: str
    width: int
    kind: str = PEN


@dataclass(frozen=True)
class Layout:
    """A form's sheet. The first columns are TEXT, printed; ``groups`` are (title, how many columns).

    ``blank_rows`` is the least number of rows left free on a form for whom the list does not know yet.
    """

    kind: str
    title: str
    subtitle: str
    paper: str
    is_flipped: bool
    rows: int
    row_mm: float
    groups: Sequence[tuple[str, int]]
    columns: Sequence[Column]
    results: tuple[str, ...]
    legend: str
    signer: str
    blank_rows: int = 0
    head_mm: int = 11
    signer_mm: int = 78

    @property
    def table_mm(self) -> float:
        """How high the table is, whatever stands in it."""
        return 5 + self.head_mm + self.rows * self.row_mm

    @property
    def text_columns(self) -> int:
        return sum(column.kind == TEXT for column in self.columns)


_IDENTITY = (Column("N.º", 7, TEXT), Column("Código y centro poblado", 24, TEXT))
_NAME = Column("Apellidos y nombres", REST, TEXT)
_RESULTS_HEALTH = ("C", "N", "U", "M", "F", "E")
_SIGNER = "Firma y sello del jefe o responsable del establecimiento"

FS1 = Layout(
    kind="fs1",
    title="Formato Salud N.º 01",
    subtitle="Representantes que pueden firmar los formatos",
    paper="a4",
    is_flipped=True,
    rows=6,
    row_mm=18.5,
    groups=(("Puesto", 1), ("Persona", 4), ("Vigencia", 2), ("Muestra", 1)),
    columns=(
        Column("Cargo", 42, TEXT),
        Column("Apellidos y nombres", REST),
        Column("DNI", 21),
        Column("Profesión y n.º de colegio", 34),
        Column("Teléfono y correo", 38),
        Column("Desde", 17),
        Column("Hasta", 17),
        Column("Firma y sello", 58),
    ),
    results=(),
    legend="Un formato 02 o 03 firmado por quien no figura aquí, vigente ese día, se devuelve. Se llena al"
    " inicio y cada vez que cambia el personal. Adjunte el documento de designación.",
    signer=_SIGNER,
)
FS2 = Layout(
    kind="fs2",
    title="Formato Salud N.º 02",
    subtitle="Niñas y niños menores de seis años",
    paper="a4",
    is_flipped=True,
    rows=12,
    row_mm=9.5,
    groups=(("Identidad", 4), ("Le toca", 1), ("Controles", 3), ("Lo atendido", 5), ("Juntos", 4)),
    columns=(
        *_IDENTITY,
        _NAME,
        Column("H. clínica", 13, TEXT),
        Column("En el período; pendiente", 43, TEXT),
        Column("Fecha", 13),
        Column("N.º", 7),
        Column("Fecha del 2.º", 13),
        Column("Peso kg", 11),
        Column("Talla cm", 11),
        Column("Hb", 9),
        Column("Vacunas puestas", 23),
        Column("Hierro", 9, TICK),
        Column("Charla", 9, TICK),
        Column("Resultado", 15, RESULTS),
        Column("Mo- tivo", 9),
        Column("Próxima cita", 13),
    ),
    results=_RESULTS_HEALTH,
    legend=_HEALTH,
    signer=_SIGNER,
)
FS3 = Layout(
    kind="fs3",
    title="Formato Salud N.º 03",
    subtitle="Gestantes y puérperas · reservado: solo para el establecimiento de salud",
    paper="a4",
    is_flipped=True,
    rows=11,
    row_mm=10.4,
    groups=(("Identidad", 4), ("Embarazo", 2), ("Controles", 5), ("Parto y puerperio", 5), ("Juntos", 4)),
    columns=(
        *_IDENTITY,
        _NAME,
        Column("H. clínica", 12, TEXT),
        Column("FUR y FPP", 19, TEXT),
        Column("Le toca", 26, TEXT),
        Column("Fecha", 12),
        Column("Fecha", 12),
        Column("Total", 9),
        Column("Peso kg", 10),
        Column("Hb", 8),
        Column("Hierro", 9, TICK),
        Column("Plan parto", 9, TICK),
        Column("Parto: fecha y lugar", 18),
        Column("Vivo", 8, TICK),
        Column("Puer- perio", 11),
        Column("Charla", 9, TICK),
        Column("Resultado", 15, RESULTS),
        Column("Mo- tivo", 9),
        Column("Próxima cita", 12),
    ),
    results=_RESULTS_HEALTH,
    legend=_HEALTH,
    signer=_SIGNER,
    blank_rows=3,
)
SINGLE = Layout(
    kind="single",
    title="Formato único",
    subtitle="Lo que el establecimiento registra de todos modos; para Juntos, solo el motivo si no vino",
    paper="a3",
    is_flipped=True,
    rows=20,
    row_mm=9.6,
    groups=(
        ("Identidad", 4),
        ("Le toca", 1),
        ("Lo que se registra para CRED, gestantes y SIEN", 11),
        ("Juntos", 3),
    ),
    columns=(
        *_IDENTITY,
        _NAME,
        Column("H. clínica", 15, TEXT),
        Column("En el período; pendiente", 58, TEXT),
        Column("Fecha", 15),
        Column("N.º", 9),
        Column("Fecha del 2.º", 15),
        Column("Peso kg", 13),
        Column("Talla cm", 13),
        Column("Hb", 11),
        Column("Vacunas puestas", 36),
        Column("Hierro", 11, TICK),
        Column("FUR o FPP", 17),
        Column("Plan parto", 11, TICK),
        Column("Parto: fecha", 16),
        Column("Vino al menos una vez", 13, TICK),
        Column("Motivo si no", 14),
        Column("Próxima cita", 17),
    ),
    results=(),
    legend=f"Motivo: {_REASONS}.",
    signer=_SIGNER,
)
_PUPIL = (
    *_IDENTITY,
    _NAME,
)


def layout_of(kind: str, period: Period) -> Layout:
    """The sheet of a form for a period: that of education has a pair of columns for each of its months."""
    if kind != "education":
        return LAYOUTS[kind]
    months = months_between(period.since, period.until)
    names = [_MONTHS[m.month - 1] for m in months] if len(months) <= MONTHS_APART_MAX else ["todo el período"]
    width = 15 if len(names) < MONTHS_APART_MAX else 11
    apart = (Column("Días que asistió", width), Column("Faltas sin justificar", width))
    return Layout(
        kind="education",
        title="Formato de educación",
        subtitle="Asistencia a clases",
        paper="a4",
        is_flipped=False,
        rows=20,
        row_mm=9.7,
        groups=(("Identidad", 3), ("Aula", 2), *((name.capitalize(), 2) for name in names), ("Situación", 2)),
        columns=(
            *_PUPIL,
            Column("Grado", 11),
            Column("Sec- ción", 10),
            *(apart * len(names)),
            Column("Matrícula", 15, RESULTS),
            Column("Motivo", 12),
        ),
        results=("M", "R", "T"),
        legend=_SCHOOL,
        signer="Firma y sello del director o la directora",
        signer_mm=62,
    )


LAYOUTS = {layout.kind: layout for layout in (FS1, FS2, FS3, SINGLE)}
