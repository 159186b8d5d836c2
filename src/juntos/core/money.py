"""Money: integer céntimos, never a float."""

from typing import NewType

Cents = NewType("Cents", int)


def soles(amount: int) -> str:
    """An amount in céntimos as people in Peru write it: ``S/ 1 234,50``.

    >>> soles(20000)
    'S/ 200,00'
    """
    whole, cents = divmod(abs(amount), 100)
    sign = "-" if amount < 0 else ""
    grouped = f"{whole:,}".replace(",", " ")
    return f"{sign}S/ {grouped},{cents:02d}"
