"""The adults around invented children: who signs, who lives with them, and what surnames follow."""

from dataclasses import dataclass

import numpy as np

from juntos.sample.draws import Random
from juntos.sample.frames import NONE, Array
from juntos.sample.naming import draw_surnames

KINSHIPS = ("titular", "partner", "child", "grandchild", "grandparent", "other")
TITULAR, PARTNER, CHILD, GRANDCHILD, GRANDPARENT, OTHER = range(6)
FEMALE, MALE = 0, 1
MALE_TITULARS = 0.04  # DOMAIN 8.3: 96 % are women
YEAR = 365.25
MOTHER_MIN, MOTHER_MAX = round(15.4 * YEAR), round(45 * YEAR)  # a mother's age at any of her births
MAJORITY = round(18.1 * YEAR)
# Our assumptions: how often a titular lives with a partner, and with a parent.
WITH_PARTNER, MAN_WITH_PARTNER, WITH_GRANDPARENT = 0.72, 0.5, 0.07
# A pregnant woman who may be the children's mother is the titular man's wife, or the titular's daughter.
WIFE_SHARE = 0.4


@dataclass(frozen=True)
class Needs:
    """What a household asks of its adults: its place, its own children's births, and a pregnant woman's.

    Births are NONE where there is no such child or woman. ``signs_on`` is a day on which the titular is
    of age already.
    """

    place: Array
    eldest: Array
    youngest: Array
    woman: Array
    signs_on: Array


@dataclass(frozen=True)
class Adults:
    """By household: the titular, and the partner and the grandparent where there is one.

    ``is_wife``: the pregnant woman is the titular's wife; ``is_daughter``: she is the mother of the children
    and the titular's daughter. ``father`` and ``mother`` are the first surnames that the titular's children
    carry; ``stranger`` that of the father of a daughter's children.
    """

    sex: Array
    birth: Array
    surname1: Array
    surname2: Array
    has_partner: Array
    partner_birth: Array
    partner_surname1: Array
    partner_surname2: Array
    has_grandparent: Array
    grandparent_sex: Array
    grandparent_birth: Array
    is_wife: Array
    is_daughter: Array
    father: Array
    mother: Array
    stranger: Array
    woman_surname1: Array
    woman_surname2: Array


def draw_adults(random: Random, needs: Needs, places: int) -> Adults:
    """The adults of each household, so that every birth is one that its mother can have had."""
    count = len(needs.place)
    alone = needs.eldest == NONE
    has_woman = needs.woman != NONE
    may_be_mother = has_woman & (
        alone | ((needs.eldest - needs.woman >= MOTHER_MIN) & (needs.youngest - needs.woman <= MOTHER_MAX))
    )
    is_wife = may_be_mother & (random.random(count) < WIFE_SHARE)
    is_daughter = may_be_mother & ~is_wife
    rest = max(MALE_TITULARS * count - int(is_wife.sum()), 0) / max(count - int(may_be_mother.sum()), 1)
    is_man = is_wife | (~may_be_mother & (random.random(count) < rest))
    sex = np.where(is_man, MALE, FEMALE)
    mother, birth = _births(random, needs, is_man, (is_wife, is_daughter))
    luck = random.random(count)
    odds = np.select([is_wife, is_man, is_daughter], [0.0, MAN_WITH_PARTNER, 0.35], WITH_PARTNER)
    has_partner = luck < odds
    older = (random.normal(3, 4, count) * YEAR).astype(np.int64)
    partner_birth = np.where(is_man, mother, np.minimum(birth - older, needs.signs_on - MAJORITY))
    grandparent_birth = birth - random.integers(17 * 365, 36 * 365, count)
    has_grandparent = ~is_daughter & (random.random(count) < WITH_GRANDPARENT)
    has_grandparent &= grandparent_birth > -47 * 365  # born after 1922
    names = [draw_surnames(random, needs.place, places) for _ in range(7)]
    first, second, partner1, partner2, absent, stranger, own = names
    beside = np.where(has_partner, partner1, absent)
    woman1 = np.where(is_daughter, beside, own)
    woman2 = np.where(is_daughter, first, absent)
    beside = np.where(is_wife, woman1, beside)
    return Adults(
        sex=sex,
        birth=birth,
        surname1=first,
        surname2=second,
        has_partner=has_partner,
        partner_birth=partner_birth,
        partner_surname1=partner1,
        partner_surname2=partner2,
        has_grandparent=has_grandparent,
        grandparent_sex=np.where(random.random(count) < 0.7, FEMALE, MALE),
        grandparent_birth=grandparent_birth,
        is_wife=is_wife,
        is_daughter=is_daughter,
        father=np.where(is_man, first, beside),
        mother=np.where(is_man, beside, first),
        stranger=stranger,
        woman_surname1=woman1,
        woman_surname2=woman2,
    )


def _births(
    random: Random, needs: Needs, is_man: Array, woman_is: tuple[Array, Array]
) -> tuple[Array, Array]:
    """The mother's birth, and the titular's: hers, her husband's, or her mother's."""
    count = len(needs.place)
    is_wife, is_daughter = woman_is
    some = np.where(needs.eldest == NONE, needs.woman + 20 * 365, needs.eldest)
    last = np.where(needs.eldest == NONE, some, needs.youngest)
    at_first = (np.clip(random.normal(22, 4.5, count), 15.5, 38) * YEAR).astype(np.int64)
    mother = np.clip(some - at_first, last - MOTHER_MAX, some - MOTHER_MIN)
    mother = np.minimum(mother, needs.signs_on - MAJORITY)
    mother = np.where(is_wife | is_daughter, needs.woman, mother)
    older = (random.normal(3, 4, count) * YEAR).astype(np.int64)
    father = np.minimum(mother - older, some - round(17.5 * YEAR))
    father = np.minimum(father, needs.signs_on - MAJORITY)
    grandmother = mother - random.integers(17 * 365, 38 * 365, count)
    return mother, np.select([is_man, is_daughter], [father, grandmother], mother)
