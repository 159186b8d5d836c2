"""The bank's status report, pain.002.001.10: which items of an order it took and which it rejected, and why.

A status of the whole order counts for the items that the report does not name. A status that we do not know,
or a rejection whose reason we do not know, refuses the file: nothing is guessed.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import etree

from juntos.core.errors import Fault, InputError
from juntos.core.money import soles
from juntos.core.transfers.answers import NEEDS_REASON, Answer, Answers, Outcome
from juntos.core.transfers.orders import CURRENCY
from juntos.interop.bank.reasons import our_reasons, reason_element
from juntos.interop.bank.xml_stream import NAMESPACE, cents_of, decimal_of, stream, text_of

MESSAGE = "pain.002.001.10"
STATUSES: dict[str, Outcome] = {
    "RCVD": "acknowledged",
    "ACTC": "acknowledged",
    "ACCP": "acknowledged",
    "ACSP": "acknowledged",
    "ACWC": "acknowledged",
    "ACSC": "acknowledged",
    "PDNG": "acknowledged",
    "ACCC": "available",
    "RJCT": "rejected",
    "BLCK": "blocked",
}
PARTLY = "PART"
_WRITTEN: dict[Outcome, str] = {
    "acknowledged": "ACCP",
    "available": "ACCC",
    "rejected": "RJCT",
    "blocked": "BLCK",
}


def read_answers(path: Path) -> Answers:
    """Read a report. Raises InputError for one that is not valid, whole and unambiguous."""
    return _Report(path).answers()


class _Report:
    """A report as it is read: its heads, its items, and what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.file = path.name
        self.faults: list[Fault] = []
        self.head: dict[str, str] = {}
        self.items: list[Answer] = []
        self._statuses: list[tuple[str, str, int]] = []
        self._declared: Counter[str] = Counter()
        self._declared_cents: dict[str, int | None] = {}
        names = ("GrpHdr", "OrgnlGrpInfAndSts", "OrgnlPmtInfAndSts", "TxInfAndSts")
        for name, element in stream(path, MESSAGE, names):
            if name == "TxInfAndSts":
                self._item(element)
            else:
                self._head(name, element)

    def _head(self, name: str, element: etree._Element) -> None:
        if name == "GrpHdr":
            self.head |= {at: text_of(element, at) for at in ("MsgId", "CreDtTm")}
            return
        for at in ("OrgnlMsgId", "OrgnlMsgNmId", "OrgnlNbOfTxs", "OrgnlCtrlSum"):
            self.head[at] = text_of(element, at) or self.head.get(at, "")
        level = "GrpSts" if name == "OrgnlGrpInfAndSts" else "PmtInfSts"
        status = text_of(element, level)
        if status and status != PARTLY:
            self._statuses.append((status, _reason(element), element.sourceline or 0))
        space = etree.QName(element).namespace
        for told in element.findall(f"{{{space}}}NbOfTxsPerSts"):
            status, total = text_of(told, "DtldSts"), text_of(told, "DtldCtrlSum")
            self._declared[status] += int(text_of(told, "DtldNbOfTxs"))
            if total:
                self._declared_cents[status] = cents_of(total)

    def _item(self, element: etree._Element) -> None:
        status = text_of(element, "TxSts")
        answer = self._answer(status, _reason(element), element.sourceline or 0)
        if answer is None:
            return
        amount = text_of(element, "OrgnlTxRef/Amt/InstdAmt")
        on = text_of(element, "AccptncDtTm") or self.head["CreDtTm"]
        name = text_of(element, "OrgnlEndToEndId")
        cents = cents_of(amount) if amount else None
        told_on = date.fromisoformat(on[:10])
        self.items.append(replace(answer, end_to_end_id=name, on=told_on, amount_cents=cents))

    def _answer(self, status: str, reason: str, line: int) -> Answer | None:
        outcome, reasons = STATUSES.get(status), our_reasons("iso")
        if outcome is None:
            self.faults.append(Fault("bank-status", self.file, line, "TxSts", status, ", ".join(STATUSES)))
            return None
        if outcome in NEEDS_REASON and reason not in reasons:
            self.faults.append(Fault("bank-reason", self.file, line, "Rsn", reason, ", ".join(reasons)))
            return None
        ours = reasons.get(reason, "")
        return Answer("", "", outcome, date.min, None, ours, reason, line, status)

    def answers(self) -> Answers:
        """The report whole; raises InputError if anything of it is wrong."""
        whole = self._whole()
        self.faults += [] if self.faults else self._counts()
        self.faults += _repeated(self.file, self.items)
        if not self.head["OrgnlMsgNmId"].startswith("pain.001"):
            asked = self.head["OrgnlMsgNmId"]
            self.faults.append(Fault("bank-answer-of", self.file, None, "OrgnlMsgNmId", asked, "pain.001"))
        if not self.items and whole is None and not self.faults:
            self.faults.append(Fault("bank-nothing-told", self.file))
        if self.faults:
            raise InputError(*self.faults)
        return self._told(whole)

    def _whole(self) -> Answer | None:
        """The answer to all the items that are not named, from the statuses of group and instruction."""
        told = [self._answer(*status) for status in self._statuses]
        known = [answer for answer in told if answer is not None]
        outcomes = {answer.outcome for answer in known}
        is_denied = "rejected" in outcomes and any(item.outcome != "rejected" for item in self.items)
        if len(outcomes) > 1 or is_denied:
            said = " / ".join(dict.fromkeys(answer.said for answer in (*known, *self.items)))
            self.faults.append(Fault("bank-status-both", self.file, known[0].line, "GrpSts", said))
        return known[-1] if known else None

    def _counts(self) -> Iterator[Fault]:
        """What it declares of each status is what its items are, where both are told."""
        found = Counter(item.said for item in self.items)
        for status, count in self._declared.items():
            if self.items and count != found[status]:
                at = f"NbOfTxsPerSts {status}"
                yield Fault("bank-count", self.file, None, at, str(count), str(found[status]))
        for status, cents in self._declared_cents.items():
            amounts = [item.amount_cents for item in self.items if item.said == status]
            total = sum(amount or 0 for amount in amounts)
            if amounts and None not in amounts and cents != total:
                at = f"NbOfTxsPerSts {status}"
                yield Fault("bank-sum", self.file, None, at, soles(cents or 0), soles(total))

    def _told(self, whole: Answer | None) -> Answers:
        order_id, made_on = self.head["OrgnlMsgId"], date.fromisoformat(self.head["CreDtTm"][:10])
        count, total = self.head["OrgnlNbOfTxs"], self.head["OrgnlCtrlSum"]
        items = tuple(replace(answer, order_id=order_id) for answer in self.items)
        return Answers(
            message_id=self.head["MsgId"],
            made_on=made_on,
            items=items,
            count=len(items),
            sum_cents=sum(answer.amount_cents or 0 for answer in items),
            whole=None if whole is None else replace(whole, order_id=order_id, on=made_on),
            order_count=int(count) if count else None,
            order_sum_cents=cents_of(total) if total else None,
            file=self.file,
        )


