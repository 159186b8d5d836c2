"""What the database itself refuses, attacked with raw SQL."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from juntos.actions.audit import Trace, record_event, seal_events
from juntos.store.models import User
from tests.store.conftest import NOON

pytestmark = pytest.mark.django_db

REGION = "INSERT INTO territory_region (code, name) VALUES ('03', 'Apurímac')"
PROVINCE = "INSERT INTO territory_province (code, name, region_id) VALUES ('0306', 'Chincheros', '03')"
DISTRICT = "INSERT INTO territory_district (code, name, province_id) VALUES ('030605', 'Ongoy', '0306')"
NETWORK = "INSERT INTO territory_network (id, code, name, kind) VALUES ({0}, 'M{0}', 'Microred', 'microred')"
SERVICE = (
    "INSERT INTO territory_service (id, code, name, sector, kind, district_id)"
    " VALUES (1, '000002553', 'P.S. Ongoy', 'health', 'puesto', '030605')"
)
ANSWERS = (
    "INSERT INTO territory_service_network (id, service_id, network_id, since, until)"
    " VALUES ({0}, 1, {0}, '2010-01-01', {1})"
)
USER = (
    "INSERT INTO accounts_user (id, login, password, full_name, role, is_active, since)"
    " VALUES ({0}, '{1}', 'x', 'x', '{2}', true, '2010-01-01')"
)
ACCEPTED = (REGION, PROVINCE, DISTRICT, NETWORK.format(1), NETWORK.format(2), SERVICE)


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("before", "refused"),
    [
        ((REGION,), "INSERT INTO territory_province (code, name, region_id) VALUES ('0406', 'x', '03')"),
        (
            (REGION, PROVINCE),
            "INSERT INTO territory_district (code, name, province_id) VALUES ('030705', 'x', '0306')",
        ),
        (
            (REGION, PROVINCE, DISTRICT),
            "INSERT INTO territory_place (id, code, name, district_id)"
            " VALUES (1, '0306060001', '', '030605')",
        ),
        ((), "INSERT INTO territory_network (id, code, name, kind) VALUES (1, 'M', 'x', 'ministry')"),
        ((NETWORK.format(1),), NETWORK.format(1).replace("(1,", "(3,")),
        ((*ACCEPTED, ANSWERS.format(1, "NULL")), ANSWERS.format(2, "NULL")),
        (ACCEPTED, ANSWERS.format(1, "'2009-12-31'")),
        (ACCEPTED, SERVICE.replace("(1,", "(2,")),
        (ACCEPTED[:-1], SERVICE.replace("'health'", "'police'")),
        (
            (NETWORK.format(1),),
            "INSERT INTO territory_network_parent (id, network_id, parent_id, since)"
            " VALUES (1, 1, 1, '2010-01-01')",
        ),
        ((), USER.format(1, "ana", "king")),
        ((), USER.format(1, "", "gestor")),
        ((USER.format(1, "ana", "gestor"),), USER.format(2, "ana", "director")),
        (
            (USER.format(1, "ana", "gestor"),),
            "INSERT INTO accounts_scope (id, user_id, reach, code) VALUES (1, 1, 'galaxy', '03')",
        ),
    ],
)
def test_the_database_refuses(before: tuple[str, ...], refused: str) -> None:
    run(*before)
    with pytest.raises(IntegrityError), transaction.atomic():
        run(refused)


@pytest.mark.parametrize("table", ["audit_event", "audit_seal", "audit_sealed"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET sha256 = 'x'", "DELETE FROM {}"])
def test_the_trail_only_appends(gestora: User, table: str, verb: str) -> None:
    record_event(Trace("household.viewed", "household 1"), by=gestora, at=NOON)
    seal_events(at=NOON)
    with pytest.raises(DatabaseError, match="only appends"), transaction.atomic():
        run(verb.format(table))
