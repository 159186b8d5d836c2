"""Help in the language spoken: each command's sentence, options and an example that runs.

The texts are in ``programme/words/cli.<language>.yaml``, under the command's path; a command's module
has signatures only.
"""

import textwrap
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from juntos.cli.console import WIDTH, say, session, words
from juntos.programme.entries import Entry

COMMON = (
    ("--json", "json"),
    ("--threads N", "threads"),
    ("--lang es|en", "lang"),
    ("--help", "help"),
)
COLUMN = 26


class Command(TyperCommand):
    """A command that explains itself in the language spoken."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        entry = texts(ctx)
        usage = " ".join([ctx.command_path, *_usage(self.params)])
        arguments = [(_name(p), entry.text(p.name)) for p in self.params if isinstance(p, TyperArgument)]
        options = [(_name(p), entry.text(p.name)) for p in self.params if not isinstance(p, TyperArgument)]
        parts = [f"{heading('usage')}: {usage}", _paragraph(entry.text("help"))]
        parts += [_list(heading("arguments"), arguments), _list(heading("options"), options), _common()]
        parts.append(f"{heading('example')}:\n  {entry.text('example')}")
        return "\n\n".join(part for part in parts if part)


class Group(TyperGroup):
    """A group of commands that lists them in the language spoken.

    ``later`` are those whose module is loaded only when they are called: ``module`` or ``module:app``.
    """

    later: ClassVar[Mapping[str, str]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *self.later]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.later:
            return super().get_command(ctx, cmd_name)
        module, _, name = self.later[cmd_name].partition(":")
        return typer.main.get_command(getattr(import_module(module), name or "app"))

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        path = _path(ctx)
        known = words(session().language).entry("commands")
        listed = [
            (name, known.entry(" ".join([*path, name])).text("help")) for name in self.list_commands(ctx)
        ]
        first_sentences = [(name, text.split(". ")[0].rstrip(".")) for name, text in listed]
        help_text = known.entry(" ".join(path)).text("help") if path else heading("what")
        parts = [f"{heading('usage')}: {ctx.command_path} {heading('command')} …", _paragraph(help_text)]
        parts += [_list(heading("commands"), first_sentences), _common()]
        parts.append(_paragraph(heading("more"))) if not path else None
        return "\n\n".join(part for part in parts if part)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            typer.echo(say("usage-no-such-command", name=args[0], known=", ".join(known)), err=True)
            raise typer.Exit(2)
        return super().resolve_command(ctx, args)


class Lazy(Group):
    """The group of all commands, each of which is loaded when it is called."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        super().__init__(name="juntos", rich_markup_mode=None, no_args_is_help=False)
        self.later = modules  # type: ignore[misc]  # one group, made for one list
        self.invoke_without_command = True
        self.callback = None

    def invoke(self, ctx: Any) -> Any:
        if not ctx._protected_args and not ctx.args:
            typer.echo(self.get_help(ctx))
            return 0
        return super().invoke(ctx)


def new_app(*, is_group: bool = False, later: Mapping[str, str] | None = None) -> typer.Typer:
    """An empty application for one module of commands; ``later`` as in Group."""
    cls = type("Group", (Group,), {"later": later or {}})
    app = typer.Typer(cls=cls, rich_markup_mode=None, add_completion=False)
    if is_group:
        app.callback()(_nothing)
    return app


def texts(ctx: typer.Context) -> Entry:
    """The words of the command that is being called."""
    return words(session().language).entry("commands").entry(" ".join(_path(ctx)))


def heading(key: str) -> str:
    return words(session().language).entry("headings").text(key)


def _nothing() -> None:
    """A group without options of its own."""


def _path(ctx: typer.Context) -> list[str]:
    return ctx.command_path.split()[1:]


def _usage(params: Iterable[Any]) -> Iterable[str]:
    for param in params:
        name = _name(param)
        yield name if param.required else f"[{name}]"


def _name(param: Any) -> str:
    if isinstance(param, TyperArgument):
        return str(param.metavar or param.name.upper())
    flag = "" if param.is_flag else f" {param.metavar or 'X'}"
    return f"{param.opts[0]}{flag}"


def _common() -> str:
    entry = words(session().language).entry("common")
    return _list(heading("common"), [(name, entry.text(key)) for name, key in COMMON])


def _list(title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"{title}:"]
    for name, text in rows:
        wrapped = textwrap.wrap(text, WIDTH - COLUMN, break_on_hyphens=False) or [""]
        if len(name) + 4 > COLUMN:
            lines.append(f"  {name}")
        else:
            lines.append(f"  {name:<{COLUMN - 2}}{wrapped.pop(0)}")
        lines += [" " * COLUMN + line for line in wrapped]
    return "\n".join(lines) if len(lines) > 1 else ""


def _paragraph(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_on_hyphens=False)
