"""The programme's processes, which are the front door, and what each person has to do today.

A page says under which process it stands; a process without a page is absent. A context registers its
tasks with ``@tasks``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from juntos.store.reads.viewing import Viewer


@dataclass(frozen=True)
class Process:
    """A process of the programme: its key (the context's name), its name, what it is for, and its group."""

    key: str
    title: str
    sentence: str
    group: str


OPERATIVE, SUPPORTING, BASE = "operative", "supporting", "base"
GROUPS = {
    BASE: "Lo que todos usan",
    OPERATIVE: "Procesos operativos",
    SUPPORTING: "Procesos de soporte",
}
# DOMAIN GRA-02: seven operative processes and two that support them, in the order of a household's path.
PROCESSES = {
    process.key: process
    for process in (
        Process("registry", "Padrón", "Los hogares, sus miembros y lo que cambia en ellos.", BASE),
        Process("territory", "Territorio", "Regiones, centros poblados y servicios.", BASE),
        Process("accounts", "Cuentas", "Quién usa el sistema, y el rastro de lo que se hizo.", BASE),
        Process("supply", "Oferta", "Si la clínica y la escuela pueden atender.", OPERATIVE),
        Process("enrolment", "Afiliación", "De la lista del SISFOH al acuerdo firmado.", OPERATIVE),
        Process(
            "coresponsibility", "Corresponsabilidades", "Quién usó los servicios, y por qué no.", OPERATIVE
        ),
        Process("transfers", "Transferencias", "Lo que se paga a cada hogar, y lo cobrado.", OPERATIVE),
        Process("grievances", "Servicio al usuario", "Consultas, quejas y denuncias.", OPERATIVE),
        Process("outreach", "Información", "Lo que se dice a los hogares, en su lengua.", OPERATIVE),
        Process("graduation", "Graduación", "Los hogares que ya no necesitan el programa.", OPERATIVE),
        Process("monitoring", "Monitoreo", "Indicadores y metas, por territorio.", SUPPORTING),
        Process("planning", "Planeamiento", "Metas y presupuesto.", SUPPORTING),
    )
}


@dataclass(frozen=True)
class Task:
    """Something to do today: what, how many, where, and until when; ``one`` is what, where it is one."""

    title: str
    count: int
    href: str
    due: date | None = None
    one: str = ""

    @property
    def words(self) -> str:
        return self.one if self.count == 1 and self.one else self.title


Teller = Callable[[Viewer, date], Iterable[Task]]
_TELLERS: list[Teller] = []


def tasks(teller: Teller) -> Teller:
    """Register what a context tells people to do today; the function answers for one viewer."""
    _TELLERS.append(teller)
    return teller


def tasks_of(viewer: Viewer, today: date) -> tuple[Task, ...]:
    """What the viewer has to do, the soonest due first; what counts zero is left out."""
    found = [task for teller in _TELLERS for task in teller(viewer, today) if task.count]
    return tuple(sorted(found, key=lambda task: (task.due or date.max, task.title)))
