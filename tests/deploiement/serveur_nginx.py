"""A real nginx for the tests, with the configuration that operators are given."""

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.lancement import RACINE, free_port
from tests.programmes import find_nginx
from tests.sans_privileges import unprivileged

MODELE = RACINE / "deploiement" / "nginx" / "atlas.conf.template"
LIAISON = re.compile(r"^\s*proxy_set_header (Upgrade|Connection) .*\n", re.MULTILINE)
"""What a proxy forgets when nobody told it that the atlas uses a WebSocket."""
DELAI_S = 10
# What a distribution writes around the configuration of a site; all of it in the test's folder.
AUTOUR = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/erreurs.txt;
events {{ worker_connections 512; }}
http {{
    types {{ }}
    client_body_temp_path {folder}/corps;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/atlas.conf;
}}
"""


def render(modele: str, valeurs: dict[str, str]) -> str:
    """Replace the names of a template as ``envsubst`` does; raise KeyError for one not given."""
    return re.sub(r"\$\{(ATLAS_\w+)\}", lambda name: valeurs[name[1]], modele)


def without_websockets(site: str) -> str:
    """Forget the headers of WebSockets."""
    changed, forgotten = LIAISON.subn("", site)
    assert forgotten == 2, "the template has another way to pass WebSockets"
    return changed


class ServeurNginx:
    """An nginx on a loopback port, in front of two instances.

    Parameters
    ----------
    instances : ports of the two instances.
    base : sub-path, "" or "/atlas".
    change : what an operator got wrong, from the configuration of the site to another one.
    """

    def __init__(
        self,
        instances: Sequence[int],
        *,
        base: str = "/atlas",
        change: Callable[[str], str] = lambda site: site,
    ) -> None:
        program = find_nginx()
        if program is None:
            raise RuntimeError(
                "The tests of two instances need nginx: install the package of your system "
                "(apt-get install nginx), or run 'make test', which does it."
            )
        self.folder = Path(tempfile.mkdtemp(prefix="atlas-nginx-"))
        self.port = free_port()
        self.adresse = f"http://127.0.0.1:{self.port}{base}"
        self._write(instances, base, change)
        command = [str(program), "-p", str(self.folder), "-e", str(self.folder / "erreurs.txt")]
        options = unprivileged(self.folder)
        self._process = subprocess.Popen(
            [*command, "-c", str(self.folder / "nginx.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            **options,
        )
        self._wait()

    def _write(self, instances: Sequence[int], base: str, change: Callable[[str], str]) -> None:
        first, second = instances
        site = render(
            MODELE.read_text(encoding="utf-8"),
            {
                "ATLAS_NGINX_ECOUTE": f"127.0.0.1:{self.port}",
                "ATLAS_NGINX_JOURNAL": str(self.journal),
                "ATLAS_BASE": base,
                "ATLAS_INSTANCE_1": f"127.0.0.1:{first}",
                "ATLAS_INSTANCE_2": f"127.0.0.1:{second}",
            },
        )
        (self.folder / "atlas.conf").write_text(change(site), encoding="utf-8")
        (self.folder / "nginx.conf").write_text(AUTOUR.format(folder=self.folder), encoding="utf-8")

    @property
    def journal(self) -> Path:
        """The access log."""
        return self.folder / "journal.txt"

    def journal_avec(self, text: str) -> str:
        """Return the access log once it holds a text: nginx writes after it answered."""
        deadline = time.monotonic() + DELAI_S
        while text not in (written := self.journal.read_text("utf-8")):
            assert time.monotonic() < deadline, written
            time.sleep(0.02)
        return written

    def _wait(self) -> None:
        deadline = time.monotonic() + DELAI_S
        while not (self.folder / "nginx.pid").exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                faults = self.folder / "erreurs.txt"
                told = faults.read_text(errors="replace") if faults.exists() else ""
                self.stop()
                raise RuntimeError(f"nginx did not start:\n{told}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop nginx and remove its folder."""
        self._process.terminate()
        try:
            self._process.wait(timeout=DELAI_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
