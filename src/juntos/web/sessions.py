"""Who is signed in: the session's account, its two ends (idle and absolute), and what it said it is for.

A session holds: account, the password's stamp, when it began and was last used, the purpose stated.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from juntos.store.reads.accounts import Account, account_of

PURPOSE_LASTS = timedelta(minutes=60)
CODE_WAITS = timedelta(minutes=5)
_SEEN_EVERY = timedelta(minutes=1)  # a write for each page would be a write too many


@dataclass(frozen=True)
class Pending:
    """A password that was right, waiting for the code of the second factor."""

    user_id: int
    onward: str


def begin(request: HttpRequest, account: Account, now: datetime) -> None:
    """Sign in, under a new session key so that none planted before is of use."""
    request.session.flush()
    request.session.update(
        {
            "account": account.user_id,
            "stamp": account.stamp,
            "begun": now.timestamp(),
            "seen": now.timestamp(),
        }
    )


def end(request: HttpRequest) -> None:
    """Sign out."""
    request.session.flush()


def current(request: HttpRequest, now: datetime) -> Account | None:
    """The account signed in, or None: nobody, too long idle, past the day, barred, or a changed password."""
    kept = request.session
    if "account" not in kept:
        return None
    account = account_of(int(kept["account"]), now.date())
    seen, begun = (datetime.fromtimestamp(kept[key], tz=now.tzinfo) for key in ("seen", "begun"))
    office = settings.OFFICE
    is_over = now - seen > timedelta(minutes=office.idle_minutes) or now - begun > timedelta(
        hours=office.session_hours
    )
    if account is None or is_over or kept.get("stamp") != account.stamp:
        kept.flush()
        return None
    if now - seen > _SEEN_EVERY:
        kept["seen"] = now.timestamp()
    return account


def keep_stamp(request: HttpRequest, account: Account) -> None:
    """After a change of one's own password: this session goes on, the others end."""
    request.session.cycle_key()
    request.session["stamp"] = account.stamp


def wait_for_code(request: HttpRequest, user_id: int, onward: str, now: datetime) -> None:
    request.session.flush()
    request.session["pending"] = {"account": user_id, "onward": onward, "at": now.timestamp()}


def pending(request: HttpRequest, now: datetime) -> Pending | None:
    """Who still owes a code, None after five minutes."""
    kept = request.session.get("pending")
    if not kept or now.timestamp() - kept["at"] > CODE_WAITS.total_seconds():
        return None
    return Pending(int(kept["account"]), str(kept["onward"]))


def state_purpose(request: HttpRequest, purpose: str, now: datetime) -> None:
    request.session["purpose"] = {"words": purpose, "at": now.timestamp()}


def purpose(request: HttpRequest, now: datetime) -> str:
    """What was said that it is for, empty once it is an hour old."""
    kept = request.session.get("purpose")
    if not kept or now.timestamp() - kept["at"] > PURPOSE_LASTS.total_seconds():
        return ""
    return str(kept["words"])
