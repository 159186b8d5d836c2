"""Lands beside the sample's, and the pregnancies of minors: what must never come through to who may not know.

Everything that hangs on some of the sample's households is copied under names that are nobody's, three times:
next door (the same district, other places and services), in another district of the region, and in
another region. Each holds a mirror of every account that is bounded within it. What a table of the
record is copied by is found in the models themselves, so a new table is copied too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction

from juntos.actions.registry.keys import index_people
from juntos.actions.supply.deciding import decide
from juntos.store import models as m

HOME_PLACE, HOME_CLINIC = "0306030001", "F00000001"
FAR = 10_000_000_000  # what the numbers that a copy gets by itself begin from, times its digits
FIRST = 1_000_000  # numbers below are the sample's, those above a copy's
LIST = "SISFOH-2012-01"
NOON = datetime(2012, 1, 20, 17, 0, tzinfo=UTC)
# Some of the sample's households: with a pregnant woman, a girl of 15, a change proposed, an exception, an
# error, a hold, a refusal.
HOUSEHOLDS = (316, 48, 55, 111, 325, 207, 255)
# Girls of school age whom no period asks anything of any more, the last of them the titular's own daughter.
GIRLS = (110, 722, 3)
NAMED = frozenset(
    {"name", "full_name", "surname1", "address", "venue", "audience", "minutes", "authorities", "file_name"}
)
NEVER = frozenset({"Event", "Seal", "SealedEvent", "NameKey", "NameWord", "NameSlip", "Cut", "Run"})
BY_NUMBER = {"household_id": "Household", "member_id": "Member", "place_id": "Place", "service_id": "Service"}
TOP = ("Region", "Province", "Zone", "District")

Maps = dict[str, dict[Any, Any]]


@dataclass(frozen=True)
class Land:
    """A copy: the word in every name of it, the digits in every code, and the levels that it has of its own.

    Its services and their bodies have a word of their own. ``bounded`` are the reaches whose accounts see
    nothing of it, and have a mirror in it; those of ``uses`` see its services alone.
    """

    word: str
    served: str
    digits: str
    own: frozenset[str]
    bounded: frozenset[str]
    uses: frozenset[str] = frozenset()


_BODIES = frozenset({"orders", "places", "community", "directorate", "network", "service", "household"})
# Who accompanies places of a district has all its services before them: people walk to the nearest.
NEXT_DOOR = Land(
    "Xilqarumi", "Phuyupata", "97", frozenset(), _BODIES, uses=frozenset({"places", "community"})
)
NEXT_DISTRICT = Land(
    "Zuqraqaqa", "Llaqolla", "98", frozenset({"Province", "Zone", "District"}), _BODIES | {"district", "zone"}
)
NEXT_REGION = Land("Wuxtawasi", "Ñawintuy", "99", frozenset(TOP), NEXT_DISTRICT.bounded | {"region"})
LANDS = (NEXT_DOOR, NEXT_DISTRICT, NEXT_REGION)


@transaction.atomic
def plant_home() -> None:
    """What the sample has none of, at some of its households: lists, assemblies, decisions, doubts."""
    place = m.Place.objects.get(code=HOME_PLACE)
    by = m.User.objects.get(login="gestor-001")
    told = m.SisfohList.objects.create(
        code=LIST, file_name="lista.xlsx", sha256="0" * 64, region="03", by=by, at=NOON,
        households_in=2, households_new=2, rows_rejected=0,
    )  # fmt: skip
    waiting = [_listed_household(place, told, line) for line in (1, 2)]
    assembly = m.Assembly.objects.create(
        place=place, convened_for=NOON, called_on=date(2012, 1, 5), venue="Local comunal", by=by, at=NOON
    )
    for home in waiting:
        m.AssemblyHousehold.objects.create(assembly=assembly, household=home)
        m.FieldVisit.objects.create(household=home, visited_on=date(2012, 1, 10), by=by, at=NOON)
        m.ListChange.objects.create(
            sisfoh_list=told, household=home, before='{"address": "Antes"}', after='{"address": "Ahora"}'
        )
    people = sorted(m.Member.objects.filter(household__in=HOUSEHOLDS[:2]), key=lambda one: one.household_id)
    first, second = people[0], people[-1]
    m.DuplicatePair.objects.create(
        household_a=first.household, household_b=second.household, kind="linkage", weight=5.0, found_at=NOON,
        person_a=min(first, second, key=lambda p: p.pk), person_b=max(first, second, key=lambda p: p.pk),
    )  # fmt: skip
    _plant_supply(place, by)
    m.Campaign.objects.create(kind="dni", place=place, held_on=date(2012, 1, 12), reached=3, by=by, at=NOON)
    for number in HOUSEHOLDS:
        home = m.Household.objects.get(pk=number)
        m.Residence.objects.create(
            household=home, place=home.place, since=date(2009, 1, 1), until=date(2010, 1, 1)
        )
        m.Classification.objects.create(
            household_id=number, period="2012-1", place=home.place, score=30.0, cutoff=40.0, is_offered=True
        )


def _listed_household(place: Any, told: Any, line: int) -> Any:
    home = m.Household.objects.create(
        household_id=8_000 + line, place=place, state="listed", poverty_class="extreme",
        sisfoh_list=told, list_code=told.code, list_line=str(line), classified_on=date(2012, 1, 1),
        class_until=date(2014, 1, 1),
    )  # fmt: skip
    for number, kinship, birth, sex in (
        (1, "titular", date(1985, 5, 5), "f"),
        (2, "child", date(2009, 3, 3), "m"),
    ):
        person = m.Member.objects.create(
            member_id=80_000 + 10 * line + number, household=home, given_names="Elvira", surname1="Ccoicca",
            surname2="Huamán", dni=f"3{line}{number}45678"[:8], birth_on=birth, sex=sex, kinship=kinship,
            is_target=kinship == "child", joined_on=date(2012, 1, 2),
        )  # fmt: skip
        index_people([(person.pk, person.given_names, person.surname1, person.surname2)])
    m.Household.objects.filter(pk=home.pk).update(titular_id=80_000 + 10 * line + 1)
    return home


def _plant_supply(place: Any, by: Any) -> None:
    used = m.Assignment.objects.filter(member__household__in=HOUSEHOLDS).values_list("service", flat=True)
    decide(sorted(set(used)), on=date(2012, 1, 10), by_id=by.pk, at=NOON)
    m.Waiver.objects.create(
        place=place, signed_on=date(2012, 1, 10), until=date(2012, 12, 31), reason="Sin otra oferta", at=NOON
    )
    m.Disclosure.objects.create(
        district=place.district, held_on=date(2012, 1, 11), audience="Concejo municipal", by=by, at=NOON
    )


@transaction.atomic
def plant(land: Land) -> None:
    """Copy the households and everything about them into a land."""
    maps = _seeds(land)
    for model in _in_order():
        _copy(model, land, maps)
    people = m.Member.objects.filter(pk__in=maps["Member"].values())
    index_people(people.values_list("pk", "given_names", "surname1", "surname2"))
    _mirror_accounts(land, maps)


def needles(land: Land) -> tuple[str, ...]:
    """What would betray a land's people on a page: the word of their names, codes, DNI, numbers."""
    theirs = m.Household.objects.filter(place__name__startswith=land.word)
    found = {land.word.lower()}
    found |= set(m.Place.objects.filter(name__startswith=land.word).values_list("code", flat=True))
    found |= set(
        m.Member.objects.filter(household__in=theirs, dni__isnull=False).values_list("dni", flat=True)
    )
    return tuple(sorted(found | {str(number) for number in theirs.values_list("pk", flat=True)}))


