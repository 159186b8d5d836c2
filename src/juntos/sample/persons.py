"""Everyone in the cuts' households, by name: members under their own codes, and the adults around them."""

from dataclasses import dataclass

import numpy as np

from juntos.sample.cuts import TITULAR_CODES, has_dni_in
from juntos.sample.department import Year
from juntos.sample.draws import Random, day, stream
from juntos.sample.families import (
    CHILD,
    FEMALE,
    GRANDCHILD,
    GRANDPARENT,
    KINSHIPS,
    MALE,
    MOTHER_MIN,
    OTHER,
    PARTNER,
    TITULAR,
    Adults,
    Needs,
    draw_adults,
)
from juntos.sample.frames import NONE, Array, Frame, Words
from juntos.sample.naming import PHONES, dnis, draw_given, surnames, texts_of
from juntos.sample.year import BIMESTERS, DNI_CAMPAIGN_FROM

ADULT_CODES = 8_000_000_000  # the other adults' codes, ten for each household
ADULTS_PER_HOUSEHOLD = 10
PHONE_SHARE = 0.20  # DOMAIN 8.3
ADULT_DNI = 0.97
LISTS_UNTIL = day("2010-12-31")  # the lists of 2011 are those still to be enrolled
LINES_PER_DEPARTMENT = 100_000
EXTREME_BELOW, POOR_BELOW = 36.0, 55.0  # our scale: the score of the time was not published
STREETS = (
    "Jr. Grau",
    "Jr. Bolívar",
    "Jr. Los Libertadores",
    "Av. Perú",
    "Jr. Micaela Bastidas",
    "Jr. Arguedas",
)
SECTORS = (
    "Sector Pampa",
    "Sector Alto",
    "Sector Bajo",
    "Sector Puquio",
    "Sector Iglesia",
    "Sector Huayco",
    "Sector Chacra",
    "Sector Molino",
    "Anexo Ccollpa",
    "Anexo Pucará",
    "Anexo Santa Cruz",
    "Barrio Belén",
    "Barrio Centro",
)


@dataclass(frozen=True)
class Persons:
    """People and where they come from, as frames.

    ``is_here`` and ``is_member`` say which households and members are in any cut; ``last`` the last cut
    that each member is in; ``mother`` is the code of each member's mother; ``titular`` (or who would be) and
    ``partner`` are by household; NONE where the people have nobody.
    """

    people: Frame
    households: Frame
    is_here: Array
    is_member: Array
    last: Array
    mother: Array
    titular: Array
    partner: Array


def build_persons(year: Year) -> Persons:
    """The people of a department's cuts, in the order of their codes."""
    random = stream(year.seed, year.department.number, "record-people")
    people = year.department.people
    homes, members = people.households, people.members
    is_here, is_member = np.zeros(len(homes.place), bool), np.zeros(len(members.birth), bool)
    last = np.full(len(members.birth), -1)
    for bimester in BIMESTERS:
        home, here = people.in_cut(bimester.number)
        is_here, is_member = is_here | home, is_member | here
        last[here] = bimester.number
    relatives = _relatives(year, is_member)
    adults = draw_adults(random, relatives.needs, len(year.department.territory.district))
    has_phone = random.random(len(homes.place)) < PHONE_SHARE
    phone = np.where(has_phone, PHONES + random.integers(0, 10_000, len(homes.place)), NONE)
    rows = [_member_rows(year, adults, relatives, is_member), *_adult_rows(year, adults, is_here)]
    columns = {name: np.concatenate([part[name] for part in rows]) for name in rows[0]}
    at = np.argsort(columns["person_id"])
    columns = {name: column[at] for name, column in columns.items()}
    has_dni = _with_dni(random, year, columns, last)
    frame: Frame = {
        "person_id": columns["person_id"],
        "household_id": year.household_ids[columns["household"]],
        "given_names": draw_given(random, columns["sex"], columns["birth"], columns["household"]),
        "surname1": Words(columns["surname1"], surnames()),
        "surname2": Words(columns["surname2"], surnames()),
        "dni": texts_of(dnis(year.seed, year.department.number, len(at)), has_dni),
        "birth_on": columns["birth"],
        "sex": Words(columns["sex"], ("f", "m")),
        "kinship": Words(columns["kinship"], KINSHIPS),
        "is_target": columns["member"] >= 0,
        "joined_on": columns["joined"],
        "phone": texts_of(
            phone[columns["household"]],
            (columns["kinship"] == TITULAR) & (phone[columns["household"]] != NONE),
        ),
    }
    households = _households(random, year, is_here, phone)
    return Persons(frame, households, is_here, is_member, last, *_parents(year, adults, relatives, is_member))


@dataclass(frozen=True)
class _Relatives:
    """Whose child each member is: ``mother`` is the position of the pregnant woman who bore it, or −1.

    ``woman`` is, by household, the position of its first pregnant woman, or −1.
    """

    needs: Needs
    mother: Array
    woman: Array


