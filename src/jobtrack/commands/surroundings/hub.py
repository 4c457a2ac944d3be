"""Where the hub is: a connection string of the environment, or of a file that only its owner reads."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from jobtrack.errors.hub import HubFileOpen, HubUnnamed
from jobtrack.errors.system import NoHome, unread
from jobtrack.store.hub import open_hub

if TYPE_CHECKING:
    from jobtrack.store.hub.hub import Hub

VARIABLE = "JOBTRACK_HUB"


def hub_here() -> "Hub":
    """The hub that ``JOBTRACK_HUB`` or else the file of that purpose leads to; enter it with ``with``.

    Errors: HubUnnamed, HubFileOpen, FileNotReadable, NoHome, those of ``open_hub``.
    """
    return open_hub(os.environ.get(VARIABLE) or _stored(), sleep)


def _stored() -> str:
    """The connection string that the file holds."""
    path = _file()
    try:
        if not path.is_file():
            raise HubUnnamed(path=path)
        with path.open(encoding="utf-8") as file:
            if os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise HubFileOpen(path=path)
            address = file.read().strip()
    except OSError as error:
        raise unread(error, path) from error
    if not address:
        raise HubUnnamed(path=path)
    return address


def _file() -> Path:
    from platformdirs import user_config_path  # noqa: PLC0415 - the environment may say it

    with suppress(RuntimeError):  # there is no home: some releases say so, others leave the "~"
        folder = user_config_path("jobtrack", appauthor=False)
        if folder.is_absolute():
            return folder / "hub"
    raise NoHome
