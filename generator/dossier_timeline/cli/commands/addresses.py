"""`addresses`: the list of all that was ever published, compared with what would be published now."""

from __future__ import annotations

import click

from dossier_timeline.checks.published_addresses import check_published_addresses
from dossier_timeline.cli.content_changes import apply_and_print
from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.config import ADDRESSES_PATH, Config
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.published_addresses import (
    dump_addresses,
    parse_addresses,
)
from dossier_timeline.diagnostics.reporting import report_diagnostics
from dossier_timeline.pipeline import load_addresses
from dossier_timeline.site.permalinks import record_addresses


@click.command("addresses")
@click.option("--write", "writes", is_flag=True, help="Write what is new or has moved into the list.")
@click.pass_obj
def command(config: Config, writes: bool) -> None:
    """Tell which addresses are new, and which would be lost.

    The list is published-addresses.txt, beside mkdocs.yml: see docs/publishing.md. Exits with 1 when
    something would be lost; --write leaves such a line for you to change, unless it is known what has become
    of that address because an earlier version of the generator made it.
    """
    published, now = load_addresses(config)
    after = record_addresses(published, now)
    known = {(line.is_id, line.name, line.status) for line in published.addresses}
    new = [line for line in after if (line.is_id, line.name, line.status) not in known]
    if writes:
        content = dump_addresses(after)
        if not published.exists or new:
            apply_and_print(config, ChangeSet({ADDRESSES_PATH: content.encode()}))
        published, _ = parse_addresses(content)
    else:
        for line in new:
            click.echo(f"{'moved' if line.status == 'moved' else 'new'}: {line.line_start}")
    moves = sum(line.status == "moved" for line in new)
    moved = f" {moves} others have moved." if moves else ""
    count = len(new) - moves
    click.echo(
        f"{len(now.addresses)} addresses and {len(now.ids)} ids are on the site; {count} of them new.{moved}"
    )
    lost = check_published_addresses(published, now, release=False, drafts=False)
    if lost:
        report_diagnostics(lost, config.paths.root)
        raise SystemExit(ExitCode.PROBLEMS)
