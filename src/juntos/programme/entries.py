"""Reads the programme's YAML strictly: whatever is wrong is said with its file, entry and field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

import yaml

from juntos.core.errors import Fault, InputError
from juntos.core.parameters import MARKS, Scalar, Source

# libyaml's where it was built in: the law is read at each start, eight times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Entry:
    """A mapping of a YAML file, and where in the file it is."""

    file: str
    where: str
    fields: Mapping[str, object]

    def wrong(self, field: str, expected: str) -> InputError:
        """The error that says that ``field`` is not what was ``expected``."""
        column = f"{self.where}.{field}" if self.where else field
        value = self.fields.get(field)
        return InputError(
            Fault("programme-file", self.file, column=column, value=str(value), expected=expected)
        )

    def only(self, *names: str) -> "Entry":
        """The same entry, refused if it has a field that nobody reads."""
        for field in self.fields:
            if field not in names:
                raise self.wrong(field, ", ".join(names))
        return self

    def text(self, field: str, default: str | None = None) -> str:
        value = self.fields.get(field, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self.wrong(field, "text")
        return value.strip()

    def one_of(self, field: str, allowed: tuple[str, ...]) -> str:
        value = self.text(field)
        if value not in allowed:
            raise self.wrong(field, " | ".join(allowed))
        return value

    def day(self, field: str) -> date | None:
        """A date, or None where the field is absent."""
        value = self.fields.get(field)
        if value is not None and type(value) is not date:
            raise self.wrong(field, "2010-01-01")
        return value

    def scalar(self, field: str) -> Scalar:
        value = self.fields.get(field)
        if not isinstance(value, int | str | bool):
            raise self.wrong(field, "whole number | text | true | false")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of words, empty where the field is absent."""
        value = self.fields.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(field, "list of words")
        return tuple(value)

    def entry(self, field: str) -> "Entry":
        value = self.fields.get(field)
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            raise self.wrong(field, "named fields")
        return Entry(self.file, f"{self.where}.{field}".lstrip("."), value)

    def entries(self, field: str) -> tuple["Entry", ...]:
        """A list of mappings, at least one."""
        value = self.fields.get(field)
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            raise self.wrong(field, "list of entries")
        place = f"{self.where}.{field}".lstrip(".")
        return tuple(Entry(self.file, f"{place}[{k}]", item) for k, item in enumerate(value))

    def each(self) -> Iterator[tuple[str, "Entry"]]:
        """The entries of a file that is a mapping of named entries."""
        for name in self.fields:
            yield name, self.entry(name)

    def both_languages(self, field: str) -> Mapping[str, str]:
        """A sentence in Spanish and in English."""
        words = self.entry(field).only("es", "en")
        return {"es": words.text("es"), "en": words.text("en")}

    def source(self) -> Source:
        """The ``source`` of a value: who says so, and how sure that is."""
        source = self.entry("source").only("mark", "text", "note")
        return Source(
            source.one_of("mark", tuple(sorted(MARKS))), source.text("text"), source.text("note", "")
        )


def parse(text: str, file: str) -> Entry:
    """The whole of a YAML file as one entry."""
    try:
        loader = _LOADER(text)
        node = loader.get_single_node()
        _refuse_repeated_keys(node)
        fields = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        raise InputError(Fault("programme-file", file, value=str(error), expected="YAML")) from error
    if not isinstance(fields, dict) or not all(isinstance(key, str) for key in fields):
        raise InputError(Fault("programme-file", file, value=type(fields).__name__, expected="named entries"))
    return Entry(file, "", fields)


def read_text(file: str) -> str:
    """A file of this package."""
    return files("juntos.programme").joinpath(file).read_text(encoding="utf-8")


def read(file: str) -> Entry:
    """A YAML file of this package."""
    return parse(read_text(file), file)


def _refuse_repeated_keys(node: yaml.Node | None) -> None:
    """YAML keeps the last of two equal keys in silence; a law written twice is an error."""
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        for key, value in node.value:
            if keys.count(key.value) > 1:
                raise yaml.MarkedYAMLError(problem=f"{key.value!r} twice", problem_mark=key.start_mark)
            _refuse_repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_repeated_keys(item)
