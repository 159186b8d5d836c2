"""Work in a process of its own, which ends within its time: what it spends is its own, and it cannot hang.

A refusal of the work's is raised here. Whatever else ends the process shows its own trace, and is told as
a death.
"""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar, cast

from juntos.core.errors import Fault, JuntosError, RequestError

Made = TypeVar("Made")


def apart(work: Callable[..., Made], *arguments: object, seconds: float) -> Made:
    """Do the work in a new process and bring back what it makes.

    ``work`` and its arguments reach the process by pickle. Raises RequestError when it is not done
    within ``seconds`` or dies.
    """
    context = multiprocessing.get_context("spawn")
    answers, answer = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(answer, work, arguments), daemon=True)
    process.start()
    answer.close()
    try:
        if not answers.poll(seconds):
            raise RequestError(Fault("bench-time", value=_name(work), expected=f"{seconds:.0f}"))
        made = answers.recv()
    except EOFError as error:
        raise RequestError(Fault("bench-died", value=_name(work))) from error
    finally:
        process.kill()
        process.join()
        answers.close()
    if isinstance(made, JuntosError):
        raise made
    return cast(Made, made)


def _answer(answer: Connection, work: Callable[..., object], arguments: tuple[object, ...]) -> None:
    """Send what the work makes, or its refusal."""
    try:
        answer.send(work(*arguments))
    except JuntosError as error:
        answer.send(error)


def _name(work: Callable[..., object]) -> str:
    return getattr(work, "__name__", "work").strip("_")
