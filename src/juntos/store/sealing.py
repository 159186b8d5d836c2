"""Keeps what must not be read from a copy of the store: encrypted with a key that is not in it.

The key is derived from the office's secret key (HKDF, RFC 5869), apart from what that key signs; the text is
encrypted and authenticated by Fernet (AES-128 in CBC mode, HMAC-SHA256). Who has the store without the
secret key has nothing of it, and who loses the secret key has lost it.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"juntos: second factor"
KEY_BYTES = 32


def sealed(text: str) -> str:
    """The text as the store keeps it; each time another."""
    return _key().encrypt(text.encode()).decode("ascii")


def opened(kept: str) -> str | None:
    """What was sealed; None where it was with another secret key, or was changed since."""
    try:
        return _key().decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


def _key() -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=PURPOSE)
    return Fernet(urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
