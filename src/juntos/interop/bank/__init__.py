"""The bank's formats behind one order and its answers: ISO 20022, and fixed width for Banco de la Nación.

``write_order`` writes a checked order; ``read_answers`` reads whatever the bank sends back. What answers may
move is decided by ``settle`` in core/transfers/answers.py. Who sends what, and what each wrong file is told,
is docs/bank.md.
"""

from juntos.interop.bank.formats import (
    ANSWER_FORMATS,
    ORDER_FORMATS,
    ORDER_SUFFIXES,
    read_answers,
    read_order,
    sniff,
    write_answers,
    write_order,
)

__all__ = [
    "ANSWER_FORMATS",
    "ORDER_FORMATS",
    "ORDER_SUFFIXES",
    "read_answers",
    "read_order",
    "sniff",
    "write_answers",
    "write_order",
]
