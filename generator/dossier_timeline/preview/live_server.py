"""What a preview asks of the server of MkDocs 1.6, or ProperDocs, beyond what is meant for plugins."""

from __future__ import annotations

from typing import Any

from dossier_timeline.preview.file_observer import FileObserver


def watch_by_system(server: Any) -> None:
    """Let a server of MkDocs that hasn't started yet be told of changes by the system."""
    watched = dict(server._watched_paths)
    for path, times in watched.items():
        for _ in range(times):
            server.unwatch(path)
    server.observer = FileObserver(server.observer)
    for path, times in watched.items():
        for _ in range(times):
            server.watch(path)


def reload_browsers(server: Any) -> None:
    """Let browsers load their pages again, unless a rebuild is going on, after which they do so anyway."""
    with server._rebuild_cond, server._epoch_cond:
        if server._visible_epoch == server._wanted_epoch:
            server._visible_epoch = server._wanted_epoch = server._visible_epoch + 1
            server._epoch_cond.notify_all()
