"""Who owns each datum: which level of government, from which sources, and who may change it (SYS-30).

The principle is subsidiarity (Vargas Machuca 2014, L1112-1119, L3441-3447): a datum belongs to whoever makes
it, nearest to people. The programme reads the regional health records and never edits them.
"""

from dataclasses import dataclass

LEVELS = ("national", "regional", "local", "household")


@dataclass(frozen=True)
class Ownership:
    """One datum: its owner and the owner's level, the sources it comes from, and who may change it.

    ``changed_by`` are roles of core/access.py, those of the owner or those who write for it; empty: the
    datum is only read here, and is corrected where it was made.
    """

    datum: str
    level: str
    owner: str
    sources: tuple[str, ...]
    changed_by: tuple[str, ...]

    @property
    def is_read_only(self) -> bool:
        return not self.changed_by


# datum | level | owner | sources | roles that may change it in this system (none: only read)
_TABLE = """
household-identity | national | programme | list field | gestor information_manager
poverty-class | national | targeting-system | list |
class-validity | national | targeting-system | list |
member-birth-date | national | civil-registry | certificate dni | gestor information_manager
member-dni | national | civil-registry | dni | gestor information_manager
member-sis | national | health-insurance | sis | gestor information_manager
titular | household | household | agreement event | gestor information_manager ugoal
address | household | household | event field | gestor information_manager
agreement | household | household | agreement | gestor ugoal
household-state | national | programme | padron settlement | ugoal
gestor-assignment | national | programme | staff | information_manager ugoal
health-form | regional | health-directorate | form | clinic health_network
health-record | regional | health-directorate | his sien carnet |
pregnancy | regional | health-directorate | clinic event | gestor information_manager clinic
school-form | regional | education-directorate | form | school education_network
school-record | regional | education-directorate | siagie |
clinic-capacity | regional | health-directorate | sheet | health_directorate health_network clinic
school-capacity | regional | education-directorate | sheet | education_directorate education_network school
clinic-closure | regional | health-directorate | notice field committee | health_directorate gestor
school-closure | regional | education-directorate | notice field committee | education_directorate gestor
road-cut | local | municipality | municipality defence field | municipality gestor
access-calendar | local | municipality | community field | municipality gestor
assembly-minutes | local | community | minutes | gestor
occurrence-sheet | local | committee | sheet-of-occurrence | local_committee mother_leader titular
payment | national | programme | settlement | ugoal
collection | national | bank | bank-answer | bank
territory | national | statistics-institute | inei |
"""


def _ownership(line: str) -> Ownership:
    datum, level, owner, sources, roles = (part.strip() for part in line.split("|"))
    return Ownership(datum, level, owner, tuple(sources.split()), tuple(roles.split()))


OWNERSHIPS = tuple(_ownership(line) for line in _TABLE.strip().splitlines())
