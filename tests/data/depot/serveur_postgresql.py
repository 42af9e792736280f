"""A PostgreSQL for the tests: its own folder, a free loopback port, stopped after.

PostgreSQL refuses to run as root: it then runs as an unprivileged user of the system.
"""

import secrets
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
from sqlalchemy import URL

from tests.lancement import free_port
from tests.programmes import find_postgresql
from tests.sans_privileges import give, unprivileged

COMPTE = "atlas"
DELAI = 30  # seconds
REGLAGES = {
    "fsync": "off",  # programs are killed here, not the machine
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "max_connections": "60",
    "logging_collector": "off",
}


class ServeurPostgresql:
    """A server that runs for as long as tests need it."""

    def __init__(self) -> None:
        programs = find_postgresql()
        if programs is None:
            raise RuntimeError(
                "The tests of the store need PostgreSQL: install the package of your system "
                "(apt-get install postgresql), or run 'make test', which does it."
            )
        self.folder = Path(tempfile.mkdtemp(prefix="atlas-postgresql-"))
        self.password = secrets.token_hex(8)
        self.port = free_port()
        self._options = unprivileged(self.folder)
        self._initialise(programs)
        self._process = self._start(programs)
        self._wait()

    def _initialise(self, programs: Path) -> None:
        secret = self.folder / "secret"
        secret.write_text(self.password, encoding="utf-8")
        give(secret, self._options)
        command = [str(programs / "initdb"), "-D", str(self.folder / "base"), "-U", COMPTE]
        command += ["--auth=scram-sha-256", f"--pwfile={secret}", "-E", "UTF8", "--locale=C"]
        subprocess.run(
            [*command, "--no-sync"], check=True, capture_output=True, cwd="/", **self._options
        )

    def _start(self, programs: Path) -> subprocess.Popen[bytes]:
        command = [str(programs / "postgres"), "-D", str(self.folder / "base")]
        command += ["-p", str(self.port), "-h", "127.0.0.1", "-k", str(self.folder)]
        for name, value in REGLAGES.items():
            command += ["-c", f"{name}={value}"]
        with (self.folder / "journal.txt").open("wb") as journal:
            return subprocess.Popen(
                command, cwd="/", stdout=journal, stderr=subprocess.STDOUT, **self._options
            )

    def _wait(self) -> None:
        deadline = time.monotonic() + DELAI
        while True:
            try:
                self.execute("SELECT 1")
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    journal = (self.folder / "journal.txt").read_text(errors="replace")
                    self.stop()
                    raise RuntimeError(f"PostgreSQL did not start:\n{journal}") from None
                time.sleep(0.05)

    def execute(self, order: str) -> None:
        """Run an order that stands outside of any transaction, on the server's own database."""
        adresse = self.adresse("postgres").set(drivername="postgresql")
        with psycopg.connect(
            adresse.render_as_string(hide_password=False), autocommit=True
        ) as connection:
            connection.execute(order.encode())

    def adresse(self, base: str) -> URL:
        """Return the address of a database of this server."""
        return URL.create(
            "postgresql+psycopg",
            username=COMPTE,
            password=self.password,
            host="127.0.0.1",
            port=self.port,
            database=base,
        )

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self._process.terminate()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
