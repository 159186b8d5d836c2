"""What the database itself refuses of payrolls and the ledger, attacked with raw SQL (ADR 0007)."""

import pytest
from django.db import DatabaseError, connection, transaction

pytestmark = pytest.mark.django_db

REFUSED = "constraint|only appends|changes only|keeps|does not move|approved payrolls only|below zero"
SEAL = "'" + "a" * 64 + "'"
NOW = "'2011-03-20 12:00:00+00:00'"
USERS = tuple(
    "INSERT INTO accounts_user (id, login, password, full_name, role, is_active, since)"
    f" VALUES ({number}, '{login}', 'x', 'x', '{role}', true, '2010-01-01')"
    for number, login, role in ((1, "ana", "ugoal"), (2, "eva", "ugoal"), (3, "luz", "director"))
)
RUN = (
    "INSERT INTO cycle_run (id, period, revision, profile, sha256, results_sha256, folder, posted_at)"
    f" VALUES (1, '2011-1', 0, 'juntos-2', {SEAL}, {SEAL}, 'x', {NOW})"
)
DRAFT = (
    "INSERT INTO transfers_payroll (id, region_id, period, revision, run_id, state, as_of, households,"
    " amount_cents, sha256, reviews_needed, prepared_by_id, prepared_at)"
    f" VALUES ({{0}}, '03', '2011-1', {{1}}, 1, 'draft', '2011-03-20', 0, 0, '', 1, 1, {NOW})"
)
HOUSEHOLD = (
    "INSERT INTO transfers_payroll_household (payroll_id, period, revision, household_id, titular_id,"
    " decision, reason, suspensions, amount_cents, last_cents, change)"
    " VALUES ({0}, '2011-1', {1}, {2}, 1, '{3}', 'complies', 0, {4}, 0, 'enters')"
)
LINE = (
    "INSERT INTO transfers_payroll_line (payroll_id, period, revision, household_id, line, units,"
    " amount_cents, reason) VALUES (1, '2011-1', 0, {0}, '{1}', 1, {2}, 'complies')"
)
LIQUIDATED = f"UPDATE transfers_payroll SET state = 'liquidated', sha256 = {SEAL}, amount_cents = 20000"
REVIEWED = "UPDATE transfers_payroll SET state = 'reviewed', reviewed_by_id = 2"
APPROVED = f"UPDATE transfers_payroll SET state = 'approved', approved_by_id = 3, approved_at = {NOW}"
LEDGER = (
    'INSERT INTO transfers_ledger ("on", kind, credit, debit, payroll_id, household_id, amount_cents, period,'
    " revision, line, item, replaces, rule, document, event_id)"
    " VALUES ('2011-03-20', '{0}', '{1}', '{2}', 1, 7, {3}, '2011-1', {4}, '{5}', '{6}', '{7}', 'complies',"
    f" {SEAL}, 1)"
)
COMMIT = LEDGER.format("commit", "treasury", "committed", 20000, 0, "coresponsibility", "", "")
ORDER = LEDGER.format("order", "committed", "ordered", 20000, 0, "", "I-1", "")
RELEASE = LEDGER.format("release", "ordered", "available", 20000, 0, "", "I-1", "")
COLLECT = LEDGER.format("collect", "available", "collected", 20000, 0, "", "I-1", "")
RETURN = LEDGER.format("return", "available", "returned", 20000, 0, "", "I-1", "")
REISSUE = LEDGER.format("reissue", "returned", "ordered", 20000, 0, "", "I-2", "I-1")
BASE = (
    "INSERT INTO territory_region (code, name) VALUES ('03', 'Apurímac')",
    *USERS,
    RUN,
    DRAFT.format(1, 0),
)
PAID = HOUSEHOLD.format(1, 0, 7, "paid", 20000)
SEALED = (*BASE, PAID, LINE.format(7, "coresponsibility", 20000), LIQUIDATED, REVIEWED, APPROVED)
SPENT = (*SEALED, COMMIT, ORDER, RELEASE)


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def refuses(*before: str, attack: str) -> None:
    run(*before)
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        run(attack)