def service_needles(land: Land) -> tuple[str, ...]:
    """What would betray a land's services and the bodies above them."""
    found = {land.served.lower()}
    for model in (m.Service, m.Network):
        codes = model.objects.filter(name__startswith=land.served).values_list("code", flat=True)
        found |= {code.lower() for code in codes}
    return tuple(sorted(found))


@transaction.atomic
def plant_pregnancies() -> None:
    """The girls are pregnant: known, assigned, attended, on the clinic's form, proposed, in the last run."""
    clinic = m.Service.objects.get(code=HOME_CLINIC)
    run = m.Run.objects.order_by("-period", "-revision").first()
    batch = m.Batch.objects.filter(service=clinic).latest("delivered_on")
    for at, girl in enumerate(m.Member.objects.filter(pk__in=GIRLS).select_related("household")):
        since = date(2011, 11, 2 + at)
        m.Pregnancy.objects.create(member=girl, last_menstruation_on=since - timedelta(45), detected_on=since)
        m.Assignment.objects.create(member=girl, sector="health", service=clinic, since=since)
        for visit in range(3):
            m.Attendance.objects.create(
                member=girl, service=clinic, attended_on=since + timedelta(20 * visit), kind="prenatal",
                source="form", matched_by="list", recorded_at=date(2012, 1, 9),
            )  # fmt: skip
        m.FormRow.objects.create(
            batch=batch, member=girl, filled_by="service", is_signed=True, has_proof=False,
            recorded_at=date(2012, 1, 9),
        )  # fmt: skip
        m.PadronEvent.objects.create(
            kind="pregnancy", household=girl.household, member=girl, happened_on=since, proposed_at=NOON,
            facts='{"evidence": "Carné de control prenatal", "last_menstruation_on": "2011-09-20"}',
            state="proposed" if at == 0 else "approved", proposed_by=m.User.objects.get(login="salud"),
            decided_at=None if at == 0 else NOON,
        )  # fmt: skip
        _ask_controls(run, girl, clinic)


