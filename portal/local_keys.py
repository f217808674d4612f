"""The keys of local use: made once, kept in the instance folder where only their owner can read them, turned there.

Knows nothing of real use, where keys come from the environment and no command changes them.
"""

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from dotenv import dotenv_values

from portal.sealing import new_key

SEALING = "PORTAL_SEALING_KEYS"
_FILE = "keys.env"
RETIRED = "keys.retired.env"

Ring = tuple[str, ...]


def folder(named: str) -> Path:
    """The instance folder: the one that was named, else `instance` where the command was started."""
    return Path(named or "instance").resolve()


def keys_in(instance: Path) -> dict[str, str]:
    """The keys kept in this folder, by the names of their settings; made on the first call."""
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = instance / _FILE
    if not kept.exists():
        made = {
            "SECRET_KEY": secrets.token_urlsafe(48),
            SEALING: new_key(),
            "PORTAL_CODE_KEY": secrets.token_urlsafe(48),
        }
        # Written aside and linked into place: two processes starting at once end up with the same keys, whole.
        aside = _written_aside(instance, made)
        with suppress(FileExistsError):
            kept.hardlink_to(aside)
        aside.unlink()
    keys = {name: value or "" for name, value in dotenv_values(kept).items()}
    # A folder of before names were indexed has no key for it: worked out from another, it is the same every time.
    return {"PORTAL_NAME_KEY": sha256(f"names|{keys['PORTAL_CODE_KEY']}".encode()).hexdigest(), **keys}


def change_ring(instance: Path, change: Callable[[Ring], Ring]) -> Ring:
    """Put another ring of sealing keys in place of the one that is kept, whole or not at all. Returns the new one.

    No key is ever destroyed: what was the first, or is taken out, is kept in RETIRED. Backups of its time need it.
    """
    with _alone(instance):
        kept = keys_in(instance)
        before = tuple(kept[SEALING].split(","))
        ring = change(before)
        gone = [key for key in before if key not in ring or (key == before[0] and key != ring[0])]
        retired = dict.fromkeys((*retired_in(instance), *gone))
        if gone:
            _written_aside(instance, {SEALING: ",".join(retired)}).replace(instance / RETIRED)
        _written_aside(instance, kept | {SEALING: ",".join(ring)}).replace(instance / _FILE)
        return ring


def retired_in(instance: Path) -> Ring:
    """Keys that were the first once, or were taken out, the oldest first."""
    kept = dotenv_values(instance / RETIRED).get(SEALING) if (instance / RETIRED).exists() else None
    return tuple(kept.split(",")) if kept else ()


def with_new_key(ring: Ring) -> Ring:
    """One key more, the last: it opens, and seals nothing yet."""
    return (*ring, new_key())


def last_first(ring: Ring) -> Ring:
    """The last key becomes the one that seals."""
    return (ring[-1], *ring[:-1])


def _written_aside(instance: Path, keys: Mapping[str, str]) -> Path:
    aside = instance / f"{_FILE}.{os.getpid()}"
    aside.unlink(missing_ok=True)  # left by a process that had this number and was killed
    aside.touch(mode=0o600, exist_ok=False)
    with aside.open("w") as file:
        file.writelines(f"{name}={value}\n" for name, value in keys.items())
        file.flush()
        os.fsync(file.fileno())  # a key that is lost takes every word with it
    return aside


@contextmanager
def _alone(instance: Path) -> Iterator[None]:
    """One at a time: of two who add a key at once, neither may write over the other's."""
    door = os.open(instance, os.O_RDONLY)
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
        os.fsync(door)
    finally:
        os.close(door)
