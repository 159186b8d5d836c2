"""Prints docs/access.md, who may see, prepare and approve what, from the table that every read asks."""

from collections.abc import Iterator

from juntos.core.access import ROLES, Detail, Kind, Reach, Role, Verb

OPENING = """# El acceso

Quién ve, prepara y aprueba qué, hasta dónde y con cuánto detalle. Toda lectura y toda acción preguntan a una
sola tabla, de la que se imprime esta página (`make docs`): lo que no está en ella se niega. Un rol tiene un
solo ámbito; de cada clase de datos ve las filas de su ámbito y ninguna otra.

- **Cuatro ojos.** Quien preparó algo no lo aprueba, sea cual sea la clase de datos. De los pagos, además,
  ningún rol prepara y aprueba: la UGOAL liquida, la Dirección Ejecutiva aprueba.
- **Salud.** Peso, hemoglobina y gestación los ven pocos; la gestación de una menor de edad, menos todavía.
- **Fuera de las páginas.** `juntos explain` dice lo menos, sin datos de salud, si no se le pide otra cosa con
  `--for` y un rol; el informe de `juntos report` no los tiene nunca, ni deja adivinar una gestación.
- **La gestación propuesta de una menor.** La aprueba otra persona que pueda saber de ella: la red o la DIRESA
  del hogar, que son de salud; nadie del programa la ve en la cola, ni en cuentas ni en filtros (D).
- **Con motivo.** Quien audita ve todo y no cambia nada, y antes de mirar escribe por qué.
- **Nombres.** Quien ve el padrón solo en cifras tampoco encuentra los nombres en la verificación, las
  excepciones, el acompañamiento ni los indicadores.
"""
KINDS = {
    Kind.REGISTRY: "Padrón",
    Kind.VERIFICATION: "Formatos y verificación",
    Kind.EXCEPTIONS: "Excepciones",
    Kind.PAYMENTS: "Liquidación y pagos",
    Kind.CASES: "Casos y fichas de ocurrencia",
    Kind.SUPPLY: "Oferta de servicios",
    Kind.AGREEMENTS: "Convenios",
    Kind.ACCOMPANIMENT: "Acompañamiento",
    Kind.INDICATORS: "Indicadores",
    Kind.HEALTH: "Valores de salud",
    Kind.MINOR_PREGNANCY: "Gestación de una menor de edad",
    Kind.AUDIT: "Registro de auditoría",
    Kind.USERS: "Cuentas y permisos",
}
REACHES = {
    Reach.NATION: "el país",
    Reach.REGION: "su región",
    Reach.ZONE: "su zona",
    Reach.DISTRICT: "su distrito",
    Reach.PLACES: "sus distritos o centros poblados",
    Reach.COMMUNITY: "su comunidad",
    Reach.DIRECTORATE: "los servicios de su dirección regional",
    Reach.NETWORK: "los servicios de su red, microred o UGEL",
    Reach.SERVICE: "su establecimiento o escuela",
    Reach.HOUSEHOLD: "su hogar",
    Reach.ORDERS: "las órdenes de pago que recibe",
}
DETAILS = {
    Detail.NAMED: "con nombre",
    Detail.CODED: "por código, sin nombre",
    Detail.MINIMUM: "lista mínima",
    Detail.AGGREGATED: "solo cifras",
}
NARROWER = (
    (
        "El CTZ «vuelve a verificar una muestra» y «valida» la oferta",
        "ve; no aprueba formatos ni incidencias",
    ),
    ("La coordinación técnica regional «planifica» la verificación", "ve los formatos; no los cambia"),
    ("El gestor de información «valida y consolida» el padrón", "cambia; aprueba la UGOAL"),
    ("«Gestor», entre quienes ven valores de salud", "el gestor local; no el gestor de información"),
    ("Comunicación y administración: padrón «sin datos sensibles»", "lista mínima"),
    ("Comunicación y administración: «puntos de pago», «campañas»", "pagos y planes de hogares, solo cifras"),
    ("UGPPE: ámbito nacional «seudonimizado»", "todo por código o en cifras, también los indicadores"),
    (
        "Dirección Ejecutiva: padrón en cifras, formatos y acompañamiento sin decirlo",
        "en cifras; con nombre, solo los casos y los pagos que aprueba",
    ),
    ("DGSP-MINSA: «versiones de los formatos»", "ve, en cifras; no cambia formatos"),
    ("DIRESA y redes «comentan» las excepciones", "ven; proponer es del establecimiento"),
    ("DRE, UGEL y escuela: alumnos con «nombre y grado»", "lista mínima también en formatos y excepciones"),
    ("Gerencia de Desarrollo Social: «cifras, y lista por convenio»", "cifras; la lista pide un convenio"),
    ("Gerencia y municipalidad: casos e indicadores", "en cifras, como su padrón"),
    ("Municipalidad: nombres «permitidos en la asamblea»; «punto y fechas de pago»", "cifras"),
    ("Madre líder: «fechas de pago»; casos y oferta", "fechas sin montos; lista mínima, de su comunidad"),
    ("CLST: nombres «de los denunciantes que consienten»", "lista mínima"),
    ("CRST, CNST: «consolidan» las fichas", "en cifras"),
    ("Banco: nombre, DNI, monto y punto", "lista mínima de las órdenes que recibe"),
    ("Público: escribe un caso", "no ve los casos; el suyo se sigue por su número"),
    ("Gestación de una menor, también si es la titular", "solo salud, y quien audita"),
    ("Auditor: «con motivo», dicho en la última columna", "con motivo en todas"),
)


def page() -> str:
    """The whole page."""
    lines = [OPENING, *_reaches(), *(line for kind in Kind for line in _section(kind)), *_narrower()]
    return "\n".join(lines) + "\n"


def _reaches() -> Iterator[str]:
    yield from ("## Los roles y su ámbito", "", "| rol | en el código | ámbito |", "|---|---|---|")
    yield from (f"| {role.title} | `{role.name}` | {REACHES[role.reach]} |" for role in ROLES.values())
    yield ""


def _section(kind: Kind) -> Iterator[str]:
    yield from (f"## {KINDS[kind]}", "")
    yield from ("| rol | ve | prepara | aprueba | detalle | ámbito |", "|---|---|---|---|---|---|")
    yield from (_row(role, kind) for role in ROLES.values() if kind in role.cells)
    yield ""


def _row(role: Role, kind: Kind) -> str:
    view = "con motivo" if role.needs_reason(kind) else _yes(role, Verb.VIEW, kind)
    others = (_yes(role, verb, kind) for verb in (Verb.CHANGE, Verb.APPROVE))
    cells = [role.title, view, *others, DETAILS[role.cells[kind].detail], REACHES[role.reach]]
    return f"| {' | '.join(cells)} |"


def _yes(role: Role, verb: Verb, kind: Kind) -> str:
    return "sí" if role.may(verb, kind) else ""


def _narrower() -> Iterator[str]:
    yield from ("## Donde se leyó lo más estrecho", "")
    yield "La matriz de roles admite dos lecturas, o dice un trabajo sin el permiso. Vale la que da menos."
    yield from ("", "| la matriz dice | la tabla da |", "|---|---|")
    yield from (f"| {said} | {given} |" for said, given in NARROWER)
