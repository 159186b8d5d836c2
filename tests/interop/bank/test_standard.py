"""Others read our orders as we mean them, and we read what others write by the standard.

The standard's own schema of pain.001.001.09 comes with sepaxml, applied by xmlschema; pyiso20022 has every
message as classes, made from the standard's schemas. Neither knows anything of us.
"""

import re
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest
import xmlschema
from hypothesis import given, settings
from lxml import etree
from pyiso20022.camt import camt_053_001_08 as camt
from pyiso20022.pain import pain_001_001_09 as pain001
from pyiso20022.pain import pain_002_001_10 as pain002
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.serializers import XmlSerializer
from xsdata.models.datatype import XmlDateTime

from juntos.core.transfers.answers import settle
from juntos.core.transfers.orders import Order
from juntos.interop.bank import read_answers, write_order
from juntos.interop.bank.xml_stream import profile
from tests.interop.bank.orders import ORDER, orders
from tests.interop.bank.wrong import SENT, right

SAMPLES = Path(__file__).parent / "samples"
XSD = (files("sepaxml") / "schemas" / "pain.001.001.09.xsd").read_bytes()
STANDARD = etree.XMLSchema(etree.fromstring(XSD))
CREDIT = "CstmrCdtTrfInitn"


def test_the_order_is_what_two_libraries_read(tmp_path: Path) -> None:
    path = tmp_path / "orden.xml"
    write_order(ORDER, path, "pain.001")
    by_schema = xmlschema.XMLSchema(XSD.decode()).to_dict(str(path))[CREDIT]
    by_classes = XmlParser().from_path(path, pain001.Document).cstmr_cdt_trf_initn
    assert (by_schema["GrpHdr"]["NbOfTxs"], by_schema["GrpHdr"]["CtrlSum"]) == ("3", Decimal("800.50"))
    assert (by_classes.grp_hdr.nb_of_txs, by_classes.grp_hdr.ctrl_sum) == ("3", Decimal("800.50"))
    paid = by_schema["PmtInf"][0]["CdtTrfTxInf"]
    assert [(one["PmtId"]["EndToEndId"], one["Amt"]["InstdAmt"]["$"]) for one in paid] == [
        (item.end_to_end_id, Decimal(item.amount_cents) / 100) for item in ORDER.items
    ]
    assert [
        (one.pmt_id.end_to_end_id, one.amt.instd_amt.value, one.amt.instd_amt.ccy, one.cdtr.nm)
        for one in by_classes.pmt_inf[0].cdt_trf_tx_inf
    ] == [
        (item.end_to_end_id, Decimal(item.amount_cents) / 100, "PEN", item.titular_name)
        for item in ORDER.items
    ]
    first = by_classes.pmt_inf[0].cdt_trf_tx_inf[0]
    assert first.cdtr_acct.id.othr.id == ORDER.items[0].cci
    assert first.cdtr_acct.id.othr.schme_nm.prtry == "CCI"
    assert (first.cdtr.id.prvt_id.othr[0].id, first.cdtr.id.prvt_id.othr[0].schme_nm.cd) == (
        "40000001",
        "NIDN",
    )


