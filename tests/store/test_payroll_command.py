"""The commands of money: each help's example runs on the invented record, and says what it did."""

import pytest

from tests.cli.typing_it import typed
from tests.filled import Filled
from tests.store.tampering import tamper
from tests.store.test_record_commands import example


def test_a_payroll_is_prepared_and_the_books_hold(record: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    early = typed(example("payroll prepare"), capsys)
    assert (early.code, "no está firmado" in early.err) == (2, True)
    assert "firmado" in typed(example("payroll sign"), capsys).out
    assert "S/ 40 000 000,00" in typed(example("payroll budget"), capsys).out
    assert typed(example("payroll budget"), capsys).code == 2
    made = typed(f"{example('payroll prepare')} --json", capsys)
    assert (made.code, made.data["was_kept"], made.data["state"]) == (0, False, "liquidated")
    assert typed(f"{example('payroll prepare')} --json", capsys).data["was_kept"]
    number = made.data["payroll_id"]
    assert "liquidada" in typed(example("payroll show"), capsys).out
    shown = typed(f"juntos payroll show {number} --by ugoal --json", capsys)
    assert sum(line["amount_cents"] for line in shown.data["lines"]) == made.data["amount_cents"]
    assert made.data["sha256"] in typed(f"juntos payroll show {number} --by ugoal", capsys).out
    assert "El libro cuadra" in typed(example("ledger check"), capsys).out
    tamper("UPDATE transfers_payroll SET amount_cents = amount_cents + 1")
    wrong = typed(example("ledger check"), capsys)
    assert (wrong.code, "suman" in wrong.out) == (2, True)
