"""`server`: how nginx or Caddy serves the site, as a piece of its configuration."""

from __future__ import annotations

from pathlib import Path

import click

from dossier_timeline.config import Config
from dossier_timeline.output.hosts.caddy import caddy_config
from dossier_timeline.output.hosts.nginx import nginx_config
from dossier_timeline.pipeline import load_host_setup


@click.command("server")
@click.argument("kind", type=click.Choice(["nginx", "caddy"]))
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    help="The folder on the server that holds the published files; site_dir of mkdocs.yml unless given.",
)
@click.option("--brotli", is_flag=True, help="nginx: send .br files, too; asks for the module brotli_static.")
@click.pass_obj
def command(config: Config, kind: str, root: Path | None, brotli: bool) -> None:
    """Print how nginx or Caddy serves the site.

    Headers, types, caching, compressed files, redirects and the page for what is missing, for the address
    that site_url names. Include it in the block of that address; print it anew when an address has moved.
    """
    folder = (root or config.site_folder).absolute().as_posix()
    if any(sign in folder for sign in '"$\\{}\n'):
        raise click.UsageError(f"a server cannot be told of a folder that is called {folder}")
    setup = load_host_setup(config)
    click.echo(
        nginx_config(setup, folder, brotli=brotli) if kind == "nginx" else caddy_config(setup, folder),
        nl=False,
    )
