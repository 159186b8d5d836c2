"""A payroll in PostgreSQL, from posted results to rows of the ledger: what it costs in processor seconds.

The server is started for the bench and thrown away (``tools/with_postgres.py``), durable as it comes. It
holds one region of as many households as asked, all paid, with a posted run. Filling is not measured.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.markdown import table, verdict

ROOT = Path(__file__).parents[1]
HOUSEHOLDS = 750_000
PER_SECOND_MIN = 20_000
TICKS = os.sysconf("SC_CLK_TCK")
NOW = datetime(2011, 4, 1, 17, 0, tzinfo=UTC)
SHA = "a" * 64
FILL = (
    "INSERT INTO territory_region (code, name) VALUES ('03', 'Apurímac')",
    "INSERT INTO territory_province (code, name, region_id) VALUES ('0306', 'Chincheros', '03')",
    "INSERT INTO territory_district (code, name, province_id) VALUES ('030605', 'Ongoy', '0306')",
    "INSERT INTO territory_place (id, code, name, district_id) VALUES (1, '0306050001', 'Ongoy', '030605')",
    "INSERT INTO cycle_run (id, period, revision, profile, sha256, results_sha256, folder, posted_at)"
    f" VALUES (1, '2011-1', 0, 'juntos-2', '{SHA}', '{SHA}', 'x', now())",
    "INSERT INTO registry_household (household_id, place_id, state, poverty_class, list_code, list_line,"
    " language, address, phone, padron_kind, affiliated_on, agreement_on)"
    " SELECT n, 1, 'active', 'poor', '', '', 'es', '', '', 'continuing', '2010-01-01', '2010-01-01'"
    " FROM generate_series(1, {homes}) n",
    "INSERT INTO registry_member (member_id, household_id, given_names, surname1, surname2, birth_on, sex,"
    " kinship, is_target, joined_on, has_sis)"
    " SELECT n, n, 'x', 'x', '', '1980-01-01', 'f', 'titular', false, '2010-01-01', true"
    " FROM generate_series(1, {homes}) n",
    "UPDATE registry_household SET titular_id = household_id",
    "UPDATE registry_member SET dni = LPAD(CAST(member_id AS TEXT), 8, '0')",
    "INSERT INTO transfers_payer_account (since, name, ruc, cci)"
    " VALUES ('2010-01-01', 'PROGRAMA DE PRUEBA', '20000000001', '01136600010003254221')",
    "INSERT INTO transfers_pay_point (id, code, name, kind, place_id, calendar_day) SELECT n, 'P' || n, 'x',"
    " CASE n % 3 WHEN 0 THEN 'office' WHEN 1 THEN 'carrier' ELSE 'agent' END, 1, 1"
    " FROM generate_series(1, 480) n",
    "INSERT INTO transfers_household_point (household_id, pay_point_id, since, distance_m)"
    " SELECT n, 1 + n % 480, '2010-01-01', 5000 FROM generate_series(1, {homes}) n",
    "INSERT INTO transfers_titular_account (member_id, since, cci)"
    " SELECT n, '2010-01-01', '01136600010003254221' FROM generate_series(1, {homes}) n WHERE n % 5 = 0",
    "INSERT INTO result_household_results (run_id, household_id, place_id, priority_group, members_required,"
    " finding, result, units_payable, units_found, is_payable, pay_reason, is_verification_owed,"
    " suspensions_before)"
    " SELECT 1, n, 1, 'school', 2, 'complies', 'complies', 1, 1, true, 'complies', false, 0"
    " FROM generate_series(1, {homes}) n",
    "INSERT INTO result_entitlements (run_id, household_id, line, units, amount_cents, reason)"
    " SELECT 1, n, 'coresponsibility', 1, 20000, 'complies' FROM generate_series(1, {homes}) n",
    "INSERT INTO result_standing (run_id, period, household_id, state, suspensions, compliant_streak,"
    " owed_cents, last_result)"
    " SELECT 1, '2011-1', n, 'active', 0, 1, 0, 'complies' FROM generate_series(1, {homes}) n",
    "ANALYZE",
)


@dataclass
class Took:
    """Seconds on the clock, of this process's processors, and of the server's."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    server_cpu_s: float = 0.0


