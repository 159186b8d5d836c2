"""The way that each batch of a region's cuts has gone: its moves, its list, who signed, and the minutes.

A cut knows the coarse state of a batch alone. Here it gets the moves that lead there, each legal and on a day
of its period, by the people of the region whose part it is.
"""

from collections.abc import Iterator

import duckdb
import pyarrow as pa

from juntos.core.coresponsibility.batches.states import CUT_STATES, MOVES, START
from juntos.store import bulk
from juntos.store.models import BatchMove, KickOff, Representative, SealedList, User

# What leads a batch to each coarse state. In the last period of the folder the accepted wait at each step.
_TO_DELIVERED = ("generate", "print", "provide", "deliver")
_TO_ACCEPTED = (*_TO_DELIVERED, "collect", "check", "accept")
_TO_CONSOLIDATED = (*_TO_ACCEPTED, "capture", "validate", "consolidate")
WAYS = {
    "generated": (_TO_DELIVERED[:3],),
    "delivered": (_TO_DELIVERED,),
    "signed": ((*_TO_DELIVERED, "fill", "sign"),),
    "collected": (_TO_ACCEPTED[:5],),
    "accepted": (
        _TO_CONSOLIDATED,
        _TO_ACCEPTED,
        _TO_CONSOLIDATED[:8],
        _TO_CONSOLIDATED[:9],
        _TO_CONSOLIDATED,
    ),
    "closed": ((*_TO_CONSOLIDATED, "close"),),
    "lost": ((*_TO_DELIVERED, "lose"),),
}
# The day of each move, from the batch's own days (b) and its period's (p).
_DAYS = {
    "generate": "p.since - 14",
    "print": "p.since - 13",
    "provide": "p.since - 11",
    "deliver": "COALESCE(b.delivered_on, p.since)",
    "fill": "b.delivered_on",
    "sign": "b.delivered_on",
    "collect": "b.collected_on",
    "check": "b.collected_on",
    "accept": "b.collected_on + 1",
    "capture": "b.collected_on + 4",
    "validate": "b.collected_on + 4",
    "consolidate": "b.collected_on + 5",
    "close": "b.collected_on + 5",
    "lose": "greatest(COALESCE(b.delivered_on, p.since), p.until - 5)",
}
_BY = {"deliver": "g", "collect": "g", "check": "g", "accept": "g", "lose": "g", "close": "h", "provide": "c"}
_LOST = "El servicio avisa que los formatos no aparecen."
_KICK_OFF = "Se acordó el reparto por rutas, los días de cita de cada establecimiento y el recojo."

