"""What cannot be, in a list's households and people: days, ages, numbers repeated, titulares."""

from collections.abc import Iterable
from datetime import date

from juntos.interop.sisfoh.frame import Frame
from juntos.interop.sisfoh.grouping import Group, has_person, missing_of_person
from juntos.interop.sisfoh.intake import Options

AGE_MAX = 120
MAJORITY = 18  # who signs the agreement is of age (Civil Code, article 42)


def check_people(frame: Frame, groups: Iterable[Group], options: Options) -> None:
    """Each person by itself, and each DNI against all the others."""
    by_dni: dict[object, int] = {}
    for group in groups:
        for at in group.rows:
            if not has_person(frame, at):
                continue
            missing_of_person(frame, at)
            _check_days(frame, at, options.today)
            if frame.values["is_pregnant"][at] and frame.values["sex"][at] == "m":
                frame.fault(at, "list-pregnant-man", "is_pregnant")
            dni = frame.values["dni"][at]
            if dni is None:
                continue
            first = by_dni.setdefault(dni, at)
            if first != at:
                frame.fault(at, "list-dni-twice", "dni", other=str(frame.number(first)))
                _tell_first(frame, first, at)


def _tell_first(frame: Frame, first: int, at: int) -> None:
    """The row that had the DNI first goes back too: which of the two is right nobody here can know."""
    if not any(fault.code == "list-dni-twice" for fault in frame.bad.get(first, ())):
        frame.fault(first, "list-dni-twice", "dni", other=str(frame.number(at)))


def _check_days(frame: Frame, at: int, today: date) -> None:
    birth = frame.values["birth_on"][at]
    if not isinstance(birth, date):
        return
    if birth > today:
        frame.fault(at, "list-birth-ahead", "birth_on")
    elif years(birth, today) > AGE_MAX:
        frame.fault(at, "list-too-old", "birth_on", str(AGE_MAX))


def years(birth: date, day: date) -> int:
    """Whole years lived on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def check_household(frame: Frame, group: Group, options: Options) -> None:
    """A household's place, days and titular."""
    first = group.rows[0]
    place = group.facts.get("place_code")
    if options.places and isinstance(place, str) and len(place) == 10 and place not in options.places:
        frame.fault(first, "list-place-unknown", "place_code")
    since, until = group.facts.get("classified_on"), group.facts.get("class_until")
    if isinstance(since, date) and since > options.today:
        frame.fault(first, "list-classified-ahead", "classified_on")
    if isinstance(since, date) and isinstance(until, date) and until < since:
        frame.fault(first, "list-span", "class_until", str(since))
    elif isinstance(until, date) and until < options.today:
        frame.note(first, "list-class-expired", "class_until")
    score = group.facts.get("score")
    if isinstance(score, float) and score < 0:
        frame.fault(first, "list-score-low", "score")
    _check_titular(frame, group, options.today)


def _check_titular(frame: Frame, group: Group, today: date) -> None:
    """One titular of age; where the list names none, the head of the household stands for it."""
    titulars = [at for at in group.rows if frame.values["kinship"][at] == "titular"]
    heads = [at for at in group.rows if frame.values["kinship"][at] == "head"]
    if not titulars and len(heads) == 1:
        titulars = heads
        frame.values["kinship"][heads[0]] = "titular"
        frame.note(heads[0], "list-head-is-titular", "kinship")
    if not titulars:
        if not any(frame.raws["kinship"][at] and frame.values["kinship"][at] is None for at in group.rows):
            frame.fault(group.rows[0], "list-no-titular", "kinship")
        return
    for at in titulars[1:]:
        code = "list-two-titulars" if at - titulars[0] < len(group.rows) else "list-line-twice"
        name = "kinship" if code == "list-two-titulars" else "line"
        frame.fault(at, code, name, other=str(frame.number(titulars[0])))
    birth = frame.values["birth_on"][titulars[0]]
    if isinstance(birth, date) and birth <= today and years(birth, today) < MAJORITY:
        frame.fault(titulars[0], "list-titular-minor", "birth_on", str(MAJORITY))
    if frame.values["dni"][titulars[0]] is None and not frame.bad.get(titulars[0]):
        frame.note(titulars[0], "list-titular-no-dni", "dni")
