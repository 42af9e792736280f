"""The HTML that a browser is given first: Streamlit's own, in French, with our script in it.

It is made once. Streamlit compresses its answers inside every middleware: nothing of it is
rewritten on the way, the pages are answered before they reach it.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import streamlit

PETIT = 500  # bytes
TEXTES = ("text/", "application/json", "application/javascript", "image/svg")
TITRE = "Atlas des contrats locaux de santé"
SANS_SCRIPT = (
    "<p>L'atlas a besoin de JavaScript\u00a0: activez-le dans votre navigateur, ou lisez les mêmes "
    "chiffres en ligne de commande et par fichiers (voir la documentation de l'atlas).</p>"
)


@dataclass(frozen=True)
class Document:
    """A text that is answered as it is, plain or compressed; ``etiquette`` names its content."""

    contenu: bytes
    type_mime: str

    @property
    def se_compresse(self) -> bool:
        """Whether compressing it is worth it: a text that is not tiny."""
        kind = self.type_mime.partition(";")[0]
        return len(self.contenu) > PETIT and kind.startswith(TEXTES)

    @cached_property
    def compresse(self) -> bytes:
        """The content, compressed by gzip; the same bytes at each start."""
        return gzip.compress(self.contenu, 9, mtime=0)

    @cached_property
    def empreinte(self) -> str:
        """A short hash of the content, for addresses and tags."""
        return hashlib.sha256(self.contenu).hexdigest()[:16]

    @property
    def etiquette(self) -> str:
        """The ETag of the content, whatever its compression."""
        return f'W/"{self.empreinte}"'


def _replace_once(texte: str, motif: str, remplacement: str) -> str:
    """Replace what stands once in Streamlit's page; raise ValueError when it has changed."""
    changed, number = re.subn(motif, lambda _: remplacement, texte, flags=re.DOTALL)
    if number != 1:
        raise ValueError(
            f"index.html of Streamlit {streamlit.__version__}: one {motif!r} expected, "
            f"{number} found; service/gabarit.py is to be brought up to date"
        )
    return changed


def build_page(script: str, style: str = "") -> Document:
    """Return the page of the application.

    Parameters
    ----------
    script : address of our script, relative to the page: it runs before Streamlit's.
    style : our style sheets, as HTML. They stand last in the page, after those of Streamlit, and
        are there before anything is drawn.
    """
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    html = index.read_text(encoding="utf-8")
    html = _replace_once(html, r'<html lang="en">', '<html lang="fr">')
    html = _replace_once(html, r"<title>Streamlit</title>", f"<title>{TITRE}</title>")
    html = _replace_once(html, r'<link rel="service-desc"[^>]*>\s*', "")
    html = _replace_once(html, r"<noscript>.*?</noscript>", f"<noscript>{SANS_SCRIPT}</noscript>")
    # Deferred scripts run in their order: ours is ready when Streamlit writes its first word.
    ours = f'<script defer src="{script}"></script>\n    <script type="module"'
    html = _replace_once(html, r'<script type="module"', ours)
    html = _replace_once(html, r"</body>", f"{style}</body>")
    html = re.sub(r"<!--.*?-->\s*", "", html, flags=re.DOTALL)  # they speak of what is closed
    return Document(html.encode(), "text/html; charset=utf-8")


def build_absente(accueil: str) -> Document:
    """Return the page of an address that does not exist; ``accueil``: address of the first page."""
    html = f"""<!DOCTYPE html>
<html lang="fr">
  <head>
    <meta charset="UTF-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Adresse inconnue – {TITRE}</title>
    <style>
      body {{ font: 1.1rem/1.5 sans-serif; color: #1b2430; max-width: 40rem; margin: 15vh auto;
              padding: 0 1rem; }}
      a {{ color: #1f4e8c; }}
    </style>
  </head>
  <body>
    <main>
      <h1>Cette adresse n'existe pas dans l'atlas</h1>
      <p>Elle a pu être mal recopiée, ou coupée par un logiciel de messagerie.</p>
      <p><a href="{accueil}">Ouvrir la carte de la couverture</a></p>
    </main>
  </body>
</html>
"""
    return Document(html.encode(), "text/html; charset=utf-8")