@given(order=orders())
@settings(max_examples=40)
def test_any_order_passes_the_standard_schema(order: Order, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "cualquiera.xml"
    write_order(order, path, "pain.001")
    assert STANDARD.validate(etree.parse(path)), STANDARD.error_log


def test_what_the_standard_schema_refuses_so_does_ours() -> None:
    """Of every element of an order: left out, doubled, renamed, and with other text."""
    ours = profile("pain.001.001.09")
    data = right("pain.001")
    spots = [m.span() for m in re.finditer(rb"<(\w+)[^<>]*>[^<>]+</\1>", data)]
    made = [data[:a] + new + data[b:] for a, b in spots for new in (b"", data[a:b] * 2, b"<X>1</X>")]
    made += [re.sub(rb">[^<>]+</", b">" + text + b"</", data, count=1) for text in (b"", b"x" * 141, b"-1")]
    refused = 0
    for changed in made:
        tree = etree.fromstring(changed)
        if not STANDARD.validate(tree):
            refused += 1
            assert not ours.validate(tree)
    assert refused > 60


def test_our_profiles_have_the_elements_of_the_standard_in_its_order() -> None:
    for message, classes in (("pain.002.001.10", pain002), ("camt.053.001.08", camt)):
        path = files("juntos.interop.bank") / "profiles" / f"{message}.xsd"
        root = etree.fromstring(path.read_bytes())
        for kind in root.findall("{*}complexType"):
            standard = getattr(classes, kind.get("name"), None)
            if standard is not None:
                fields = standard.__dataclass_fields__.values()
                expected = [f.metadata["name"] for f in fields if f.metadata.get("type") == "Element"]
                assert [element.get("name") for element in kind.iter("{*}element")] == expected, kind.get(
                    "name"
                )


def test_a_status_report_made_by_hand_is_reconciled() -> None:
    path = SAMPLES / "pain.002.xml"
    assert XmlParser().from_path(path, pain002.Document).cstmr_pmt_sts_rpt.grp_hdr.msg_id == "BN-RPT-0001"
    settled = settle(ORDER, (), read_answers(path))
    assert settled.faults == ()
    assert [(m.end_to_end_id[:4], m.outcome, m.on, m.reason) for m in settled.movements] == [
        ("L101", "acknowledged", date(2011, 7, 4), ""),
        ("L102", "acknowledged", date(2011, 7, 4), ""),
        ("L103", "rejected", date(2011, 7, 4), "identity-differs"),
    ]


def test_a_statement_made_by_hand_is_reconciled() -> None:
    """The bank's charges are in its totals and answer nothing."""
    path = SAMPLES / "camt.053.xml"
    assert len(XmlParser().from_path(path, camt.Document).bk_to_cstmr_stmt.stmt[0].ntry) == 4
    settled = settle(ORDER, (), read_answers(path))
    assert settled.faults == ()
    assert [
        (m.end_to_end_id[:4], m.outcome, m.on.day, m.reason) for m in settled.movements if not m.is_implied
    ] == [
        ("L102", "collected", 5, ""),
        ("L103", "available", 6, ""),
        ("L101", "returned", 11, "account-closed"),
    ]


def test_a_status_report_made_by_a_library_is_reconciled(tmp_path: Path) -> None:
    rejected = pain002.PaymentTransaction105(
        orgnl_end_to_end_id="L102-2011-3-P0-0",
        tx_sts="RJCT",
        sts_rsn_inf=[pain002.StatusReasonInformation12(rsn=pain002.StatusReason6Choice(cd="MD07"))],
    )
    report = pain002.CustomerPaymentStatusReportV10(
        grp_hdr=pain002.GroupHeader86(msg_id="LIB-1", cre_dt_tm=XmlDateTime(2011, 7, 5, 9, 0, 0)),
        orgnl_grp_inf_and_sts=pain002.OriginalGroupHeader17(
            orgnl_msg_id=ORDER.order_id, orgnl_msg_nm_id="pain.001.001.09", grp_sts="ACCP"
        ),
        orgnl_pmt_inf_and_sts=[
            pain002.OriginalPaymentInstruction32(orgnl_pmt_inf_id=ORDER.order_id, tx_inf_and_sts=[rejected])
        ],
    )
    path = tmp_path / "estado.xml"
    path.write_text(XmlSerializer().render(pain002.Document(cstmr_pmt_sts_rpt=report)), encoding="utf-8")
    settled = settle(ORDER, (), read_answers(path))
    assert sorted((m.end_to_end_id[:4], m.outcome, m.reason) for m in settled.movements) == [
        ("L101", "acknowledged", ""),
        ("L102", "rejected", "deceased"),
        ("L103", "acknowledged", ""),
    ]


@pytest.mark.parametrize(("name", "kind"), [("pain.002", pain002), ("camt.053", camt)])
def test_the_answers_we_invent_are_read_by_a_library(tmp_path: Path, name: str, kind: ModuleType) -> None:
    path = tmp_path / name
    path.write_bytes(right(name))
    read = XmlSerializer().render(XmlParser().from_path(path, kind.Document))
    path.write_text(read, encoding="utf-8")
    assert read_answers(path).items == SENT[name].items
