"""``juntos serve`` as an administrator types it: what it makes, what it answers, when it refuses to begin."""

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from juntos.web.assets import asset_url

ROOT = Path(__file__).parents[2]
PROGRAM = "import sys; from juntos.cli.main import main; sys.exit(main())"


def command(*options: str) -> list[str]:
    return [sys.executable, "-u", "-c", PROGRAM, "serve", *options]


def environment(**settings: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("JUNTOS_", "DATABASE_"))
    }
    return {**kept, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **settings}


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A server in a folder of its own, and the address that it says."""
    started = subprocess.Popen(
        command("--port", "0"), stdout=subprocess.PIPE, cwd=folder, env=environment(**settings), text=True
    )
    with started as server:
        try:
            assert server.stdout
            yield server, server.stdout.readline().split(" en ")[1].split(". ")[0]
        finally:
            server.kill()


def refused(folder: Path, *options: str, **settings: str) -> str:
    said = subprocess.run(
        command(*options),
        cwd=folder,
        env=environment(**settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stdout) == (2, "")
    return said.stderr


def test_it_makes_its_store_and_key_and_answers(tmp_path: Path) -> None:
    with serving(tmp_path) as (server, address):
        assert address.startswith("http://127.0.0.1:")
        with urlopen(f"{address}/") as answer:  # noqa: S310 — the address is our own server's
            assert (answer.status, answer.url) == (200, f"{address}/entrar/?siguiente=%2F")
        with urlopen(address + asset_url("juntos.css")) as answer:  # noqa: S310 — the same
            assert "immutable" in answer.headers["Cache-Control"]
        key = tmp_path / "var" / "secret-key"
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert len(key.read_text()) >= 50
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) in (0, 130)


def test_postgresql_without_a_key_does_not_begin(tmp_path: Path) -> None:
    """Several servers have to agree on it: none makes its own."""
    said = refused(tmp_path, DATABASE_URL="postgres://nobody@127.0.0.1:1/juntos")
    assert "JUNTOS_SECRET_KEY" in said
    assert "Traceback" not in said
    assert list(tmp_path.rglob("secret-key")) == []


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = str(taken.getsockname()[1])
        assert number in refused(tmp_path, "--port", number)