@pytest.mark.parametrize(
    "attack",
    [
        DRAFT.format(2, 0),
        DRAFT.format(2, 1).replace("'draft'", "'ready'"),
        HOUSEHOLD.format(1, 0, 7, "paid", 20000),
        HOUSEHOLD.format(2, 0, 8, "paid", 20000),
        HOUSEHOLD.format(1, 1, 7, "paid", 20000),
        HOUSEHOLD.format(1, 0, 8, "paid", 0),
        HOUSEHOLD.format(1, 0, 8, "held", 20000),
        HOUSEHOLD.format(1, 0, 8, "maybe", 0),
        HOUSEHOLD.format(1, 0, 8, "held", 0).replace("'enters'", "'arrives'"),
        LINE.format(7, "arrears", 0),
        LINE.format(7, "coresponsibility", 100),
        "UPDATE transfers_payroll_household SET amount_cents = 1",
        "UPDATE transfers_payroll_line SET amount_cents = 1",
        "UPDATE transfers_payroll SET state = 'liquidated'",
        "UPDATE transfers_payroll SET amount_cents = -1",
        "UPDATE transfers_payroll SET period = '2011-2'",
        "DELETE FROM transfers_payroll",
        APPROVED,
        REVIEWED,
        COMMIT,
    ],
)
def test_a_draft_is_a_list_of_households_once_each(attack: str) -> None:
    refuses(*BASE, PAID, LINE.format(7, "coresponsibility", 20000), attack=attack)


@pytest.mark.parametrize(
    "attack",
    [
        HOUSEHOLD.format(1, 0, 8, "held", 0),
        LINE.format(7, "arrears", 100),
        "DELETE FROM transfers_payroll_household",
        "DELETE FROM transfers_payroll_line",
        "UPDATE transfers_payroll SET amount_cents = 1",
        f"UPDATE transfers_payroll SET sha256 = '{'b' * 64}'",
        "UPDATE transfers_payroll SET prepared_by_id = 2",
        "UPDATE transfers_payroll SET run_id = 2",
        REVIEWED.replace("= 2", "= 1"),
        APPROVED,
        REVIEWED.replace("= 2", "= NULL"),
        "UPDATE transfers_payroll SET state = 'ordered', reviewed_by_id = 2, approved_by_id = 3",
    ],
)
def test_what_was_liquidated_stays(attack: str) -> None:
    line = LINE.format(7, "coresponsibility", 20000)
    refuses(*BASE, PAID, line, LIQUIDATED, attack=attack)


@pytest.mark.parametrize(
    "attack",
    [
        APPROVED.replace("by_id = 3", "by_id = 1"),
        APPROVED.replace("by_id = 3", "by_id = 2"),
        APPROVED.replace("by_id = 3", "by_id = NULL"),
        f"UPDATE transfers_payroll SET approved_by_id = 3, approved_at = {NOW}",
        "UPDATE transfers_payroll SET reviewed_by_id = 3",
    ],
)
def test_nobody_approves_what_they_prepared_or_reviewed(attack: str) -> None:
    refuses(*BASE, LIQUIDATED, REVIEWED, attack=attack)


