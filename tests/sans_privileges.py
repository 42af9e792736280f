"""Programs that must not run as root: the user of the system whom they run as instead."""

import os
import pwd
import shutil
from pathlib import Path
from typing import Any

USERS = ("postgres", "nobody")


def unprivileged(folder: Path) -> dict[str, Any]:
    """Return the options of the programs to start; the folder is given to their user."""
    if os.geteuid() != 0:
        return {}
    user = next(name for name in USERS if _exists(name))
    options = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    give(folder, options)
    return options


def give(path: Path, options: dict[str, Any]) -> None:
    """Give a file to the user of ``options``."""
    if options:
        shutil.chown(path, options["user"])


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
