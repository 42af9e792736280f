"""What a document is made of, whatever it speaks of: paragraphs, groups of them, figures.

Sizes of text are in points, lengths in millimetres.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from components.commun.mots.contrat import Morceau, Phrase

PUCE = "•"


@dataclass(frozen=True)
class Paragraphe:
    """A paragraph, in pieces of text, some of them strong.

    ``puce``: what stands in its margin; ``couleur``: encre, gris or bleu, as commun.typ names them;
    ``avant``: space above; ``lien``: address that it opens, left out when it is not one of a site.
    """

    phrase: Phrase
    puce: str = ""
    couleur: str = "encre"
    taille: float = 10.0
    avant: float = 0.0
    lien: str = ""

    @property
    def donnees(self) -> dict[str, Any]:
        """The paragraph as a template takes it."""
        return {
            "phrase": [{"texte": one.texte, "fort": one.fort} for one in self.phrase],
            "puce": self.puce,
            "couleur": self.couleur,
            "taille": self.taille,
            "avant": self.avant,
            "lien": self.lien if is_site(self.lien) else "",
        }


@dataclass(frozen=True)
class Groupe:
    """Paragraphs under a title."""

    titre: str
    paragraphes: tuple[Paragraphe, ...]

    @property
    def donnees(self) -> dict[str, Any]:
        """The group as a template takes it."""
        return {"titre": self.titre, "paragraphes": [one.donnees for one in self.paragraphes]}


def paragraphe(texte: str, gras: bool = False, **options: Any) -> Paragraphe:
    """Return a paragraph of one piece."""
    return Paragraphe((Morceau(texte, gras),), **options)


def is_site(adresse: str) -> bool:
    """Tell whether an address is one that a reader may be sent to."""
    return urlsplit(adresse).scheme in ("http", "https")


def pied(adresse: str, sources: Mapping[str, str]) -> list[Paragraphe]:
    """Return the foot of a document: where the page is, then where the figures come from."""
    text = " – ".join(f"{label}\u00a0: {content}" for label, content in sources.items())
    return [
        paragraphe(
            f"Le détail et sa mise à jour\u00a0: {adresse}",
            couleur="bleu",
            taille=8.5,
            lien=adresse,
        ),
        paragraphe(f"{text}.", couleur="gris", taille=8.0, avant=0.5),
    ]
