"""A Typst template compiled into a PDF that everybody can read (PDF/UA-1), without a network.

Texts and pictures reach the template as data, in ``sys.inputs``: nothing that a user wrote is read
as markup.
"""

import json
import warnings
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import font_source_sans_pro  # type: ignore[import-untyped]
import typst

from components.commun.mots.libelles import ATLAS
from components.figures.image.police import lisible

DOSSIER = Path(__file__).parent


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Return the fonts of documents, read once: those of the package, whatever is installed."""
    folder = Path(font_source_sans_pro.font_files_ttf["SourceSansPro"]).parent
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def _legible(contenu: Any) -> Any:
    """Return the same data, every text made of signs that the font can write."""
    if isinstance(contenu, str):
        return lisible(contenu)
    if isinstance(contenu, Mapping):
        return {key: _legible(value) for key, value in contenu.items()}
    if isinstance(contenu, list | tuple):
        return [_legible(value) for value in contenu]
    return contenu


def compile_pdf(
    modele: str,
    titre: str,
    sujet: str,
    donnees: Mapping[str, Any],
    images: Mapping[str, bytes],
) -> bytes:
    """Return a document as a PDF.

    Parameters
    ----------
    modele : name of a template of this folder, without suffix.
    titre, sujet : what the file says of itself.
    donnees : what the template is given, made of texts of one line, numbers, booleans, None, lists
        and dicts.
    images : SVG files by the name that ``donnees`` gives them.

    A warning of the compiler is a warning here: a template is at fault, not its data.
    """
    about = {"titre": lisible(titre).strip() or ATLAS, "sujet": sujet, "auteur": ATLAS}
    content = json.dumps(_legible({**donnees, "document": about}))
    made, told = typst.compile_with_warnings(
        DOSSIER / f"{modele}.typ",
        root=DOSSIER,
        font_paths=_fonts(),
        sys_inputs={"donnees": content} | {name: svg.decode() for name, svg in images.items()},
        pdf_standards="ua-1",
    )
    for one in told:
        warnings.warn(one, stacklevel=2)
    return made
