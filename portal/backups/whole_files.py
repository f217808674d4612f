"""Writing a file that is there whole or not at all, and that its owner alone can read. It never asks what is in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from portal.vocabulary import Refusal

ASIDE = ".part"


class CannotWrite(Refusal):
    """There is no room for the file, or no right to write it. Nothing of it is left under its name."""


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes its name when the block ends and all of it is on the disk. Raises CannotWrite."""
    if path.exists():
        raise CannotWrite(f"{path} is there already. Nothing was written.")
    aside = None
    try:
        handle, name = mkstemp(prefix=f".{path.name}.", suffix=ASIDE, dir=path.parent)  # readable by its owner alone
        aside = Path(name)
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.rename(path)
        _keep_the_name(path.parent)
    except OSError as error:
        raise CannotWrite(f"{path} could not be written ({error.strerror}). Nothing of it was kept.") from error
    finally:
        if aside is not None:
            aside.unlink(missing_ok=True)


def _keep_the_name(folder: Path) -> None:
    """A file is only safe when the folder that names it is on the disk too."""
    door = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(door)
    finally:
        os.close(door)
