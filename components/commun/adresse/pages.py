"""The pages of the application, whose files are looked for once for the process.

Streamlit looks for the file of a page each time that it is told of the page, and of each link to
it: three hundred looks at the disk a run.
"""

from collections.abc import Mapping
from copy import copy
from functools import cache
from pathlib import Path
from threading import local

import streamlit as st
from streamlit.navigation.page import Page

_du_run = local()  # each run of the script has a thread of its own


@cache
def _trouvee(fichier: Path, titre: str, adresse: str | None) -> Page:
    return st.Page(fichier, title=titre, url_path=adresse, default=adresse is not None)


def page_de(fichier: Path, titre: str, adresse: str | None = None) -> Page:
    """Return a page, which the run alone holds: to run it is to change it.

    ``fichier``: its whole path; ``adresse``: that of the first page, which also has none.
    """
    return copy(_trouvee(fichier, titre, adresse))


def note_pages(pages: Mapping[str, Page]) -> None:
    """Note the pages of the run, by file under ``pages/``: links lead to them."""
    _du_run.pages = {f"pages/{name}.py": page for name, page in pages.items()}


def page_du_run(fichier: str) -> Page | str:
    """Return the page of a file, as links name it; the file itself where no page is noted."""
    noted: Mapping[str, Page] = getattr(_du_run, "pages", {})
    return noted.get(fichier, fichier)
