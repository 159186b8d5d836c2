"""Gathers a list's rows into households: by their number, filled down where only the first row has it."""

from dataclasses import dataclass, field

from juntos.interop.sisfoh.columns import shown
from juntos.interop.sisfoh.fields import BY_NAME, HOUSEHOLD_FIELDS, STANDS_FOR
from juntos.interop.sisfoh.frame import Frame
from juntos.interop.sisfoh.intake import Options
from juntos.interop.sisfoh.sheet import has_text

NEEDED_OF_A_HOUSEHOLD = ("place_code", "poverty_class")
NEEDED_OF_A_PERSON = ("surname1", "given_names", "kinship", "sex", "birth_on")
# Free text, which nobody writes twice in the same way, is not compared between a household's rows.
COMPARED = tuple(
    name for name in HOUSEHOLD_FIELDS if name not in ("address", "place_name", "list_code", "line")
)


@dataclass
class Group:
    """The rows of one household, in order; ``facts`` its fields, each from its first row that has it."""

    list_code: str
    line: int | None
    rows: list[int] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)


def grouped(frame: Frame, options: Options) -> list[Group]:
    """The households, in the order of their first rows, each with its facts; the faults are in the frame."""
    groups = _gathered(frame, options)
    for group in groups:
        _put_facts(frame, group)
        first = group.rows[0]
        for name in NEEDED_OF_A_HOUSEHOLD:
            if group.facts.get(name) is None and not _is_wrong(frame, group.rows, name):
                frame.fault(first, "list-missing", name)
    return groups


def has_person(frame: Frame, at: int) -> bool:
    """Whether a row says anything of a person; a household's own line may stand above its people."""
    return frame.is_person[at]


def missing_of_person(frame: Frame, at: int) -> None:
    """A fault for each cell that a person needs and the row lacks."""
    for name in NEEDED_OF_A_PERSON:
        if frame.values[name][at] is None or frame.values[name][at] == "":
            shown_in = _column_of(frame, at, name)
            if not _is_wrong(frame, [at], shown_in):
                frame.fault(at, "list-missing", shown_in, expected=BY_NAME[name].expected)


def _column_of(frame: Frame, at: int, name: str) -> str:
    """The field whose column gives another: «Apellidos y nombres» gives the surname."""
    columns = frame.mappings[frame.rows[at].sheet].columns
    if name in columns:
        return name
    return next((field for field, given in STANDS_FOR.items() if field in columns and name in given), name)


def _is_wrong(frame: Frame, rows: list[int], name: str) -> bool:
    """Whether the field's cell in some of the rows is there and cannot be read: that is said already."""
    return any((at, name) in frame.wrong for at in rows)


def _gathered(frame: Frame, options: Options) -> list[Group]:
    """Each row in its household: the one of its number, or the one above when it has none of its own."""
    groups: list[Group] = []
    known: dict[tuple[str, int], Group] = {}
    seen: dict[str, int] = {}
    current: Group | None = None
    sheet = -1
    for at, line in enumerate(frame.values["line"]):
        if frame.rows[at].sheet != sheet:
            sheet, current = frame.rows[at].sheet, None
        before = current
        current = _group_of(frame, at, current, known, options)
        if current.rows and current is not before and isinstance(line, int):
            frame.note(at, "list-household-apart", "line", other=str(frame.number(current.rows[-1])))
        if not current.rows:
            groups.append(current)
        key = "\x1f".join((str(id(current)), *map(str.strip, frame.cells(at))))
        if key in seen:
            frame.note(at, "list-row-twice", other=str(frame.number(seen[key])))
            frame.ignored.add(at)
            continue
        seen[key] = at
        current.rows.append(at)
    return groups


def _group_of(
    frame: Frame, at: int, above: Group | None, known: dict[tuple[str, int], Group], options: Options
) -> Group:
    """The household of a row. One whose number cannot be read goes back with the household above it."""
    line = frame.values["line"][at]
    if isinstance(line, int):
        carried = above.list_code if above is not None else options.list_code
        code = str(frame.values["list_code"][at] or carried)
        group = known.get((code, line))
        if group is None:
            group = known[code, line] = Group(code, line)
        return group
    is_filled = above is not None and not has_text(frame.raws[name][at] for name in HOUSEHOLD_FIELDS)
    if not is_filled and not _is_wrong(frame, [at], "line"):
        frame.fault(at, "list-missing", "line")
    return above if above is not None else Group(options.list_code, None)


def _put_facts(frame: Frame, group: Group) -> None:
    """A household's fields from its rows; a row that says another thing than the first is a fault."""
    for name in HOUSEHOLD_FIELDS[2:]:
        column = frame.values[name]
        said_at = -1
        for at in group.rows:
            value = column[at]
            if value is None:
                continue
            if said_at < 0:
                said_at, group.facts[name] = at, value
            elif value != group.facts[name] and name in COMPARED:
                other = str(frame.number(said_at))
                frame.fault(at, "list-household-differs", name, shown(group.facts[name]), other=other)
    _put_place(frame, group)


def _put_place(frame: Frame, group: Group) -> None:
    """The place's ten digits and the district's six, which must agree."""
    place, ubigeo = group.facts.get("place_code"), group.facts.get("ubigeo")
    if not isinstance(place, str):
        return
    if len(place) == 4:
        if not isinstance(ubigeo, str):
            frame.fault(group.rows[0], "list-code-length", "place_code")
            return
        place = ubigeo + place
    if isinstance(ubigeo, str) and not place.startswith(ubigeo):
        frame.fault(group.rows[0], "list-place-elsewhere", "place_code", ubigeo)
    group.facts["place_code"], group.facts["ubigeo"] = place, place[:6]
