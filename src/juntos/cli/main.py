"""The one entry: reads what holds for every command, calls it, and says how it ended.

Exit codes: 0 good, 1 our fault, 2 the input or the request is wrong, 130 interrupted. A command is a
line of ``COMMANDS``; its module is loaded only when it is called, so that ``juntos --help`` is quick.
"""

import os
import sys
import traceback
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from juntos.cli.console import LANGUAGES, SESSION, Answer, Session, say, session, to_json
from juntos.cli.help import Lazy
from juntos.core.errors import Fault, JuntosError, RequestError
from juntos.programme import faults

COMMANDS = {
    "demo": "juntos.cli.demo",
    "serve": "juntos.cli.serve",
    "sample": "juntos.cli.sample",
    "corte": "juntos.cli.cut",
    "cycle": "juntos.cli.cycle",
    "year": "juntos.cli.cycle:year_app",
    "explain": "juntos.cli.explain",
    "compare": "juntos.cli.compare",
    "rules": "juntos.cli.rules",
    "report": "juntos.cli.report",
    "growth": "juntos.cli.growth",
    "forms": "juntos.cli.record.forms",
    "record": "juntos.cli.record.filling",
    "import": "juntos.cli.record.importing",
    "padron": "juntos.cli.record.padron",
    "accounts": "juntos.cli.record.accounts",
    "audit": "juntos.cli.record.audit",
    "payroll": "juntos.cli.record.payroll",
    "bank": "juntos.cli.record.bank",
    "ledger": "juntos.cli.record.ledger",
    "bench": "juntos.cli.bench",
}
OURS, WRONG, INTERRUPTED = 1, 2, 130
_USAGE = {
    "NoSuchOption": "no-such-option",
    "MissingParameter": "missing",
    "BadParameter": "bad-value",
    "BadOptionUsage": "option-without-value",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    token = SESSION.set(Session(_language_of_environment()))
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except JuntosError as error:
        return _refuse(error.faults)
    except TyperException as error:
        return _misused(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 — nobody reads any more
        return 0
    except Exception:  # noqa: BLE001 — the outermost edge: say whose fault it is, and keep the trace
        typer.echo(traceback.format_exc(), err=True)
        typer.echo(say("our-fault"), err=True)
        return OURS
    finally:
        SESSION.reset(token)


def _run(arguments: list[str]) -> int:
    rest = _common(arguments)
    answer = Lazy(COMMANDS).main(rest, prog_name="juntos", standalone_mode=False)
    if isinstance(answer, Answer):
        typer.echo(to_json(answer.data) if session().is_json else answer.text)
        return answer.code
    return answer if isinstance(answer, int) else 0


def _common(arguments: list[str]) -> list[str]:
    """Take out the options that hold for every command, wherever they stand."""
    rest: list[str] = []
    found: dict[str, str] = {}
    pending = iter(arguments)
    for argument in pending:
        name, equals, value = argument.partition("=")
        if name in ("--lang", "--threads"):
            found[name] = value if equals else next(pending, "")
        elif argument == "--json":
            found[argument] = "yes"
        else:
            rest.append(argument)
    now = session()
    language = found.get("--lang", now.language)
    if language not in LANGUAGES:
        raise RequestError(Fault("language-unknown", value=language, expected=", ".join(LANGUAGES)))
    SESSION.set(Session(language, "--json" in found, now.threads))
    threads = found.get("--threads", str(now.threads))
    if not threads.isdigit() or not int(threads):
        raise RequestError(Fault("threads", value=threads, expected="1, 2, 3 …"))
    SESSION.set(Session(language, "--json" in found, int(threads)))
    return rest


def _language_of_environment() -> str:
    language = os.environ.get("JUNTOS_LANG", "es")
    return language if language in LANGUAGES else "es"


def _refuse(found: Sequence[Fault]) -> int:
    """What is wrong with the input or the request, a sentence each."""
    sentences = [(fault, faults.sentence(fault, session().language)) for fault in found]
    if session().is_json:
        typer.echo(to_json({"faults": [{"sentence": text, "fault": fault} for fault, text in sentences]}))
    for _, text in sentences:
        typer.echo(text, err=True)
    return WRONG


def _misused(error: TyperException) -> int:
    """What is wrong with how a command was called."""
    key = _USAGE.get(type(error).__name__, "not-understood")
    param = getattr(error, "param", None)
    what = getattr(error, "option_name", None) or (param.opts[0] if param else "")
    typer.echo(say(f"usage-{key}", what=what, said=error.message), err=True)
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx else "juntos"
    typer.echo(say("usage-help", path=path), err=True)
    return WRONG
