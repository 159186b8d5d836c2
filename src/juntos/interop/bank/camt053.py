"""The bank's statement, camt.053.001.08: what left the programme's account for titulars, and what came back.

Only booked entries count. A debit made an item's money available in her account, or was collected if it was
cash over the counter; a credit with a return reason came back. What names no item of ours (funds received,
the bank's charges) counts in the totals and answers nothing.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from lxml import etree

from juntos.core.errors import Fault, InputError
from juntos.core.money import soles
from juntos.core.transfers.answers import Answer, Answers, Outcome
from juntos.core.transfers.orders import CURRENCY, FAULTS_TOLD_MAX
from juntos.interop.bank.reasons import our_reasons, reason_element
from juntos.interop.bank.xml_stream import NAMESPACE, cents_of, decimal_of, stream, text_of

MESSAGE = "camt.053.001.08"
COUNTER = "CNTR"
_DOMAIN = "BkTxCd/Domn/Fmly"
_CODES: dict[Outcome, tuple[str, str, str]] = {
    "available": ("DBIT", "ICDT", "DMCT"),
    "collected": ("DBIT", COUNTER, "CWDL"),
    "returned": ("CRDT", "ICDT", "RRTN"),
}


def read_answers(path: Path) -> Answers:
    """Read a statement. Raises InputError for one that is not valid, whole and unambiguous."""
    return _Statement(path).answers()


class _Statement:
    """A statement as it is read: its entries summed, its answers, and what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.file = path.name
        self.faults: list[Fault] = []
        self.items: list[Answer] = []
        self._message = self._created = ""
        self._entries = 0
        self._sums = {"DBIT": 0, "CRDT": 0}
        self._all_cents = 0
        for name, element in stream(path, MESSAGE, ("GrpHdr", "Stmt", "Ntry")):
            if name == "Ntry":
                self._entry(element)
            elif name == "GrpHdr":
                self._message, self._created = text_of(element, "MsgId"), text_of(element, "CreDtTm")
            else:
                self._statement(element)

    def _tell(self, code: str, line: int | None, column: str, value: str, expected: str) -> None:
        self.faults.append(Fault(code, self.file, line, column, value, expected))
        if len(self.faults) >= FAULTS_TOLD_MAX:
            raise InputError(*self.faults)

    def _cents(self, element: etree._Element, path: str) -> int:
        told = text_of(element, path)
        cents = cents_of(told)
        if cents is None:
            self._tell("bank-xml-value", element.sourceline, path, told, "0.01")
        return cents or 0

    def _entry(self, entry: etree._Element) -> None:
        cents, side = self._cents(entry, "Amt"), text_of(entry, "CdtDbtInd")
        self._entries += 1
        self._all_cents += cents
        if text_of(entry, "Sts/Cd") != "BOOK":
            return
        self._sums[side] += cents
        space = etree.QName(entry).namespace
        details = entry.findall(f"{{{space}}}NtryDtls/{{{space}}}TxDtls")
        for batch in entry.findall(f"{{{space}}}NtryDtls"):
            count, found = text_of(batch, "Btch/NbOfTxs"), len(batch.findall(f"{{{space}}}TxDtls"))
            if count and int(count) != found:
                self._tell("bank-count", batch.sourceline, "Btch/NbOfTxs", count, str(found))
        told = [self._cents(detail, "Amt") if text_of(detail, "Amt") else cents for detail in details]
        if details and sum(told) != cents:
            self._tell("bank-sum", entry.sourceline, "Ntry/Amt", soles(cents), soles(sum(told)))
        for detail, amount in zip(details, told, strict=True):
            if text_of(detail, "Refs/EndToEndId") not in ("", "NOTPROVIDED"):
                self._detail(entry, detail, amount)

    def _detail(self, entry: etree._Element, detail: etree._Element, cents: int) -> None:
        line, name = detail.sourceline or 0, text_of(detail, "Refs/EndToEndId")
        space = etree.QName(entry).namespace
        batch = detail.getparent()
        order_id = text_of(detail, "Refs/MsgId")
        if not order_id and batch is not None:
            order_id = text_of(batch, "Btch/MsgId")
        if not order_id:
            self._tell("bank-xml-missing", line, "TxDtls/Refs", "", "MsgId")
        side = text_of(detail, "CdtDbtInd") or text_of(entry, "CdtDbtInd")
        reason = text_of(detail, "RtrInf/Rsn/Cd") or text_of(detail, "RtrInf/Rsn/Prtry")
        reasons = our_reasons("iso")
        if side != text_of(entry, "CdtDbtInd"):
            self._tell("bank-status-both", line, "CdtDbtInd", f"{text_of(entry, 'CdtDbtInd')} / {side}", "")
        is_return = side == "CRDT"
        if is_return and reason not in reasons:
            self._tell("bank-reason", line, "RtrInf/Rsn", reason, ", ".join(reasons))
        family = text_of(detail, f"{_DOMAIN}/Cd") or text_of(entry, f"{_DOMAIN}/Cd")
        paid: Outcome = "collected" if family == COUNTER else "available"
        day = entry.find(f"{{{space}}}BookgDt/*")
        on = date.fromisoformat((day.text if day is not None and day.text else "").strip()[:10])
        self.items.append(
            Answer(
                order_id=order_id,
                end_to_end_id=name,
                outcome="returned" if is_return else paid,
                on=on,
                amount_cents=cents,
                reason=reasons.get(reason, "") if is_return else "",
                bank_reason=reason if is_return else "",
                line=line,
                said=side,
            )
        )

    def _statement(self, statement: etree._Element) -> None:
        """What the statement declares of all its entries, and that its balances follow from them."""
        line = statement.sourceline
        count, total = (text_of(statement, f"TxsSummry/TtlNtries/{at}") for at in ("NbOfNtries", "Sum"))
        if count and int(count) != self._entries:
            self._tell("bank-count", line, "TtlNtries/NbOfNtries", count, str(self._entries))
        if total and cents_of(total) != self._all_cents:
            said = soles(cents_of(total) or 0)
            self._tell("bank-sum", line, "TtlNtries/Sum", said, soles(self._all_cents))
        opened, closed = self._balance(statement, "OPBD"), self._balance(statement, "CLBD")
        if opened is not None and closed is not None:
            expected = opened + self._sums["CRDT"] - self._sums["DBIT"]
            if closed != expected:
                self._tell("bank-balance", line, "CLBD", soles(closed), soles(expected))
        self._entries = self._all_cents = 0
        self._sums = {"DBIT": 0, "CRDT": 0}

    def _balance(self, statement: etree._Element, code: str) -> int | None:
        space = etree.QName(statement).namespace
        for balance in statement.findall(f"{{{space}}}Bal"):
            if text_of(balance, "Tp/CdOrPrtry/Cd") == code:
                sign = 1 if text_of(balance, "CdtDbtInd") == "CRDT" else -1
                return sign * self._cents(balance, "Amt")
        return None

    def answers(self) -> Answers:
        """The statement whole; raises InputError if anything of it is wrong."""
        seen: dict[tuple[str, Outcome], Answer] = {}
        for answer in self.items:
            first = seen.setdefault((answer.end_to_end_id, answer.outcome), answer)
            if first is not answer:
                self._tell(
                    "bank-id-repeated", answer.line, "EndToEndId", answer.end_to_end_id, str(first.line)
                )
        if self.faults:
            raise InputError(*self.faults)
        return Answers(
            message_id=self._message,
            made_on=date.fromisoformat(self._created[:10]),
            items=tuple(self.items),
            count=len(self.items),
            sum_cents=sum(answer.amount_cents or 0 for answer in self.items),
            file=self.file,
        )


