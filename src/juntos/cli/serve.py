"""``juntos serve``: the web application, with its record brought up to date first and its trail sealed."""

import os
from typing import Annotated

import typer
import waitress
from django.conf import settings
from django.core.management import call_command
from django.utils.module_loading import import_string

from juntos.cli.console import Answer, say
from juntos.cli.help import Command, new_app
from juntos.core.errors import Fault, RequestError

app = new_app()
THREADS = 8
SEALER = "juntos.jobs.sealer.start_sealer"


@app.command(cls=Command)
def serve(
    port: Annotated[int, typer.Option("--port", metavar="N")] = 8000,
    host: Annotated[str, typer.Option("--host", metavar="HOST")] = "127.0.0.1",
    proxy: Annotated[str, typer.Option("--proxy", metavar="HOST")] = "",
) -> Answer:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juntos.settings")
    # By their names: a face does not import another.
    application = import_string(settings.WSGI_APPLICATION)
    call_command("migrate", verbosity=0, interactive=False)
    server = _server(application, host, port, proxy)
    typer.echo(say("serve-at", address=f"http://{host}:{server.effective_port}"))
    stopped = import_string(SEALER)()
    try:
        server.run()
    finally:
        stopped.set()
        server.close()
    return Answer({"stopped": True}, say("serve-stopped"))


def _server(application: object, host: str, port: int, proxy: str) -> waitress.server.BaseWSGIServer:
    """The server, listening; behind a proxy it takes from it alone where a request came from, and how."""
    told = {"trusted_proxy": proxy, "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto"}
    behind = told if proxy else {}
    try:
        return waitress.create_server(
            application,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            clear_untrusted_proxy_headers=True,
            **behind,
        )
    except OSError as error:
        raise RequestError(Fault("port-taken", value=str(port))) from error
