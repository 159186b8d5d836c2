"""The users that a head keeps: list, new account, one account."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions import accounts as actions
from juntos.core.access import ROLES, Kind, Reach, Verb
from juntos.paper import formats
from juntos.store.reads import accounts as reads
from juntos.store.reads.accounts import UserRow
from juntos.web.asking import Ask
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page

COLUMNS: tuple[Column[UserRow], ...] = (
    Column(
        "name",
        "Nombre",
        lambda u: u.name,
        href=lambda u: reverse("accounts.one", args=[u.user_id]),
        sorts=True,
    ),
    Column("login", "Usuario", lambda u: u.login, sorts=True),
    Column("role", "Rol", lambda u: u.role, sorts=True),
    Column("reach", "Ámbito", lambda u: u.reach),
    Column("since", "Desde", lambda u: u.since, words=lambda u: formats.day(u.since), sorts=True),
    Column("state", "Estado", lambda u: "Activa" if u.is_active else "Cerrada"),
)
STATES = Filter("estado", "Estado", (Choice("activa", "Activa"), Choice("cerrada", "Cerrada")))
# What a code of each reach is, for the person who types it.
CODE_HINTS = {
    Reach.REGION: "Código de la región, dos cifras: 03",
    Reach.ZONE: "Código de la zona",
    Reach.DISTRICT: "UBIGEO del distrito, seis cifras: 030101",
    Reach.PLACES: "UBIGEO de un distrito (030101) o código de centro poblado (0301010001); uno por línea",
    Reach.COMMUNITY: "Código de centro poblado, diez cifras; uno por línea",
    Reach.DIRECTORATE: "Código de la DIRESA o DRE",
    Reach.NETWORK: "Código de la red, microred o UGEL",
    Reach.SERVICE: "Código del establecimiento o de la institución educativa",
}


@page("usuarios/", title="Usuarios", under="accounts", kind=Kind.USERS)
def users(ask: Ask) -> HttpResponse:
    """The accounts within reach."""
    roles = tuple(Choice(role.name, role.title) for role in reads.roles_given_by(ask.viewer))
    table = Table(
        caption="Usuarios",
        columns=COLUMNS,
        page=reads.users(ask.viewer, ask.listing),
        listing=ask.listing,
        filters=(Filter("rol", "Rol", roles), STATES) if roles else (STATES,),
        search="Nombre o usuario",
        empty="Todavía no hay cuentas en su región. Cree la primera con «Nueva cuenta».",
    )
    return ask.show("accounts/users.html.j2", table=table)


@page("usuarios/nueva/", title="Nueva cuenta", under="accounts.users", kind=Kind.USERS, verb=Verb.CHANGE)
def new(ask: Ask) -> HttpResponse:
    """A new account; its password is shown once, to be handed over."""
    roles = reads.roles_given_by(ask.viewer)
    if ask.saves:
        typed = ask.typed
        wanted = actions.NewUser(
            login=typed.words("login", most=60),
            name=typed.words("name"),
            role=typed.choice("role", {role.name for role in roles}),
            since=ask.today,
            codes=codes_of(ask),
        )
        typed.check()
        number, password = actions.create_user(wanted, by=ask.viewer, at=ask.now)
        return _handed(ask, number, password)
    offered = [(role.name, role.title) for role in roles]
    return ask.show("accounts/new.html.j2", offered=offered, hints=_hints(roles))


@page("usuarios/<int:number>/", title="Cuenta", under="accounts.users", kind=Kind.USERS)
def one(ask: Ask, number: int) -> HttpResponse:
    """One account: what it is, and what its head may do with it."""
    user = reads.user_file(ask.viewer, number)
    given = user.role.name in {role.name for role in reads.roles_given_by(ask.viewer)}
    return ask.show("accounts/one.html.j2", title=user.row.name, user=user, is_managed=given)


@page(
    "usuarios/<int:number>/ambito/", title="Ámbito", under="accounts.users", kind=Kind.USERS, verb=Verb.CHANGE
)
def scope(ask: Ask, number: int) -> HttpResponse:
    """How far an account reaches."""
    user = reads.user_file(ask.viewer, number)
    if ask.saves:
        actions.set_scopes(user_id=number, codes=codes_of(ask), by=ask.viewer, at=ask.now)
        return ask.done(
            "El ámbito se guardó. Vale desde la próxima página que abra.", "accounts.one", number=number
        )
    held = "\n".join(code for _, code, _ in user.scopes)
    hint = CODE_HINTS.get(user.role.reach, "")
    return ask.show(
        "accounts/scope.html.j2", title=f"Ámbito de {user.row.name}", user=user, held=held, hint=hint
    )


@page(
    "usuarios/<int:number>/clave/",
    title="Nueva contraseña",
    under="accounts.users",
    kind=Kind.USERS,
    verb=Verb.CHANGE,
)
def password(ask: Ask, number: int) -> HttpResponse:
    """A new password for who forgot it."""
    user = reads.user_file(ask.viewer, number)
    if ask.saves:
        return _handed(ask, number, actions.reset_password(user_id=number, by=ask.viewer, at=ask.now))
    return _confirm(ask, user, "Se le dará otra contraseña", "La de ahora deja de servir en seguida.")


@page(
    "usuarios/<int:number>/telefono/",
    title="Quitar el teléfono",
    under="accounts.users",
    kind=Kind.USERS,
    verb=Verb.CHANGE,
)
def telephone(ask: Ask, number: int) -> HttpResponse:
    """Take away the second factor of who lost it."""
    user = reads.user_file(ask.viewer, number)
    if ask.saves:
        actions.reset_second_factor(user_id=number, by=ask.viewer, at=ask.now)
        return ask.done(
            "Se quitó el teléfono. La persona puede registrar otro.", "accounts.one", number=number
        )
    return _confirm(
        ask, user, "Se quitará su teléfono", "Entrará solo con su contraseña hasta que registre otro."
    )


@page(
    "usuarios/<int:number>/estado/",
    title="Cerrar o abrir",
    under="accounts.users",
    kind=Kind.USERS,
    verb=Verb.CHANGE,
)
def state(ask: Ask, number: int) -> HttpResponse:
    """Bar an account, or let it in again."""
    user = reads.user_file(ask.viewer, number)
    if ask.saves:
        actions.set_active(user_id=number, is_active=not user.row.is_active, by=ask.viewer, at=ask.now)
        done = "La cuenta se cerró." if user.row.is_active else "La cuenta se abrió otra vez."
        return ask.done(done, "accounts.one", number=number)
    if user.row.is_active:
        return _confirm(ask, user, "Se cerrará su cuenta", "No podrá entrar. Lo que hizo queda registrado.")
    return _confirm(ask, user, "Se abrirá su cuenta", "Podrá entrar otra vez con su contraseña.")


def codes_of(ask: Ask) -> tuple[str, ...]:
    """The codes typed, one a line or apart by commas."""
    return tuple(ask.typed.raw("codes").replace(",", " ").split())


def _hints(roles: tuple[Any, ...]) -> dict[str, list[str]]:
    """For each form of code, the roles that need it."""
    found: dict[str, list[str]] = {}
    for role in roles:
        found.setdefault(CODE_HINTS[role.reach], []).append(ROLES[role.name].title)
    return found


def _handed(ask: Ask, number: int, given: str) -> HttpResponse:
    user = reads.user_file(ask.viewer, number)
    return ask.show("accounts/handed.html.j2", title="Entregue esta contraseña", user=user, given=given)


def _confirm(ask: Ask, user: reads.UserFile, what: str, then: str) -> HttpResponse:
    title = f"{ask.route.title}: {user.row.name}"
    return ask.show("accounts/confirm.html.j2", title=title, user=user, what=what, then=then)
