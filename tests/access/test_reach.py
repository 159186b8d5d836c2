"""A role's rows are those of its own territory, services or household, and no row of another's."""

import pytest

from juntos.core.access import ROLES, Reach, Scope, Where, covers

OWN = Where(
    region="03",
    zone="Z1",
    district="030602",
    place="0306020014",
    directorate="diresa-03",
    network="microred-7",
    service="eess-112",
    household="9001",
)
# The same codes under other names: a foreign row, in every one of its dimensions.
FOREIGN = Where(
    region="05",
    zone="Z2",
    district="050401",
    place="0504010002",
    directorate="diresa-05",
    network="microred-8",
    service="eess-113",
    household="9002",
)
# reach, what the account was given, its own row, the same row with the one thing foreign that bounds it.
BOUNDS = [
    (Reach.REGION, Scope(regions=frozenset({"03"})), {"region": "05"}),
    (Reach.ZONE, Scope(zones=frozenset({"Z1"})), {"zone": "Z2"}),
    (Reach.DISTRICT, Scope(districts=frozenset({"030602"})), {"district": "030603"}),
    (Reach.PLACES, Scope(districts=frozenset({"030602"})), {"district": "030603"}),
    (Reach.PLACES, Scope(places=frozenset({"0306020014"})), {"place": "0306020015"}),
    (Reach.COMMUNITY, Scope(places=frozenset({"0306020014"})), {"place": "0306020015"}),
    (Reach.DIRECTORATE, Scope(directorates=frozenset({"diresa-03"})), {"directorate": "diresa-05"}),
    (Reach.NETWORK, Scope(networks=frozenset({"microred-7"})), {"network": "microred-8"}),
    (Reach.SERVICE, Scope(services=frozenset({"eess-112"})), {"service": "eess-113"}),
    (Reach.HOUSEHOLD, Scope(households=frozenset({"9001"})), {"household": "9002"}),
]
BOUNDED = [reach for reach in Reach if reach is not Reach.NATION]
EVERYTHING = Scope(
    regions=frozenset({"03"}),
    zones=frozenset({"Z1"}),
    districts=frozenset({"030602"}),
    places=frozenset({"0306020014"}),
    directorates=frozenset({"diresa-03"}),
    networks=frozenset({"microred-7"}),
    services=frozenset({"eess-112"}),
    households=frozenset({"9001"}),
)


@pytest.mark.parametrize(("reach", "scope", "_foreign"), BOUNDS)
def test_the_own_row_is_covered(reach: Reach, scope: Scope, _foreign: dict[str, str]) -> None:
    assert covers(reach, scope, OWN)


@pytest.mark.parametrize(("reach", "scope", "foreign"), BOUNDS)
def test_a_neighbours_row_is_not(reach: Reach, scope: Scope, foreign: dict[str, str]) -> None:
    """Everything else is the account's own: the one thing that bounds it is not."""
    assert not covers(reach, scope, Where(**{**vars(OWN), **foreign}))


@pytest.mark.parametrize("reach", BOUNDED)
def test_a_foreign_row_is_nobodys_whatever_the_scope_holds(reach: Reach) -> None:
    assert not covers(reach, EVERYTHING, FOREIGN)


@pytest.mark.parametrize("reach", BOUNDED)
def test_a_row_that_belongs_nowhere_known_is_not_covered(reach: Reach) -> None:
    assert not covers(reach, EVERYTHING, Where())


@pytest.mark.parametrize("reach", BOUNDED)
def test_an_account_that_was_given_nothing_sees_nothing(reach: Reach) -> None:
    assert not covers(reach, Scope(), OWN)


@pytest.mark.parametrize("row", [OWN, FOREIGN, Where()])
def test_the_nation_is_everywhere(row: Where) -> None:
    assert covers(Reach.NATION, Scope(), row)


def test_pay_orders_give_no_territory() -> None:
    assert not covers(Reach.ORDERS, EVERYTHING, OWN)


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("zone_coordinator", Scope(regions=frozenset({"03"}))),
        ("gestor", Scope(zones=frozenset({"Z1"}), services=frozenset({"eess-112"}))),
        ("mother_leader", Scope(districts=frozenset({"030602"}))),
        ("health_network", Scope(directorates=frozenset({"diresa-03"}), districts=frozenset({"030602"}))),
        ("clinic", Scope(networks=frozenset({"microred-7"}), districts=frozenset({"030602"}))),
        ("municipality", Scope(regions=frozenset({"03"}), places=frozenset({"0306020014"}))),
        ("titular", Scope(places=frozenset({"0306020014"}), services=frozenset({"eess-112"}))),
    ],
)
def test_a_scope_of_another_kind_never_widens_a_role(name: str, scope: Scope) -> None:
    assert not covers(ROLES[name].reach, scope, OWN)


def test_every_reach_is_some_roles_and_is_bounded_above() -> None:
    assert {role.reach for role in ROLES.values()} == set(Reach)
    assert {reach for reach, _, _ in BOUNDS} == set(Reach) - {Reach.NATION, Reach.ORDERS}