def write_answers(answers: Answers, path: Path) -> None:
    """Write a statement as a bank would, with the totals that it declares: for tests, the invented bank.

    Answers of one outcome and day that follow one another are one entry.
    """
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(_lines(answers))


def _lines(answers: Answers) -> Iterator[str]:
    entries = [list(group) for _, group in groupby(answers.items, key=lambda a: (a.outcome, a.on))]
    sums = {"DBIT": 0, "CRDT": 0}
    for answer in answers.items:
        sums[_CODES[answer.outcome][0]] += answer.amount_cents or 0
    made = f"{answers.made_on}T20:00:00-05:00"
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{NAMESPACE}{MESSAGE}">\n'
    yield "<BkToCstmrStmt>\n"
    yield f"<GrpHdr><MsgId>{answers.message_id}</MsgId><CreDtTm>{made}</CreDtTm></GrpHdr>\n"
    yield f"<Stmt><Id>{answers.message_id}</Id><CreDtTm>{made}</CreDtTm>"
    yield "<Acct><Id><Othr><Id>PROGRAMA</Id></Othr></Id><Ccy>PEN</Ccy></Acct>\n"
    yield _balance_xml("OPBD", sums["DBIT"], answers.made_on)
    yield _balance_xml("CLBD", sums["CRDT"], answers.made_on)
    yield f"<TxsSummry><TtlNtries><NbOfNtries>{len(entries)}</NbOfNtries>"
    yield f"<Sum>{decimal_of(answers.sum_cents)}</Sum></TtlNtries></TxsSummry>\n"
    missing = answers.count - len(answers.items)
    for place, entry in enumerate(entries):
        yield from _entry_xml(entry, len(entry) + (missing if place == 0 else 0))
    yield "</Stmt>\n</BkToCstmrStmt>\n</Document>\n"


def _balance_xml(code: str, cents: int, on: date) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{CURRENCY}">{decimal_of(cents)}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f"<Dt><Dt>{on}</Dt></Dt></Bal>\n"
    )


def _entry_xml(entry: list[Answer], count: int) -> Iterator[str]:
    side, family, part = _CODES[entry[0].outcome]
    total = sum(answer.amount_cents or 0 for answer in entry)
    yield f'<Ntry><Amt Ccy="{CURRENCY}">{decimal_of(total)}</Amt><CdtDbtInd>{side}</CdtDbtInd>'
    yield "<Sts><Cd>BOOK</Cd></Sts>"
    yield f"<BookgDt><Dt>{entry[0].on}</Dt></BookgDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>{family}</Cd>"
    yield f"<SubFmlyCd>{part}</SubFmlyCd></Fmly></Domn></BkTxCd>\n"
    yield f"<NtryDtls><Btch><NbOfTxs>{count}</NbOfTxs></Btch>\n"
    for answer in entry:
        reason = f"<RtrInf>{reason_element(answer)}</RtrInf>" if side == "CRDT" else ""
        yield (
            f"<TxDtls><Refs><MsgId>{answer.order_id}</MsgId>"
            f"<EndToEndId>{answer.end_to_end_id}</EndToEndId></Refs>"
            f'<Amt Ccy="{CURRENCY}">{decimal_of(answer.amount_cents or 0)}</Amt>{reason}</TxDtls>\n'
        )
    yield "</NtryDtls></Ntry>\n"
