"""Accounts: signing in and out, keeping the accounts of a region, and the second factor."""

from juntos.actions.accounts.keeping import (
    PASSWORD_LETTERS_MIN,
    NewUser,
    change_password,
    create_user,
    reset_password,
    set_active,
    set_scopes,
)
from juntos.actions.accounts.second_factor import (
    Enrolling,
    begin_second_factor,
    confirm_second_factor,
    drop_second_factor,
    reset_second_factor,
)
from juntos.actions.accounts.signing_in import SignIn, sign_in, sign_in_with_code, sign_out

__all__ = [
    "PASSWORD_LETTERS_MIN",
    "Enrolling",
    "NewUser",
    "SignIn",
    "begin_second_factor",
    "change_password",
    "confirm_second_factor",
    "create_user",
    "drop_second_factor",
    "reset_password",
    "reset_second_factor",
    "set_active",
    "set_scopes",
    "sign_in",
    "sign_in_with_code",
    "sign_out",
]
