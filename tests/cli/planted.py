"""Commands that end badly, to see how that is told."""

from juntos.cli.help import new_app

app = new_app(is_group=True)


@app.command("stop")
def stop() -> None:
    raise KeyboardInterrupt


@app.command("fail")
def fail() -> None:
    raise ZeroDivisionError("a planted failure")
