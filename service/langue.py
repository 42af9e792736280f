"""The script that goes with every page: Streamlit's words in French, and faults of the session."""

import json
from functools import lru_cache
from pathlib import Path

from service.gabarit import Document

DOSSIER = Path(__file__).resolve().parent / "navigateur"
TABLE = DOSSIER / "francais.json"
SCRIPTS = ("liaison.js", "francais.js", "acces.js")
PLACE = "TABLE_DES_MOTS"


@lru_cache(maxsize=1)
def build_script() -> Document:
    """Return the script, with its table inside."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    words = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    texts = [(DOSSIER / name).read_text(encoding="utf-8") for name in SCRIPTS]
    script = "\n".join(texts).replace(f"({PLACE})", f"({words})")
    return Document(script.encode(), "text/javascript; charset=utf-8")


def adresse_du_script() -> str:
    """Return the address of the script below the sub-path: another content, another address."""
    return f"atlas/{build_script().empreinte}.js"
