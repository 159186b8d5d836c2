"""Capturing a list: its rows kept as they are keyed, and made evidence when somebody signs them."""

from juntos.actions.coresponsibility.capturing.ending import keep_ending
from juntos.actions.coresponsibility.capturing.keying import Keyed, Keying, keep_rows
from juntos.actions.coresponsibility.capturing.lists import list_of
from juntos.actions.coresponsibility.capturing.pregnancy import propose_pregnancy
from juntos.actions.coresponsibility.capturing.signing import Signing, sign_list
from juntos.actions.coresponsibility.capturing.telling import (
    Line,
    Telling,
    leave_list_read,
    lines_of,
    telling,
)

__all__ = [
    "Keyed",
    "Keying",
    "Line",
    "Signing",
    "Telling",
    "keep_ending",
    "keep_rows",
    "leave_list_read",
    "lines_of",
    "list_of",
    "propose_pregnancy",
    "sign_list",
    "telling",
]