def _ask_controls(run: Any, girl: Any, clinic: Any) -> None:
    """In the last run she complies with her controls, where it did not ask something else of her."""
    if m.MemberResult.objects.filter(run=run, member_id=girl.pk).exists():
        return
    like = m.MemberResult.objects.filter(run=run, rule="prenatal", exempt_reason=None).values().first()
    own = {"id": None, "member_id": girl.pk, "household_id": girl.household_id, "age_months": 186}
    where = {"place_id": girl.household.place_id, "service_id": clinic.pk}
    m.MemberResult.objects.create(**{**like, **own, **where})


def _seeds(land: Land) -> Maps:
    """The numbers and codes of what is copied, and those of the levels that are not."""
    base = int(land.digits) * FIRST
    waiting = m.Household.objects.filter(list_code=LIST).values_list("pk", flat=True)
    homes = [*HOUSEHOLDS, *waiting]
    places = {*m.Household.objects.filter(pk__in=homes).values_list("place", flat=True)}
    used = set(m.Assignment.objects.filter(member__household__in=homes).values_list("service", flat=True))
    maps: Maps = {
        "Household": {pk: base + pk for pk in homes},
        "Place": {pk: base + pk for pk in places},
        "Service": {pk: base + pk for pk in used},
        "Network": {
            pk: base + pk for pk in m.Network.objects.filter(pk__lt=FIRST).values_list("pk", flat=True)
        },
        "SisfohList": {
            pk: base + pk for pk in m.SisfohList.objects.filter(code=LIST).values_list("pk", flat=True)
        },
        "Post": {pk: base + pk for pk in m.Post.objects.filter(pk__lt=FIRST).values_list("pk", flat=True)},
        "User": _bounded_accounts(land, base),
    }
    for name in TOP:
        words = tuple(one.word for one in LANDS)
        rows = getattr(m, name).objects.values_list("pk", "name")
        codes = [pk for pk, said in rows if not said.startswith(words)]
        maps[name] = {pk: _own_key(name, pk, land) if name in land.own else pk for pk in codes}
    return maps


def _bounded_accounts(land: Land, base: int) -> dict[Any, Any]:
    held = m.UserScope.objects.filter(reach__in=land.bounded, user__lt=FIRST).values_list("user", flat=True)
    return {pk: base + pk for pk in held}


def _own_key(name: str, pk: Any, land: Land) -> Any:
    if name == "Zone":
        return int(land.digits) * FIRST + pk
    return _code(str(pk), land)


def _code(code: str, land: Land) -> str:
    """The code of a copy: the level that is its own gets the land's digits, those below begin with it."""
    if not code.isdecimal():
        return code[:1] + land.digits + code[3:] if code[:1] == "F" else f"{code[:3]}{land.digits}{code[-1]}"
    if "Region" in land.own:
        return land.digits + code[2:]
    if "Province" in land.own:
        return code[:2] + land.digits + code[4:]
    return code[:6] + land.digits + code[8:]


def _in_order() -> Iterable[Any]:
    """The record's tables, each after those that it points at; a household before its titular."""
    waiting = [model for model in apps.get_app_config("store").get_models() if model.__name__ not in NEVER]
    done: set[str] = {
        "User",
        "UserScope",
        "SecondFactor",
        "RecoveryCode",
        "SignInAttempt",
        "ColumnMapping",
        *NEVER,
    }
    waiting = [model for model in waiting if model.__name__ not in done]
    while waiting:
        ready = [model for model in waiting if _points_at(model) <= done]
        assert ready, waiting
        yield from ready
        done |= {model.__name__ for model in ready}
        waiting = [model for model in waiting if model not in ready]


