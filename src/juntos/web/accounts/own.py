"""One's own account: what it is, the password, the telephone."""

import segno
from django.http import HttpResponse

from juntos.actions import accounts as actions
from juntos.store.reads.accounts import account_of, own_file
from juntos.web import sessions
from juntos.web.asking import Ask
from juntos.web.pages import page


@page("mi-cuenta/", title="Mi cuenta", under="home.today", kind=None)
def show(ask: Ask) -> HttpResponse:
    """Who one is here, and how one signs in."""
    return ask.show("accounts/own.html.j2", user=own_file(ask.viewer))


@page("mi-cuenta/clave/", title="Cambiar mi contraseña", under="accounts.own.show", kind=None)
def password(ask: Ask) -> HttpResponse:
    """A new password of one's own; the other sessions of the account end."""
    if ask.saves:
        typed = ask.typed
        old, new, again = (typed.secret(name) for name in ("old", "new", "again"))
        if new and again and new != again:
            typed.fault("password-differs", "again")
        typed.check()
        actions.change_password(old=old, new=new, by=ask.viewer, at=ask.now)
        account = account_of(ask.viewer.user_id, ask.now.date())
        assert account is not None, "the account that is signed in"
        sessions.keep_stamp(ask.request, account)
        return ask.done("Su contraseña cambió. Úsela desde la próxima vez que entre.", "accounts.own.show")
    return ask.show("accounts/password.html.j2", fewest=actions.PASSWORD_LETTERS_MIN)


@page("mi-cuenta/telefono/", title="Registrar mi teléfono", under="accounts.own.show", kind=None)
def telephone(ask: Ask) -> HttpResponse:
    """Turn on the second factor: a QR to read, a code to prove it, and codes for paper."""
    if ask.saves:
        codes = actions.confirm_second_factor(by=ask.viewer, code=ask.typed.raw("code"), at=ask.now)
        return ask.show("accounts/codes.html.j2", title="Guarde estos códigos", codes=codes)
    enrolling = actions.begin_second_factor(by=ask.viewer, at=ask.now)
    secret = " ".join(enrolling.secret[k : k + 4] for k in range(0, len(enrolling.secret), 4))
    return ask.show("accounts/telephone.html.j2", qr=_qr(enrolling.address), secret=secret)


@page("mi-cuenta/telefono/quitar/", title="Quitar mi teléfono", under="accounts.own.show", kind=None)
def drop(ask: Ask) -> HttpResponse:
    """Turn off the second factor."""
    if ask.saves:
        actions.drop_second_factor(by=ask.viewer, password=ask.typed.secret("password"), at=ask.now)
        return ask.done("Su teléfono ya no está registrado.", "accounts.own.show")
    return ask.show("accounts/drop.html.j2")


def _qr(address: str) -> str:
    """A QR code as the address of a picture that holds itself."""
    return segno.make(address, error="m").svg_data_uri(scale=4, border=2)