def _relatives(year: Year, is_member: Array) -> _Relatives:
    people, pregnancies = year.department.people, year.department.people.pregnancies
    homes, members = people.households, people.members
    count = len(homes.place)
    key = members.household * 100_000 + members.birth
    ended = np.flatnonzero(pregnancies.ended != NONE)
    births = members.household[pregnancies.member[ended]] * 100_000 + pregnancies.ended[ended]
    order = np.argsort(births)
    mother = np.full(len(key), -1)
    if len(order):
        found = np.minimum(np.searchsorted(births[order], key), len(order) - 1)
        is_born = (births[order][found] == key) & ~members.is_woman
        mother = np.where(is_born, pregnancies.member[ended][order][found], -1)
    woman = np.full(count, -1)
    women = np.flatnonzero(members.is_woman & is_member)
    woman[members.household[women[::-1]]] = women[::-1]
    own = np.flatnonzero(is_member & ~members.is_woman & (mother == -1))
    eldest, youngest = np.full(count, 2**31), np.full(count, NONE)
    np.minimum.at(eldest, members.household[own], members.birth[own])
    np.maximum.at(youngest, members.household[own], members.birth[own])
    # A household whose only children are newborn or not in the cuts: an adult of thirty or so signs.
    bare = (eldest == 2**31) & (woman == -1)
    eldest = np.where(bare, day("2003-06-30"), np.where(eldest == 2**31, NONE, eldest))
    youngest = np.where(bare, day("2003-06-30"), youngest)
    birth = np.where(woman >= 0, members.birth[woman], NONE)
    return _Relatives(Needs(homes.place, eldest, youngest, birth, homes.affiliated), mother, woman)


Rows = dict[str, Array]


def _member_rows(year: Year, adults: Adults, relatives: _Relatives, is_member: Array) -> Rows:
    """The target members: children of the titular, of her daughter, or of another woman of the house."""
    members = year.department.people.members
    at = np.flatnonzero(is_member)
    home, birth = members.household[at], members.birth[at]
    is_first = relatives.woman[home] == at
    is_wife = members.is_woman[at] & is_first & adults.is_wife[home]
    is_kin = members.is_woman[at] & (birth - adults.birth[home] >= MOTHER_MIN) & ~is_wife
    is_daughter = members.is_woman[at] & is_first & adults.is_daughter[home]
    of_daughter = ~members.is_woman[at] & adults.is_daughter[home]
    mother = relatives.mother[at]
    by_woman = ~members.is_woman[at] & (mother >= 0)
    of_wife = by_woman & adults.is_wife[home] & (mother == relatives.woman[home])
    of_other = by_woman & ~of_wife & ~of_daughter
    mother_kin = is_kin_of(members.birth[mother], adults.birth[home])
    kinship = np.select(
        [is_wife, is_kin, members.is_woman[at], of_daughter, of_other & mother_kin, of_other],
        [PARTNER, CHILD, OTHER, GRANDCHILD, GRANDCHILD, OTHER],
        CHILD,
    )
    surname1 = np.where(of_daughter | of_other, adults.stranger[home], adults.father[home])
    surname2 = np.where(of_daughter, adults.woman_surname1[home], adults.mother[home])
    is_outsider = members.is_woman[at] & (is_wife | ~is_kin)
    first1 = np.where(is_first, adults.woman_surname1[home], adults.stranger[home])
    surname1 = np.where(is_outsider, first1, surname1)
    surname2 = np.where(is_outsider, adults.woman_surname2[home], surname2)
    surname1 = np.where(is_daughter, adults.woman_surname1[home], surname1)
    surname2 = np.where(is_daughter, adults.woman_surname2[home], surname2)
    by_code = np.full(len(members.birth), -1)
    by_code[at] = surname1
    is_known = of_other & (by_code[mother] >= 0)  # the mother too is in the cuts
    surname2 = np.where(is_known, by_code[mother], surname2)
    return {
        "person_id": year.member_ids[at],
        "household": home,
        "member": at,
        "birth": birth,
        "sex": members.sex[at],
        "kinship": kinship,
        "surname1": surname1,
        "surname2": surname2,
        "joined": members.joined[at],
    }


def _parents(
    year: Year, adults: Adults, relatives: _Relatives, is_member: Array
) -> tuple[Array, Array, Array]:
    """By member the code of its mother; by household those of who signs and the partner. NONE for nobody."""
    members, homes = year.department.people.members, year.department.people.households
    home, woman = members.household, relatives.woman
    base = ADULT_CODES + year.household_ids * ADULTS_PER_HOUSEHOLD
    signs = np.where(homes.has_titular, TITULAR_CODES + year.household_ids, base)
    partner = np.where(adults.has_partner, base + 1, NONE)
    partner = np.where(adults.is_wife, year.member_ids[woman], partner)
    lady = np.where(adults.sex == FEMALE, signs, partner)
    by_daughter = np.where(adults.is_daughter, year.member_ids[woman], lady)
    bearer = np.where(is_member[relatives.mother], year.member_ids[relatives.mother], NONE)
    return np.where(relatives.mother >= 0, bearer, by_daughter[home]), signs, partner


