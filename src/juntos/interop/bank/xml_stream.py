"""Reads the bank's XML safely: in a stream, checked against a profile of the standard, nothing from outside.

A file with a DTD or an entity, too large, in another encoding or of another message is refused before it is
parsed. What the parser says of a broken or invalid file is told in the words of the programme.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

from lxml import etree

from juntos.core.errors import Fault, InputError
from juntos.core.transfers.orders import CURRENCY, FAULTS_TOLD_MAX

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
MESSAGES = ("pain.001.001.09", "pain.002.001.10", "camt.053.001.08")
BYTES_MAX = 2 << 30
TREE_BYTES_MAX = 32 << 20
_BLOCK = 1 << 20
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NAMES = re.compile(r"\{[^}]*\}")
_SUBJECT = re.compile(r"^Element '([^']+)'(?:, attribute '([^']+)')?")
_QUOTED = re.compile(r"(?:The value|^) '([^']*)'")
_WANTED = re.compile(r"(?:Expected is(?: one of)? \(|set \{|pattern ')(.*?)[)}']?\.$")


def message_of(path: Path) -> str:
    """Which ISO 20022 message a file is, by its root. Raises InputError for what may not be parsed."""
    _guard(path)
    etree.clear_error_log()
    parser = etree.XMLPullParser(events=("start",), **_SAFE)
    try:
        with path.open("rb") as source:
            while block := source.read(_BLOCK):
                parser.feed(block)
                for _, root in parser.read_events():
                    return _name(path.name, root)
    except etree.XMLSyntaxError as error:
        raise InputError(*_told(path.name, error.error_log)) from error
    raise InputError(Fault("bank-xml-broken", path.name, 1, value="…"))


def _name(file: str, root: etree._Element) -> str:
    name = etree.QName(root)
    message = (name.namespace or "").removeprefix(NAMESPACE)
    if name.localname != "Document" or message not in MESSAGES:
        found = message or name.localname
        raise InputError(Fault("bank-xml-message", file, 1, value=found, expected=", ".join(MESSAGES)))
    return message


def _guard(path: Path) -> None:
    """Refuse what the parser should not even be given."""
    size = path.stat().st_size
    if size > BYTES_MAX:
        found, most = f"{size / (1 << 30):.1f}", str(BYTES_MAX >> 30)
        raise InputError(Fault("bank-file-large", path.name, value=found, expected=most))
    with path.open("rb") as source:
        tail, line = b"", 1
        while block := source.read(_BLOCK):
            if b"\0" in block:
                raise InputError(Fault("bank-xml-encoding", path.name, line, value="UTF-16"))
            if bad := _FORBIDDEN.search(tail + block):
                line += (tail + block)[: bad.start()].count(b"\n")
                raise InputError(Fault("bank-xml-dtd", path.name, line, value=bad[0].decode()))
            kept = block[-16:]
            line += (tail + block)[: -len(kept)].count(b"\n")
            tail = kept


def profile(message: str) -> etree.XMLSchema:
    """The schema that a message is checked against; a new one each time, since it keeps its errors."""
    return etree.XMLSchema(etree.fromstring(_profile_text(message)))


@cache
def _profile_text(message: str) -> bytes:
    return files("juntos.interop.bank").joinpath("profiles", f"{message}.xsd").read_bytes()


def stream(path: Path, message: str, names: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    """Each element of these names once it has ended, and whole, its name first; of a file that is valid.

    An element of the last name is emptied after it was yielded, so that memory does not grow with the file.
    Raises InputError for a file that is broken or does not fit the profile, before anything is yielded.
    """
    tags = {f"{{{NAMESPACE}{message}}}{name}": name for name in names}
    _validate(path, message, tuple(tags))
    for _, element in etree.iterparse(str(path), events=("end",), tag=tuple(tags), **_SAFE):
        name = tags[element.tag]
        yield name, element
        if name == names[-1]:
            _forget(element)


def _forget(element: etree._Element) -> None:
    """Empty an element that was used, and take the one before it out of the tree."""
    element.clear()
    past, parent = element.getprevious(), element.getparent()
    if past is not None and parent is not None and past.tag == element.tag:
        parent.remove(past)


def _validate(path: Path, message: str, tags: tuple[str, ...]) -> None:
    """Refuse an invalid file: a small one with the line of each fault, a large one without."""
    schema = profile(message)
    etree.clear_error_log()  # a parser's errors come with what others left in the log of the process
    try:
        if path.stat().st_size > TREE_BYTES_MAX:
            for _, element in etree.iterparse(str(path), tag=tags[-1], schema=schema, **_SAFE):
                _forget(element)
        elif not schema.validate(etree.parse(str(path), etree.XMLParser(**_SAFE))):
            raise InputError(*_told(path.name, schema.error_log))
    except etree.XMLSyntaxError as error:
        log = schema.error_log or error.error_log
        told = Fault("bank-xml-broken", path.name, error.lineno, value=str(error.msg))
        raise InputError(*(_told(path.name, log) or [told])) from error


def _told(file: str, log: etree._ListErrorLog) -> list[Fault]:
    """What the parser found: the first fault of each line and element; only what is broken, if any."""
    faults = [_fault(file, entry) for entry in log]
    broken = [fault for fault in faults if fault.code == "bank-xml-broken"]
    first = {(fault.row, fault.column): fault for fault in reversed(broken or faults)}
    return list(reversed(first.values()))[:FAULTS_TOLD_MAX]


def _fault(file: str, entry: etree._LogEntry) -> Fault:
    message, line = _NAMES.sub("", entry.message), entry.line or None
    subject = _SUBJECT.match(message)
    if entry.domain_name != "SCHEMASV" or subject is None:
        return Fault("bank-xml-broken", file, line, value=message)
    element, attribute = subject[1], subject[2]
    wanted = _WANTED.search(message)
    expected = wanted[1].strip(" '").replace("'", "") if wanted else ""
    if "Missing child" in message:
        return Fault("bank-xml-missing", file, line, element, expected=expected)
    if "is not expected" in message:
        return Fault("bank-xml-unexpected", file, line, element, expected=expected or "—")
    found = _QUOTED.search(message.split(":", 1)[-1])
    value = found[1] if found else ""
    if attribute == "Ccy":
        return Fault("bank-currency", file, line, element, value, CURRENCY)
    return Fault("bank-xml-value", file, line, element, value, expected)


def text_of(element: etree._Element, path: str) -> str:
    """The text of a descendant by its path of names; empty when it is not there."""
    space, _, _ = element.tag[1:].rpartition("}")
    return str(_path(space, path)(element)).strip()


@cache
def _path(space: str, path: str) -> etree.XPath:
    steps = "/".join(f"m:{name}" for name in path.split("/"))
    return etree.XPath(f"string({steps})", namespaces={"m": space}, smart_strings=False)


def cents_of(text: str) -> int | None:
    """A decimal amount in céntimos; None when it has parts of a céntimo."""
    cents = Decimal(text) * 100
    return int(cents) if cents == cents.to_integral_value() else None


def decimal_of(cents: int) -> str:
    """Céntimos as a decimal amount with two places."""
    return f"{cents // 100}.{cents % 100:02d}"
