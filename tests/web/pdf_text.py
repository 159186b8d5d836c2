"""The words of a PDF of ours, read back from its own bytes: each font says which letters its glyphs are."""

import re
import zlib
from collections.abc import Iterator, Mapping

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_REFERENCE = re.compile(rb"/(\w+) (\d+) 0 R")
_TEXT = re.compile(rb"\nBT (.*?)\nET\n", re.DOTALL)
_SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|\(((?:\\.|[^()\\])*)\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\(\d{1,3}|.)", re.DOTALL)
_CONTROL = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
Letters = Mapping[bytes, str]


def text_of(pdf: bytes) -> str:
    """Every word of the document, line by line as it is drawn."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    letters = {
        number: _letters(_unpacked(objects[int(found[1])]))
        for number, body in objects.items()
        if (found := re.search(rb"/ToUnicode (\d+) 0 R", body))
    }
    said: list[str] = []
    for body in objects.values():
        contents = re.search(rb"/Contents (\d+) 0 R", body)
        if contents:
            said += _said(_unpacked(objects[int(contents[1])]), _fonts(body, objects, letters))
    return " ".join("".join(said).split())


def _fonts(page: bytes, objects: Mapping[int, bytes], letters: Mapping[int, Letters]) -> dict[bytes, Letters]:
    """The fonts that a page's resources name, in the page itself or an object or two away."""
    held = [page]
    for body in held[:1] + [objects[int(n)] for name, n in _REFERENCE.findall(page) if name == b"Resources"]:
        held.append(body)
        held += [objects[int(n)] for name, n in _REFERENCE.findall(body) if name == b"Font"]
    return {
        name: letters[int(number)]
        for body in held
        for name, number in _REFERENCE.findall(body)
        if int(number) in letters
    }


def _unpacked(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if not found:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]


def _letters(table: bytes) -> Letters:
    """What each glyph of a font stands for."""
    pairs = re.findall(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>\n", table)
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(letter.decode()).decode("utf-16-be")
        for glyph, letter in pairs
    }


def _said(page: bytes, fonts: Mapping[bytes, Letters]) -> Iterator[str]:
    letters: Letters = {}
    for drawn in _TEXT.findall(page):
        for font, shown in _SHOWN.findall(drawn):
            if font:
                letters = fonts[font]
                continue
            glyphs = _ESCAPED.sub(_plain, shown)
            yield from (letters.get(glyphs[k : k + 2], "?") for k in range(0, len(glyphs), 2))
        yield " "


def _plain(escape: "re.Match[bytes]") -> bytes:
    code = escape[1]
    return bytes([int(code, 8)]) if code.isdigit() else _CONTROL.get(code, code)