def _points_at(model: Any) -> set[str]:
    found = {field.related_model.__name__ for field in _keys(model)} - {model.__name__}
    return found - {"Member"} if model is m.Household else found


def _keys(model: Any) -> list[Any]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def _copy(model: Any, land: Land, maps: Maps) -> None:
    name = model.__name__
    if name in TOP and name not in land.own:
        return
    held = maps.setdefault(name, {})
    is_seeded = bool(held)
    made = []
    for row in model.objects.order_by("pk").values():
        if is_seeded and row[model._meta.pk.attname] not in held:
            continue
        new = _moved(model, row, maps, is_seeded=is_seeded)
        if new is not None:
            old = row[model._meta.pk.attname]
            new[model._meta.pk.attname] = held.get(old) or int(land.digits) * FAR + old
            held[old] = new[model._meta.pk.attname]
            made.append(model(**_renamed(new, name, land)))
    model.objects.bulk_create(made)


def _moved(model: Any, row: Mapping[str, Any], maps: Maps, *, is_seeded: bool) -> dict[str, Any] | None:
    """The row with what it points at changed; None for a row of something that is not copied."""
    new, is_theirs = dict(row), is_seeded
    pointing = {field.attname: field.related_model.__name__ for field in _keys(model)}
    for column, name in {**{c: n for c, n in BY_NUMBER.items() if c in row}, **pointing}.items():
        value = row[column]
        if value is None or name in NEVER or column == model._meta.pk.attname:
            continue
        if name == "User":
            new[column] = maps["User"].get(value, value)
        elif name == "Member" and model is m.Household:
            new[column] = int(value) + FAR * _digits(maps)
        elif value not in maps.get(name, {}):
            if column == "service_id" and model in (m.MemberResult, m.AttributionResult):
                continue
            return None
        else:
            new[column] = maps[name][value]
            is_theirs = is_theirs or new[column] != value
    return new if is_theirs else None


def _digits(maps: Maps) -> int:
    old, new = next(iter(maps["Place"].items()))
    return int((new - old) // FIRST)


def _renamed(row: dict[str, Any], name: str, land: Land) -> dict[str, Any]:
    word = land.served if name in ("Service", "Network", "Representative") else land.word
    for column, value in row.items():
        if column in NAMED and value and isinstance(value, str):
            row[column] = f"{word} {value}" if column != "surname1" else word
        elif column == "code" and name in ("Place", "Service", "Network"):
            row[column] = _code(value, land)
        elif column == "dni" and value:
            row[column] = land.digits + value[2:]
        elif column in ("list_code", "code") and name in ("Household", "SisfohList"):
            row[column] = f"{value}-{land.word}" if value else value
        elif column == "latitude" and value:
            row[column] = value + int(land.digits) / 100  # an hour's flight: nobody goes there by mistake
        elif column == "sha256":
            row[column] = land.digits + value[2:]
        elif column == "region" and name == "SisfohList" and "Region" in land.own:
            row[column] = land.digits
    codes = {"Zone": f"Z{land.digits}-4", "PayPoint": f"{land.digits}{row.get('code')}"}
    row |= {"code": codes[name]} if name in codes else {}
    return row


def _mirror_accounts(land: Land, maps: Maps) -> None:
    """The same accounts as the sample's, each with the scope that mirrors its own."""
    codes = {code: _code(code, land) for code in m.UserScope.objects.values_list("code", flat=True)}
    codes |= {str(old): str(new) for old, new in maps["Household"].items()}
    codes |= {"Z01-4": f"Z{land.digits}-4", "2": str(maps["Household"][HOUSEHOLDS[1]])}
    homes = m.Place.objects.filter(pk__in=maps["Place"].values()).values_list("code", flat=True)
    for user in m.User.objects.filter(pk__in=maps["User"]):
        scopes = [(s.reach, codes[s.code]) for s in user.scopes.all()]
        user.pk, user.login = maps["User"][user.pk], f"{land.word.lower()}-{user.login}"
        user.full_name = f"{land.word} {user.full_name}"
        user.save(force_insert=True)
        kept = [(reach, code) for reach, code in scopes if len(code) != 10 or code in homes]
        m.UserScope.objects.bulk_create(m.UserScope(user=user, reach=r, code=c) for r, c in kept)