# Who is listed at a service in a period: those assigned to it, as the sample's own forms were printed.
_LISTED = """
CREATE TEMPORARY TABLE batch_lists AS
WITH girls AS (
  SELECT m.cut, m.member_id FROM cut_members m JOIN periods p ON p.cut = m.cut
  WHERE m.sex = 'f' AND m.birth_on <= p.since - INTERVAL 6 YEAR AND m.birth_on > p.since - INTERVAL 18 YEAR
), named AS (
  SELECT b.batch_id, a.member_id, a.sector = 'health' AND g.member_id IS NOT NULL AS is_reserved
  FROM cut_batches b JOIN periods p ON p.cut = b.cut
  JOIN cut_assignments a ON a.cut = b.cut AND a.service_id = b.service_id
    AND a.since < p.until AND (a.until IS NULL OR a.until > p.since)
  LEFT JOIN girls g ON g.cut = b.cut AND g.member_id = a.member_id
), counted AS (
  SELECT n.batch_id, COUNT(*) FILTER (NOT n.is_reserved) AS listed,
    COUNT(*) FILTER (n.is_reserved) AS reserved, string_agg(n.member_id, ';' ORDER BY n.member_id) AS members
  FROM named n GROUP BY n.batch_id
)
SELECT b.batch_id, b.service_id, b.period, b.state, b.delivered_on, b.collected_on, b.cut,
  COALESCE(c.listed, 0) AS listed, COALESCE(c.reserved, 0) AS reserved,
  sha256(concat_ws(';', b.period, b.service_id, COALESCE(c.members, ''))) AS sha256
FROM cut_batches b LEFT JOIN counted c ON c.batch_id = b.batch_id
"""
_GESTORES = """
CREATE TEMPORARY TABLE batch_gestores AS
SELECT b.batch_id, mode(s.login) AS login
FROM batch_lists b JOIN cut_assignments a ON a.cut = b.cut AND a.service_id = b.service_id
JOIN cut_members m ON m.cut = b.cut AND m.member_id = a.member_id
JOIN cut_households h ON h.cut = b.cut AND h.household_id = m.household_id
JOIN record_staff s ON s.staff_number = h.gestor_id
GROUP BY b.batch_id
"""
_MOVES = """
WITH last AS (SELECT max(period) AS period FROM periods)
SELECT b.batch_id, w.number, w.verb, w.since_state, w.state, {day} AS "on",
  CASE WHEN w.verb = 'lose' THEN $lost ELSE '' END AS reason, 0 AS edition,
  CASE WHEN w.verb = 'generate' THEN b.sha256 ELSE '' END AS list_sha256,
  CASE WHEN w.verb IN ('deliver', 'sign') THEN (
    SELECT min(r.representative_id) FROM record_representatives r
    WHERE r.service_id = b.service_id AND r.since <= ({day}) AND (r.until IS NULL OR r.until > ({day}))
  ) END AS representative_id,
  u.user_id AS by_id, ({day})::TIMESTAMPTZ + INTERVAL 17 HOUR AS at
FROM batch_lists b JOIN periods p ON p.period = b.period CROSS JOIN last
JOIN ways w ON w.coarse = b.state AND w.variant =
  CASE WHEN b.period = last.period THEN b.batch_id % w.variants ELSE 0 END
LEFT JOIN batch_gestores g ON g.batch_id = b.batch_id
LEFT JOIN accounts u ON u.login = CASE w.who WHEN 'g' THEN g.login WHEN 'h' THEN 'jefatura'
  WHEN 'c' THEN 'coordinacion' ELSE 'informacion' END
ORDER BY b.batch_id, w.number
"""
_KICK_OFFS = """
SELECT d.region_id, p.period, p.since - 15 AS held_on, $said AS minutes, u.user_id AS by_id,
  (p.since - 15)::TIMESTAMPTZ + INTERVAL 17 HOUR AS at
FROM (SELECT DISTINCT left(district, 2) AS region_id FROM cut_districts) d CROSS JOIN periods p
LEFT JOIN accounts u ON u.login = 'jefatura'
WHERE p.period < (SELECT max(period) FROM periods) ORDER BY d.region_id, p.period
"""
_REPRESENTATIVES = """
SELECT representative_id AS id, service_id, name, dni, post, since, until, document,
  since::TIMESTAMPTZ + INTERVAL 17 HOUR AS at FROM record_representatives ORDER BY representative_id
"""
_LISTS = "SELECT batch_id, 0 AS edition, sha256, listed, reserved FROM batch_lists ORDER BY batch_id"


def add_batches(files: duckdb.DuckDBPyConnection) -> None:
    """Add the moves of every batch that the cuts show; inside the transaction that fills the record.

    ``files`` has the cuts and the record's tables as views, as ``load_record`` opens them.
    """
    users = User.objects.values_list("login", "pk")
    logins, numbers = zip(*users, strict=True)
    files.register("accounts", pa.table({"login": list(logins), "user_id": list(numbers)}))
    names = ("coarse", "variants", "variant", "number", "verb", "since_state", "state", "who")
    columns = zip(*_ways(), strict=True)
    files.register("ways", pa.table(dict(zip(names, map(list, columns), strict=True))))
    files.execute(_LISTED)
    files.execute(_GESTORES)
    bulk.append(Representative, files.execute(_REPRESENTATIVES).to_arrow_table())
    bulk.append(KickOff, files.execute(_KICK_OFFS, {"said": _KICK_OFF}).to_arrow_table())
    bulk.append(SealedList, files.execute(_LISTS).to_arrow_table())
    bulk.append(BatchMove, files.execute(_MOVES.format(day=_day()), {"lost": _LOST}).to_arrow_table())
    bulk.number_after(Representative, KickOff, SealedList, BatchMove)


def _ways() -> Iterator[tuple[str, int, int, int, str, str, str, str]]:
    """Each move of each way, from the table of moves."""
    for coarse, variants in WAYS.items():
        for variant, verbs in enumerate(variants):
            state = START
            for number, verb in enumerate(verbs, start=1):
                assert state in MOVES[verb].since, (coarse, verb)
                until = MOVES[verb].until
                yield coarse, len(variants), variant, number, verb, state, until, _BY.get(verb, "i")
                state = until
            assert CUT_STATES.get(state, state) == coarse, (coarse, state)


def _day() -> str:
    """The day of a move as SQL."""
    cases = " ".join(f"WHEN '{verb}' THEN {day}" for verb, day in _DAYS.items())
    return f"(CASE w.verb {cases} END)"
