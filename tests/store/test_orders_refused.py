"""What the database itself refuses of orders, the bank's answers and what follows, attacked with raw SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.store.test_ledger import BASE, NOW, SEAL

pytestmark = pytest.mark.django_db

REFUSED = "constraint|only appends|ended once"
PLACE = (
    "INSERT INTO territory_province (code, name, region_id) VALUES ('0306', 'Chincheros', '03')",
    "INSERT INTO territory_district (code, name, province_id) VALUES ('030605', 'Ongoy', '0306')",
    "INSERT INTO territory_place (id, code, name, district_id) VALUES (1, '0306050001', 'Ongoy', '030605')",
    "INSERT INTO registry_household (household_id, place_id, state, poverty_class, list_code, list_line,"
    " language, address, phone, padron_kind) VALUES (7, 1, 'active', 'poor', '', '', 'qu', '', '', 'new')",
    "INSERT INTO registry_member (member_id, household_id, given_names, surname1, surname2, birth_on, sex,"
    " kinship, is_target, joined_on, has_sis)"
    " VALUES (9, 7, 'x', 'x', '', '1980-01-01', 'f', 'titular', false, '2010-01-01', true)",
)
CCI = "'01136600010003254221'"
POINT = (
    "INSERT INTO transfers_pay_point (id, code, name, kind, place_id, calendar_day)"
    " VALUES ({0}, '{1}', 'x', '{2}', 1, {3})"
)
LIVES = (
    "INSERT INTO transfers_household_point (household_id, pay_point_id, since, distance_m)"
    " VALUES (7, 1, '{0}', {1})"
)
ACCOUNT = "INSERT INTO transfers_titular_account (member_id, since, cci, card_on) VALUES (9, '{0}', {1}, {2})"
PAYER = (
    "INSERT INTO transfers_payer_account (id, since, name, ruc, cci)"
    " VALUES ({0}, '{1}', 'PROGRAMA', '{2}', " + CCI + ")"
)
ORDER = (
    "INSERT INTO transfers_order (id, payroll_id, number, channel, code, payer_id, execution_on, items,"
    " amount_cents, sha256, by_id, at)"
    " VALUES ({0}, 1, {1}, '{2}', '{3}', 1, '2011-04-01', {4}, {5}, " + SEAL + ", 1, " + NOW + ")"
)
ITEM = (
    "INSERT INTO transfers_order_item (id, order_id, end_to_end_id, household_id, titular_id, titular_name,"
    " dni, cci, pay_point, amount_cents, replaces)"
    " VALUES ({0}, 1, '{1}', 7, 9, 'x', '{2}', {3}, '{4}', {5}, '{6}')"
)
FILE = (
    "INSERT INTO transfers_bank_file (id, name, sha256, format, message_id, made_on, taken, repeated,"
    " refused, by_id, at)"
    " VALUES ({0}, 'x', '{1}', 'response', 'B-1', '2011-04-02', {2}, 0, 0, 1, " + NOW + ")"
)
ANSWER = (
    'INSERT INTO transfers_bank_answer (file_id, item_id, outcome, "on", amount_cents, reason, bank_reason,'
    " is_implied) VALUES (1, 1, '{0}', '2011-04-02', {1}, '{2}', '', false)"
)
REFUSAL = "INSERT INTO transfers_bank_refusal (file_id, item, code, fault) VALUES (1, 'x', 'x', '{}')"
ASKED = (
    "INSERT INTO transfers_return_request (id, item_id, verb, reason, asked_by_id, asked_at, decided_by_id,"
    " decided_at, is_granted) VALUES ({0}, 1, '{1}', '{2}', 1, " + NOW + ", {3}, {4}, {5})"
)
CASE = (
    "INSERT INTO transfers_collection_case (household_id, payroll_id, uncollected, opened_at, closed_by_id,"
    " closed_at, outcome) VALUES (7, 1, {0}, " + NOW + ", {1}, {2}, '{3}')"
)
OPEN = ASKED.format(1, "reissue", "La titular viajó", "NULL", "NULL", "NULL")
GRANT = (
    f"UPDATE transfers_return_request SET decided_by_id = 2, decided_at = {NOW}, is_granted = {{0}}"
    " WHERE decided_at IS NULL"
)
CLOSE = f"UPDATE transfers_collection_case SET closed_by_id = 1, closed_at = {NOW}, outcome = 'Se la visitó'"
FILLED = (
    *BASE,
    *PLACE,
    POINT.format(1, "BN-01", "office", 1),
    LIVES.format("2010-01-01", 900),
    ACCOUNT.format("2010-01-01", CCI, "'2010-02-01'"),
    PAYER.format(1, "2010-01-01", "20000000001"),
    ORDER.format(1, 1, "office", "O-1", 1, 20000),
    ITEM.format(1, "L7-2011-1-P0-0", "40000001", "''", "BN-01", 20000, ""),
    FILE.format(1, "a" * 64, 1),
    ANSWER.format("acknowledged", 20000, ""),
    REFUSAL,
    OPEN,
    CASE.format(3, "NULL", "NULL", ""),
)
APPENDED = (
    "pay_point",
    "household_point",
    "titular_account",
    "payer_account",
    "order",
    "order_item",
    "bank_file",
    "bank_answer",
    "bank_refusal",
)


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def refuses(attack: str) -> None:
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        run(attack)


def test_what_was_asked_and_answered_only_appends() -> None:
    run(*FILLED)
    for table in APPENDED:
        refuses(f"UPDATE transfers_{table} SET id = 99")
        refuses(f"DELETE FROM transfers_{table}")


def test_a_pay_point_an_account_and_a_payer_are_whole() -> None:
    run(*FILLED)
    for attack in (
        POINT.format(2, "BN-01", "office", 1),
        POINT.format(2, "BN-02", "kiosk", 1),
        POINT.format(2, "BN-02", "agent", 0),
        LIVES.format("2010-01-01", 5),
        LIVES.format("2011-01-01", -5),
        ACCOUNT.format("2010-01-01", CCI, "NULL"),
        ACCOUNT.format("2011-01-01", "'0113'", "NULL"),
        ACCOUNT.format("2011-01-01", "''", "'2011-02-01'"),
        PAYER.format(2, "2010-01-01", "20000000001"),
        PAYER.format(2, "2011-01-01", "2000000000"),
    ):
        refuses(attack)


def test_an_item_is_ordered_once_and_answered_once() -> None:
    run(*FILLED)
    for attack in (
        ORDER.format(2, 1, "office", "O-2", 1, 20000),
        ORDER.format(2, 2, "office", "O-1", 1, 20000),
        ORDER.format(2, 2, "pigeon", "O-2", 1, 20000),
        ORDER.format(2, 2, "office", "O-2", 0, 20000),
        ORDER.format(2, 2, "office", "O-2", 1, 0),
        ITEM.format(2, "L7-2011-1-P0-0", "40000001", "''", "BN-01", 20000, ""),
        ITEM.format(2, "L8-2011-1-P0-0", "", "''", "BN-01", 20000, ""),
        ITEM.format(2, "L8-2011-1-P0-0", "40000001", "''", "", 20000, ""),
        ITEM.format(2, "L8-2011-1-P0-0", "40000001", CCI, "BN-01", 20000, ""),
        ITEM.format(2, "L8-2011-1-P0-0", "40000001", "''", "BN-01", 0, ""),
        FILE.format(2, "a" * 64, 1),
        FILE.format(2, "b" * 64, -1),
        ANSWER.format("acknowledged", 20000, ""),
        ANSWER.format("vanished", 20000, ""),
        ANSWER.format("available", 0, ""),
        ANSWER.format("rejected", 20000, ""),
        ANSWER.format("available", 20000, "deceased"),
    ):
        refuses(attack)
    run(ITEM.format(2, "L7-2011-1-P0-1", "40000001", "''", "BN-01", 20000, "L7-2011-1-P0-0"))
    refuses(ITEM.format(3, "L7-2011-1-P0-2", "40000001", "''", "BN-01", 20000, "L7-2011-1-P0-0"))


def test_what_comes_back_is_decided_once_by_another_person() -> None:
    run(*FILLED)
    for attack in (
        OPEN.replace("(1, 1,", "(2, 1,"),
        ASKED.format(2, "burn", "x", 2, NOW, "false"),
        ASKED.format(2, "forfeit", "", 2, NOW, "false"),
        ASKED.format(2, "forfeit", "x", 2, "NULL", "false"),
        GRANT.format("true").replace("= 2", "= 1"),
        "UPDATE transfers_return_request SET reason = 'otra'",
        "DELETE FROM transfers_return_request",
    ):
        refuses(attack)
    run(GRANT.format("false"), OPEN.replace("(1, 1,", "(2, 1,"), GRANT.format("true"))
    refuses("UPDATE transfers_return_request SET is_granted = false")
    refuses(OPEN.replace("(1, 1,", "(3, 1,"))


def test_a_case_is_open_once_and_closed_with_its_outcome() -> None:
    run(*FILLED)
    for attack in (
        CASE.format(3, "NULL", "NULL", ""),
        CASE.format(0, "1", NOW, "x"),
        CLOSE.replace("'Se la visitó'", "''"),
        "UPDATE transfers_collection_case SET uncollected = 9",
        "DELETE FROM transfers_collection_case",
    ):
        refuses(attack)
    run(CLOSE)
    refuses(CLOSE.replace("Se la", "No se la"))
    run(CASE.format(4, "NULL", "NULL", ""))