def main() -> None:
    """Start a server where there is none, fill it, answer for a payroll, print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=HOUSEHOLDS)
    homes = parser.parse_args().households
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        command = [sys.executable, str(ROOT / "tools/with_postgres.py"), sys.executable, "-m"]
        sys.exit(subprocess.run([*command, "benchmarks.payroll", *sys.argv[1:]], check=False).returncode)
    os.environ["DJANGO_SETTINGS_MODULE"] = "juntos.settings"
    _print(homes, _measured(homes))


def _measured(homes: int) -> dict[str, Took]:
    import django

    django.setup()
    from juntos.actions.transfers.answering import approve_payroll, review_payroll
    from juntos.actions.transfers.liquidate import prepare_payroll
    from juntos.actions.transfers.ordering import order_payroll
    from juntos.actions.transfers.signing import Allocation, record_budget, sign_report
    from juntos.store.models import User
    from juntos.store.reads.viewing import Viewer, viewer_of

    def hired(login: str, role: str) -> Viewer:
        since = date(2010, 1, 1)
        user = User.objects.create(login=login, full_name=login, role=role, since=since)
        if role == "region_head":
            user.scopes.create(reach="region", code="03")
        return viewer_of(user.pk, today=NOW.date())

    _fill(homes)
    head, ana, eva = hired("head", "region_head"), hired("ana", "ugoal"), hired("eva", "ugoal")
    sol, director = hired("sol", "ugoal"), hired("director", "director")
    record_budget(Allocation("03", 2011, homes * 20_000, "RD 1"), by=ana, at=NOW)
    sign_report("03", "2011-1", by=head, at=NOW)
    with _timed() as preparing:
        made = prepare_payroll("03", "2011-1", by=ana, at=NOW)
    assert (made.households, made.payroll_id is None) == (homes, False)
    number = made.payroll_id or 0
    with _timed() as answering:
        answered = review_payroll(number, made.sha256, by=eva, at=NOW)
        if answered.state != "reviewed":
            review_payroll(number, made.sha256, by=sol, at=NOW)
        approve_payroll(number, made.sha256, by=director, at=NOW)
    with _timed() as ordering:
        ordered = order_payroll(number, NOW.date(), by=ana, at=NOW)
    assert sum(one.items for one in ordered.orders) == homes
    return {"liquidated, written": preparing, "sealed, committed": answering, "ordered": ordering}


def _fill(homes: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        for statement in FILL:
            cursor.execute(statement.format(homes=homes))


@contextmanager
def _timed() -> Iterator[Took]:
    took = Took()
    wall, cpu, server = time.perf_counter(), time.process_time(), _server_cpu_s()
    yield took
    took.wall_s, took.cpu_s = time.perf_counter() - wall, time.process_time() - cpu
    took.server_cpu_s = _server_cpu_s() - server


def _server_cpu_s() -> float:
    """What this server's processes have used so far, those that ended included; other servers' not."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)::integer")
        (postmaster,) = cursor.fetchone()
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text(encoding="utf-8")
        except OSError:
            continue
        number, rest = int(stat.parent.name), text[text.rindex(")") + 2 :].split()
        if postmaster in (number, int(rest[1])):
            ticks += int(rest[11]) + int(rest[12])
        if number == postmaster:
            ticks += int(rest[13]) + int(rest[14])
    return ticks / TICKS


def _print(homes: int, measured: dict[str, Took]) -> None:
    cpu = sum(one.cpu_s + one.server_cpu_s for one in measured.values())
    print(
        table(
            ("", "wall s", "CPU s", "server's CPU s"),
            [
                (name, f"{one.wall_s:.1f}", f"{one.cpu_s:.1f}", f"{one.server_cpu_s:.1f}")
                for name, one in measured.items()
            ],
        )
    )
    rate = homes / cpu
    print(
        f"\n{homes:,} households: {rate:,.0f} a processor second, client and server together; at least"
        f" {PER_SECOND_MIN:,}: {verdict(PER_SECOND_MIN / rate, 1)}"
    )


if __name__ == "__main__":
    main()