def is_kin_of(birth: Array, parent: Array) -> Array:
    """Whether somebody born then may be the child of somebody born at ``parent``."""
    return np.asarray(birth - parent >= MOTHER_MIN)


def _adult_rows(year: Year, adults: Adults, is_here: Array) -> list[Rows]:
    """Titulares under the codes of the cuts; partners, grandparents, and who does not sign, under others."""
    homes = year.department.people.households
    signs = homes.has_titular

    def rows(here: Array, codes: Array, columns: tuple[Array, ...], kinship: Array) -> Rows:
        at = np.flatnonzero(here & is_here)
        birth, sex, first, second = (column[at] for column in columns)
        return {
            "person_id": codes[at],
            "household": at,
            "member": np.full(len(at), -1),
            "birth": birth,
            "sex": sex,
            "kinship": kinship[at],
            "surname1": first,
            "surname2": second,
            "joined": homes.affiliated[at],
        }

    base = ADULT_CODES + year.household_ids * ADULTS_PER_HOUSEHOLD
    titular = (adults.birth, adults.sex, adults.surname1, adults.surname2)
    partner = (adults.partner_birth, 1 - adults.sex, adults.partner_surname1, adults.partner_surname2)
    parent1 = np.where(adults.grandparent_sex == MALE, adults.surname1, adults.surname2)
    parent = (adults.grandparent_birth, adults.grandparent_sex, parent1, adults.stranger)
    everyone = np.ones(len(signs), bool)
    return [
        rows(
            everyone,
            np.where(signs, TITULAR_CODES + year.household_ids, base),
            titular,
            np.where(signs, TITULAR, OTHER),
        ),
        rows(adults.has_partner, base + 1, partner, np.where(signs, PARTNER, OTHER)),
        rows(adults.has_grandparent, base + 2, parent, np.where(signs, GRANDPARENT, OTHER)),
    ]


def _with_dni(random: Random, year: Year, columns: Rows, last: Array) -> Array:
    """Who has a DNI: members as their last cut says, titulares all, other adults nearly all."""
    member = columns["member"]
    before, after = has_dni_in(year, 0), has_dni_in(year, DNI_CAMPAIGN_FROM)
    of_members = np.where(last >= DNI_CAMPAIGN_FROM, after, before)
    adult = (columns["kinship"] == TITULAR) | (random.random(len(member)) < ADULT_DNI)
    return np.where(member >= 0, of_members[member], adult)


def _households(random: Random, year: Year, is_here: Array, phone: Array) -> Frame:
    """The list, the line and the score that each household came with, and its address."""
    homes = year.department.people.households
    at = np.flatnonzero(is_here)
    before = random.integers(30, 200, len(homes.place))
    classified = np.minimum(np.minimum(homes.affiliated, homes.class_until), LISTS_UNTIL) - before
    lists = _semester(classified[at])
    codes, which = np.unique(lists, return_inverse=True)
    line = np.zeros(len(at), np.int64)
    for code in range(len(codes)):
        mine = np.flatnonzero(which == code)
        line[mine] = 1 + np.arange(len(mine))
    luck = random.random(len(homes.place))
    poor = EXTREME_BELOW + luck * (POOR_BELOW - EXTREME_BELOW - 0.01)
    score = np.where(homes.poverty == 0, 8 + luck * (EXTREME_BELOW - 8.01), poor)
    return {
        "household_id": year.household_ids[at],
        "sisfoh_list": Words(which, tuple(f"{code // 2}-{code % 2 + 1}" for code in codes.tolist())),
        "sisfoh_line": year.department.number * LINES_PER_DEPARTMENT + line,
        "sisfoh_score": np.floor(score[at] * 100) / 100,
        "classified_on": classified[at],
        "address": draw_addresses(random, len(at)),
        "phone": texts_of(phone[at], phone[at] != NONE),
    }


def _semester(days: Array) -> Array:
    """The half-year of each day, counted from year zero."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return 1970 * 2 + months // 6


def draw_addresses(random: Random, count: int) -> Words:
    """A street and number in one case of four; else a sector or hamlet, which has no numbers."""
    streets = tuple(f"{street} {number}" for street in STREETS for number in (*range(101, 999, 7), "s/n"))
    known = SECTORS + streets
    in_street = random.random(count) < 0.25
    at = np.where(
        in_street,
        len(SECTORS) + random.integers(0, len(streets), count),
        random.integers(0, len(SECTORS), count),
    )
    return Words(at, known)