def _reason(element: etree._Element) -> str:
    return text_of(element, "StsRsnInf/Rsn/Cd") or text_of(element, "StsRsnInf/Rsn/Prtry")


def _repeated(file: str, items: list[Answer]) -> Iterator[Fault]:
    seen: dict[str, Answer] = {}
    for answer in items:
        name = answer.end_to_end_id
        first = seen.setdefault(name, answer)
        if first is not answer:
            yield Fault("bank-id-repeated", file, answer.line, "OrgnlEndToEndId", name, str(first.line))


def write_answers(answers: Answers, path: Path) -> None:
    """Write a report as a bank would, with the totals that it declares: for tests, the invented bank."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(_lines(answers))


def _lines(answers: Answers) -> Iterator[str]:
    (order_id,) = answers.order_ids
    found, sums = Counter[str](), Counter[str]()
    for answer in answers.items:
        found[_WRITTEN[answer.outcome]] += 1
        sums[_WRITTEN[answer.outcome]] += answer.amount_cents or 0
    for status in list(found)[:1]:
        found[status] += answers.count - len(answers.items)
        sums[status] += answers.sum_cents - sum(sums.values())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{NAMESPACE}{MESSAGE}">\n'
    yield f"<CstmrPmtStsRpt>\n<GrpHdr><MsgId>{answers.message_id}</MsgId>"
    yield f"<CreDtTm>{answers.made_on}T08:00:00-05:00</CreDtTm></GrpHdr>\n"
    yield f"<OrgnlGrpInfAndSts><OrgnlMsgId>{order_id}</OrgnlMsgId>"
    yield "<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
    if answers.order_count is not None:
        yield f"<OrgnlNbOfTxs>{answers.order_count}</OrgnlNbOfTxs>"
    if answers.order_sum_cents is not None:
        yield f"<OrgnlCtrlSum>{decimal_of(answers.order_sum_cents)}</OrgnlCtrlSum>"
    whole = answers.whole
    yield f"<GrpSts>{_WRITTEN[whole.outcome] if whole else PARTLY}</GrpSts>{_reason_xml(whole)}"
    for status, count in found.items():
        yield f"<NbOfTxsPerSts><DtldNbOfTxs>{count}</DtldNbOfTxs><DtldSts>{status}</DtldSts>"
        yield f"<DtldCtrlSum>{decimal_of(sums[status])}</DtldCtrlSum></NbOfTxsPerSts>"
    yield f"</OrgnlGrpInfAndSts>\n<OrgnlPmtInfAndSts><OrgnlPmtInfId>{order_id}</OrgnlPmtInfId>\n"
    yield from map(_item_xml, answers.items)
    yield "</OrgnlPmtInfAndSts>\n</CstmrPmtStsRpt>\n</Document>\n"


def _item_xml(answer: Answer) -> str:
    amount = ""
    if answer.amount_cents is not None:
        told = decimal_of(answer.amount_cents)
        amount = f'<OrgnlTxRef><Amt><InstdAmt Ccy="{CURRENCY}">{told}</InstdAmt></Amt></OrgnlTxRef>'
    return (
        f"<TxInfAndSts><OrgnlEndToEndId>{answer.end_to_end_id}</OrgnlEndToEndId>"
        f"<TxSts>{_WRITTEN[answer.outcome]}</TxSts>{_reason_xml(answer)}"
        f"<AccptncDtTm>{answer.on}T08:00:00-05:00</AccptncDtTm>{amount}</TxInfAndSts>\n"
    )


def _reason_xml(answer: Answer | None) -> str:
    told = reason_element(answer)
    return f"<StsRsnInf>{told}</StsRsnInf>" if told else ""
