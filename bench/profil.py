"""Where the time of a cold start goes in the server: ``python -m bench.profil``.

The steps are taken one after the other in a process of their own, without a browser. Times of
imports are those of ``python -X importtime``, each package counted for its own modules only.
"""

import ast
import importlib
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

RACINE = Path(__file__).resolve().parents[1]
ENTREE = ("dashboard.py", "pages/couverture.py")
SERVEUR = ("streamlit.web.cli", "streamlit.web.bootstrap")
PARTIES_DU_MOTEUR = {
    "referentiel": "load_referentiel",
    "registre_lu_et_verifie": "load_registre",
    "perimetres": "build_perimetres",
}
PAQUETS_MONTRES = 10
IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")


def _modules(script: str) -> list[str]:
    """Return the modules that a script imports, in order."""
    found = []
    for node in ast.parse((RACINE / script).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found


def _import_server() -> None:
    for name in SERVEUR:
        importlib.import_module(name)


def _import_pages() -> None:
    for script in ENTREE:
        for name in _modules(script):
            importlib.import_module(name)


def _run_script() -> None:
    """Run the page as a session does, everything being loaded: what is left is drawing."""
    from streamlit.testing.v1 import AppTest

    AppTest.from_file(str(RACINE / "dashboard.py"), default_timeout=60).run()


def _load_moteur(seconds: dict[str, float]) -> None:
    """Load the engine as the page does, its three parts timed apart."""
    from geo.couverture import moteur as couverture

    for step, name in PARTIES_DU_MOTEUR.items():
        timed = partial(_timed, seconds, step, getattr(couverture, name))
        setattr(couverture, name, timed)
    moteur = couverture.load_moteur()
    _timed(seconds, "premier_calcul", moteur.couverture, date.today())


def _timed(seconds: dict[str, float], step: str, function: Any, *arguments: Any) -> Any:
    start = time.perf_counter()
    returned = function(*arguments)
    seconds[step] = round(time.perf_counter() - start, 3)
    return returned


def _take_steps() -> dict[str, float]:
    seconds: dict[str, float] = {}
    _timed(seconds, "imports_de_streamlit", _import_server)
    _timed(seconds, "imports_de_la_page", _import_pages)
    _load_moteur(seconds)
    _timed(seconds, "premier_passage_du_script", _run_script)
    return seconds


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(RACINE)}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=RACINE, env=environment, capture_output=True, text=True, check=True
    )


def _time_imports() -> dict[str, float]:
    """Seconds that each package takes for its own modules, the longest first."""
    code = "from bench import profil; profil._import_server(); profil._import_pages()"
    totals: Counter[str] = Counter()
    for line in _python("-X", "importtime", "-c", code).stderr.splitlines():
        if match := IMPORT.match(line):
            totals[match[2].split(".")[0]] += int(match[1])
    return {name: round(us / 1e6, 3) for name, us in totals.most_common(PAQUETS_MONTRES)}


def run() -> dict[str, Any]:
    """Return the seconds of each step, and of the imports by package."""
    steps = json.loads(_python("-m", "bench.profil").stdout.splitlines()[-1])
    return {**steps, "imports_par_paquet": _time_imports()}


if __name__ == "__main__":
    print(json.dumps(_take_steps()))
