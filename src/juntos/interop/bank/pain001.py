"""The order as ISO 20022's pain.001.001.09: soles, accounts as CCI, the DNI as national identity number.

One payment instruction per order. An item to an account has its CCI in CdtrAcct/Id/Othr; one paid in cash has
none, and an instruction to hold the money (HOLD) at a pay point.
"""

from datetime import date, datetime
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from juntos.core.errors import Fault, InputError
from juntos.core.money import soles
from juntos.core.transfers.orders import CURRENCY, LIMA, Item, Order, Payer, check_order
from juntos.interop.bank.xml_stream import NAMESPACE, cents_of, decimal_of, stream, text_of

MESSAGE = "pain.001.001.09"
_OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="{namespace}">
<CstmrCdtTrfInitn>
<GrpHdr><MsgId>{id}</MsgId><CreDtTm>{created}</CreDtTm><NbOfTxs>{count}</NbOfTxs><CtrlSum>{sum}</CtrlSum>\
<InitgPty>{payer}</InitgPty></GrpHdr>
<PmtInf><PmtInfId>{id}</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>\
<NbOfTxs>{count}</NbOfTxs><CtrlSum>{sum}</CtrlSum>\
<PmtTpInf><LclInstrm><Prtry>{channel}</Prtry></LclInstrm><CtgyPurp><Cd>GOVT</Cd></CtgyPurp></PmtTpInf>\
<ReqdExctnDt><Dt>{execution}</Dt></ReqdExctnDt><Dbtr>{payer}</Dbtr>\
<DbtrAcct>{account}<Ccy>PEN</Ccy></DbtrAcct><DbtrAgt>{agent}</DbtrAgt>
"""
_PAYER = "<Nm>{name}</Nm><Id><OrgId><Othr><Id>{ruc}</Id><SchmeNm><Cd>TXID</Cd></SchmeNm></Othr></OrgId></Id>"
_ACCOUNT = "<Id><Othr><Id>{}</Id><SchmeNm><Prtry>CCI</Prtry></SchmeNm></Othr></Id>"
_AGENT = "<FinInstnId><ClrSysMmbId><MmbId>{}</MmbId></ClrSysMmbId></FinInstnId>"
_DNI = "<Id><PrvtId><Othr><Id>{}</Id><SchmeNm><Cd>NIDN</Cd></SchmeNm></Othr></PrvtId></Id>"
_HOLD = "<InstrForCdtrAgt><Cd>HOLD</Cd><InstrInf>{}</InstrInf></InstrForCdtrAgt>"
_CLOSING = "</PmtInf>\n</CstmrCdtTrfInitn>\n</Document>\n"
_CHUNK = 5_000


def write_order(order: Order, path: Path) -> None:
    """Write an order that was checked, an item a line."""
    lines = map(_line, order.items)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_opening(order))
        while chunk := "".join(islice(lines, _CHUNK)):
            out.write(chunk)
        out.write(_CLOSING)


def _opening(order: Order) -> str:
    payer = order.payer
    return _OPENING.format(
        namespace=NAMESPACE + MESSAGE,
        id=order.order_id,
        created=order.created_at.astimezone(LIMA).isoformat(),
        count=order.count,
        sum=decimal_of(order.sum_cents),
        payer=_PAYER.format(name=escape(payer.name), ruc=payer.ruc),
        channel=order.channel,
        execution=order.execution_on.isoformat(),
        account=_ACCOUNT.format(payer.cci),
        agent=_AGENT.format(payer.cci[:3]),
    )


def _line(item: Item) -> str:
    to_account = item.cci != ""
    agent = f"<CdtrAgt>{_AGENT.format(item.cci[:3])}</CdtrAgt>" if to_account else ""
    account = f"<CdtrAcct>{_ACCOUNT.format(item.cci)}</CdtrAcct>" if to_account else ""
    dni = _DNI.format(item.dni) if item.dni else ""
    hold = "" if to_account else _HOLD.format(item.pay_point)
    return (
        f"<CdtTrfTxInf><PmtId><EndToEndId>{item.end_to_end_id}</EndToEndId></PmtId>"
        f'<Amt><InstdAmt Ccy="{CURRENCY}">{decimal_of(item.amount_cents)}</InstdAmt></Amt>{agent}'
        f"<Cdtr><Nm>{escape(item.titular_name)}</Nm>{dni}</Cdtr>{account}{hold}</CdtTrfTxInf>\n"
    )


def read_order(path: Path) -> Order:
    """Read an order back. Raises InputError for a file that is not valid or an order that is not right."""
    items: list[Item] = []
    header: dict[str, str] = {}
    for name, element in stream(path, MESSAGE, ("GrpHdr", "PmtInf", "CdtTrfTxInf")):
        if name == "CdtTrfTxInf":
            items.append(_item(element))
        else:
            header |= {f"{name}/{at}": text_of(element, at) for at in _HEADER[name]}
    order = _order(header, tuple(items))
    _check_totals(order, header, path.name)
    check_order(order, path.name)
    return order


_TOTALS = ("NbOfTxs", "CtrlSum")
_HEADER = {
    "GrpHdr": ("MsgId", "CreDtTm", *_TOTALS, "InitgPty/Nm"),
    "PmtInf": (
        *("PmtInfId", *_TOTALS, "PmtTpInf/LclInstrm/Prtry", "ReqdExctnDt/Dt"),
        *("Dbtr/Nm", "Dbtr/Id/OrgId/Othr/Id", "DbtrAcct/Id/Othr/Id"),
    ),
}


def _item(element: etree._Element) -> Item:
    return Item(
        end_to_end_id=text_of(element, "PmtId/EndToEndId"),
        titular_name=text_of(element, "Cdtr/Nm"),
        dni=text_of(element, "Cdtr/Id/PrvtId/Othr/Id"),
        cci=text_of(element, "CdtrAcct/Id/Othr/Id"),
        pay_point=text_of(element, "InstrForCdtrAgt/InstrInf"),
        amount_cents=cents_of(text_of(element, "Amt/InstdAmt")) or 0,
    )


def _order(header: dict[str, str], items: tuple[Item, ...]) -> Order:
    created = datetime.fromisoformat(header["GrpHdr/CreDtTm"])
    payer = (header[f"PmtInf/{at}"] for at in _HEADER["PmtInf"][-3:])
    return Order(
        order_id=header["GrpHdr/MsgId"],
        channel=header["PmtInf/PmtTpInf/LclInstrm/Prtry"],
        payer=Payer(*payer),
        created_at=created if created.tzinfo is None else created.astimezone(LIMA),
        execution_on=date.fromisoformat(header["PmtInf/ReqdExctnDt/Dt"][:10]),
        items=items,
    )


def _check_totals(order: Order, header: dict[str, str], file: str) -> None:
    """What the file declares twice, of the message and of its instruction, is what its items come to."""
    faults = []
    for part in ("GrpHdr", "PmtInf"):
        count, total = header[f"{part}/NbOfTxs"], header[f"{part}/CtrlSum"]
        if int(count) != order.count:
            faults.append(Fault("bank-count", file, None, f"{part}/NbOfTxs", count, str(order.count)))
        if cents_of(total) != order.sum_cents:
            said = soles(cents_of(total) or 0)
            faults.append(Fault("bank-sum", file, None, f"{part}/CtrlSum", said, soles(order.sum_cents)))
    if faults:
        raise InputError(*faults)
