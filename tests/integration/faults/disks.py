"""Disks that are really full: a small file system of its own, and, for anybody, a limit the kernel holds files to."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from psycopg import sql

from tests.postgres import Server
from tests.serving import Served

_PAGE = 4096


class Ground(Protocol):
    """Where a portal keeps everything, and how that comes to be full.

    `database_url` is empty where its database is an SQLite file in the folder.
    """

    folder: Path
    database_url: str

    def full(self, served: Served) -> AbstractContextManager[None]:
        """Not a page more fits, while the block runs."""
        ...


@dataclass(frozen=True)
class Disk:
    """A folder on a file system of its own, to be filled to the last page."""

    folder: Path
    database_url: str = ""

    @contextmanager
    def full(self, _served: Served) -> Iterator[None]:
        with self.filled():
            yield

    @contextmanager
    def filled(self, *, but_for: int = 0) -> Iterator[None]:
        """The same, whoever runs on it; but for so many bytes."""
        ballast = self.folder / "ballast"
        try:
            with ballast.open("wb", buffering=0) as file, suppress(OSError):
                while True:
                    file.write(b"\0" * _PAGE)
            os.truncate(ballast, max(0, ballast.stat().st_size - but_for))
            yield
        finally:
            ballast.unlink()


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Disk]:
    """A file system of this size, while the block runs. Only root may mount one: for others the test is skipped."""
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777", "tmpfs", folder]
    if subprocess.run(mounting, capture_output=True, check=False).returncode != 0:
        pytest.skip("This machine lets nobody here mount a file system.")
    try:
        yield Disk(folder)
    finally:
        # Lazily: a process that ended a moment ago may still hold a file.
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()


@dataclass(frozen=True)
class Limited:
    """A folder on any disk, whose portal's processes are not let write to a file; anybody may do that to their own."""

    folder: Path
    database_url: str = ""

    @contextmanager
    def full(self, served: Served) -> Iterator[None]:
        held = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in served.session()}
        for pid, (_, most) in held.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
        try:
            yield
        finally:
            for pid, limits in held.items():
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@dataclass(frozen=True)
class Tablespace:
    """A PostgreSQL database whose tables, and nothing else of the server's, lie on a disk of their own."""

    folder: Path
    database_url: str
    disk: Disk

    def full(self, served: Served) -> AbstractContextManager[None]:
        return self.disk.full(served)


@contextmanager
def small_tablespace(server: Server, folder: Path, megabytes: int) -> Iterator[Tablespace]:
    """An empty database on a disk of this size, while the block runs; the portal's own folder is elsewhere.

    A server whose log of transactions has no room ends itself: that is a database gone, and tested as one.
    """
    with small_disk(server.folder / "small", megabytes) as disk:
        place = disk.folder / "tables"
        place.mkdir()
        shutil.chown(place, server.folder.owner(), server.folder.group())
        name = sql.Identifier("on_a_small_disk")
        server.asked(sql.SQL("CREATE TABLESPACE {} LOCATION {}").format(name, sql.Literal(str(place))))
        server.asked(sql.SQL("CREATE DATABASE {} TABLESPACE {}").format(name, name))
        try:
            yield Tablespace(folder, server.url("on_a_small_disk"), disk)
        finally:
            server.drop("on_a_small_disk")
            server.asked(sql.SQL("DROP TABLESPACE {}").format(name))
