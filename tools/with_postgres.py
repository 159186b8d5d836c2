"""Runs a command with DATABASE_URL naming a PostgreSQL server that is started for it and thrown away.

``python tools/with_postgres.py pytest tests/store``. Root's server runs as an unprivileged user. Where
there is no PostgreSQL the command is not run, and that is said; a DATABASE_URL already set is used as
it is.
"""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

NOBODY = "nobody"


def main() -> int:
    command = sys.argv[1:]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.run(command, check=False).returncode
    binaries = _binaries()
    if binaries is None:
        print("skipped, no PostgreSQL on this machine:", " ".join(command))
        return 0
    with _server(binaries) as url:
        environment = {**os.environ, "DATABASE_URL": url}
        return subprocess.run(command, env=environment, check=False).returncode


def _binaries() -> Path | None:
    """Where initdb and pg_ctl are: Debian's newest, or the PATH's."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    found = debian[-1] if debian else None
    on_path = shutil.which("initdb")
    return found or (Path(on_path).parent if on_path else None)


@contextmanager
def _server(binaries: Path) -> Iterator[str]:
    """A server on a socket of its own, gone when the block ends."""
    folder = Path(mkdtemp(prefix="juntos-pg-"))
    data = folder / "data"
    try:
        _own(folder)
        _as_user([str(binaries / "initdb"), "-D", str(data), "-U", "juntos", "-A", "trust", "-E", "UTF8"])
        options = f"-k {folder} -c listen_addresses='' -c max_connections=60"
        start = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options]
        _as_user([*start, "start"])
        yield f"postgres://juntos@{str(folder).replace('/', '%2F')}/postgres"
    finally:
        _as_user([str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _own(folder: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwnam(NOBODY)
        os.chown(folder, user.pw_uid, user.pw_gid)


def _as_user(command: list[str], *, check: bool = True) -> None:
    user = NOBODY if os.geteuid() == 0 else None
    subprocess.run(command, check=check, user=user, cwd="/", stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
