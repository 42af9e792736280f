"""A copy of the project, to be damaged, and what its commands and its pages say then."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from data.paths import DOSSIER_PROJET
from tests.page_essayee import OUVERTS

NON_COPIES = (".git", ".venv", "tests", "bench", "docs", "var", ".cache", ".*_cache")
"""What is compiled goes along: a process of the copy would compile it all again."""
DELAI_S = 120
PAGES = (
    f"OUVERTS = {OUVERTS!r}\n"
    + """
import functools, gc, json, sys

gc.disable()  # as the server does while it starts
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

scan = manifest_scanner.scan_component_manifests
manifest_scanner.scan_component_manifests = functools.cache(scan)

begin = PagesManager.__init__


def through_dashboard(self, *arguments, **named):
    # AppTest starts again, at each run, from the mode in which pages run by themselves.
    begin(self, *arguments, **named)
    PagesManager.uses_pages_directory = False


PagesManager.__init__ = through_dashboard
KINDS = ("error", "warning", "markdown", "caption", "exception", "info", "title", "header")


def run(name, parameters):
    page = AppTest.from_file("dashboard.py", default_timeout=110)
    if name:
        page.switch_page(f"pages/{name}.py")
    for key, value in parameters.items():
        page.query_params[key] = value
    for key in OUVERTS:
        page.session_state[key] = True
    page.run()
    told = {kind: [str(one.value) for one in getattr(page, kind)] for kind in KINDS}
    told["tableaux"] = len(page.dataframe)
    return told


print("\\n" + json.dumps([run(*asked) for asked in json.loads(sys.argv[1])]))
"""
)


@dataclass(frozen=True)
class Dit:
    """What a command said: its exit status, its standard output and error."""

    statut: int
    sortie: str
    erreur: str

    @property
    def lignes(self) -> list[str]:
        """The lines of the standard error."""
        return self.erreur.splitlines()


@dataclass(frozen=True)
class Copie:
    """A copy of the project; ``var``: the folder where it writes."""

    racine: Path
    var: Path

    def fichier(self, nom: str) -> Path:
        """Return the path of a file of the copy."""
        return self.racine / nom

    @contextmanager
    def abime(self, nom: str, contenu: bytes | None) -> Iterator[Path]:
        """Give a file another content, or none at all; put it back at the end."""
        chemin = self.fichier(nom)
        avant = chemin.read_bytes()
        try:
            if contenu is None:
                chemin.unlink()
            else:
                chemin.write_bytes(contenu)
            yield chemin
        finally:
            chemin.write_bytes(avant)

    def environnement(self, autres: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the environment of a process of the copy."""
        return (
            os.environ
            | {"PYTHONPATH": str(self.racine), "ATLAS_DATA": str(self.var)}
            | dict(autres or {})
        )

    def lance(
        self,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        sortie: int | IO[bytes] = subprocess.PIPE,
    ) -> Dit:
        """Run a module of the copy: ``lance("geo", "taux", …)``; ``sortie``: where it writes."""
        fini = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.racine,
            env=self.environnement(env),
            stdout=sortie,
            stderr=subprocess.PIPE,
            timeout=DELAI_S,
        )
        encodage = (env or {}).get("PYTHONIOENCODING", "utf-8").partition(":")[0]
        return Dit(
            fini.returncode,
            (fini.stdout or b"").decode(encodage, "replace"),
            fini.stderr.decode(encodage, "replace"),
        )

    def script(self, texte: str, *arguments: str, env: Mapping[str, str] | None = None) -> Dit:
        """Run a text of Python in a process of the copy."""
        fini = subprocess.run(
            [sys.executable, "-c", texte, *arguments],
            cwd=self.racine,
            env=self.environnement(env),
            capture_output=True,
            text=True,
            timeout=DELAI_S,
        )
        return Dit(fini.returncode, fini.stdout, fini.stderr)

    def pages(
        self,
        *demandes: tuple[str, dict[str, str]],
        env: Mapping[str, str] | None = None,
        avant: str = "",
    ) -> list[dict[str, Any]]:
        """Open pages of the copy in a process of their own; return what each shows, by kind.

        ``demandes``: the name of each page ("" for the first one) and its parameters. Texts are
        without the backslashes that keep Markdown from reading them. ``avant``: what the process
        runs first.
        """
        dit = self.script(f"{avant}\n{PAGES}", json.dumps(demandes), env=env)
        assert dit.statut == 0, dit.erreur[-3000:]
        found: list[dict[str, Any]] = json.loads(dit.sortie.splitlines()[-1].replace("\\\\", ""))
        return found


def copy_project(racine: Path, var: Path) -> Copie:
    """Copy what makes the atlas, without its tests."""
    shutil.copytree(
        DOSSIER_PROJET, racine, ignore=shutil.ignore_patterns(*NON_COPIES), symlinks=True
    )
    return Copie(racine, var)