def test_above_an_amount_two_people_review() -> None:
    run(*BASE, LIQUIDATED.replace("SET", "SET reviews_needed = 2,"))
    refuses(attack=REVIEWED)
    refuses(attack=f"{REVIEWED}, reviewed_again_by_id = 2")
    run(f"{REVIEWED}, reviewed_again_by_id = 3")
    refuses(attack=APPROVED)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE transfers_payroll SET state = 'draft'",
        "UPDATE transfers_payroll SET state = 'available'",
        "UPDATE transfers_payroll SET approved_by_id = 1",
        "UPDATE transfers_payroll SET reviewed_by_id = 1",
        "UPDATE transfers_payroll SET amount_cents = 1",
        "DELETE FROM transfers_payroll_line",
        HOUSEHOLD.format(1, 0, 8, "held", 0),
    ],
)
def test_what_was_approved_is_sealed(attack: str) -> None:
    refuses(*SEALED, attack=attack)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE transfers_ledger SET amount_cents = 1",
        "DELETE FROM transfers_ledger",
        COMMIT,
        COMMIT.replace("20000", "0").replace("coresponsibility", "arrears"),
        COMMIT.replace("20000", "-1").replace("coresponsibility", "arrears"),
        COMMIT.replace("'committed'", "'treasury'").replace("coresponsibility", "arrears"),
        COMMIT.replace("'committed'", "'collected'").replace("coresponsibility", "arrears"),
        COMMIT.replace("'coresponsibility'", "''"),
        COMMIT.replace("'complies'", "''").replace("coresponsibility", "arrears"),
        COMMIT.replace(SEAL, "''").replace("coresponsibility", "arrears"),
        COMMIT.replace("'2011-1', 0", "'2011-1', 1"),
        COMMIT.replace("'2011-1', 0", "'2011-2', 0"),
        ORDER,
        ORDER.replace("I-1", "I-2"),
        ORDER.replace("I-1", ""),
        COLLECT.replace("20000", "20001"),
        COLLECT.replace("'collect'", "'give'"),
        RETURN.replace(", 7, 20000", ", 8, 20000"),
        REISSUE,
        RELEASE.replace("I-1", "I-9"),
    ],
)
def test_the_ledger_refuses(attack: str) -> None:
    refuses(*SPENT, attack=attack)


def test_an_item_is_collected_or_returned_and_reissued_once() -> None:
    run(*SPENT, COLLECT)
    refuses(attack=RETURN)
    refuses(attack=COLLECT.replace("I-1", "I-2"))


def test_a_returned_item_is_reissued_once_by_one_that_names_it() -> None:
    run(*SPENT, RETURN)
    refuses(attack=REISSUE.replace("'I-2', 'I-1'", "'I-2', ''"))
    run(REISSUE)
    refuses(attack=REISSUE.replace("I-2", "I-3"))
    refuses(attack=LEDGER.format("forfeit", "returned", "forfeited", 20000, 0, "", "I-1", ""))


@pytest.mark.parametrize(
    "made",
    [
        "INSERT INTO transfers_budget (region_id, year, amount_cents, document, by_id, at)"
        f" VALUES ('03', 2011, 100, 'RD 1', 1, {NOW})",
        "INSERT INTO transfers_region_report (region_id, run_id, results_sha256, signed_by_id, signed_at)"
        f" VALUES ('03', 1, {SEAL}, 1, {NOW})",
        "INSERT INTO transfers_payroll_move (payroll_id, verb, before, after, by_id, at, reason, sha256,"
        f" households, amount_cents) VALUES (1, 'review', 'a', 'b', 1, {NOW}, '', '', 0, 0)",
    ],
)
def test_what_somebody_answered_for_only_appends(made: str) -> None:
    run(*BASE, made)
    table = made.split()[2]
    for attack in (f"DELETE FROM {table}", f"UPDATE {table} SET id = 9"):
        refuses(attack=attack)
    if "_move" not in table:
        refuses(attack=made)


@pytest.mark.parametrize(
    "attack",
    [
        "INSERT INTO transfers_budget (region_id, year, amount_cents, document, by_id, at)"
        f" VALUES ('03', 2011, 0, 'RD 1', 1, {NOW})",
        "INSERT INTO transfers_budget (region_id, year, amount_cents, document, by_id, at)"
        f" VALUES ('03', 2011, 5, '', 1, {NOW})",
        "INSERT INTO transfers_payroll_move (payroll_id, verb, before, after, by_id, at, reason, sha256,"
        f" households, amount_cents) VALUES (1, 'refuse', 'a', 'b', 1, {NOW}, '', '', 0, 0)",
    ],
)
def test_a_document_or_a_reason_is_given(attack: str) -> None:
    refuses(*BASE, attack=attack)
