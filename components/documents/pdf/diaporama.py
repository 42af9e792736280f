"""A deck as a PDF: pages of the size of a slide, vectors only, text that can be selected.

The frames and the sizes of the texts are those of the PPTX. Lengths are in millimetres.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from components.commun.mots.formats import jour_en_lettres
from components.documents.pdf.compilation import compile_pdf
from components.figures.certitude import BarreDeCertitude
from components.figures.figure import Carte, Graphique
from components.figures.image.barre import barre_image
from components.figures.image.carte import carte_svg
from components.figures.image.graphique import graphique_svg
from components.figures.image.police import largeur
from components.gabarit.diapositive import Diaporama, Diapositive
from components.gabarit.gabarit import FORMATS, MARGE, Cadre, Gabarit
from components.gabarit.graphique import (
    are_labelled,
    compose_graphique,
    graduations,
    maximum,
)
from components.gabarit.page import PageComposee, Zone, compose, titre_de_carte
from components.gabarit.tableau import MARGE_X, MARGE_Y, TableauCompose
from components.gabarit.texte import ENCRE, INTERLIGNE, POINT, Texte, limite, propre
from geo.presentation.logo import Logo

REFERENCE = 100.0  # points: widths are measured once, at this size
PRUDENCE = 1.01  # two programs do not measure a line to the same hundredth
TAILLE_DES_FIGURES = 13.0
HAUTEUR_DU_TITRE = 8.5  # of a map
TAILLE_DU_TITRE, LIGNES_DU_TITRE = 15.0, 2  # of a chart
ESPACE = 3.0  # under the title of a chart
PLACES = {"titre": "milieu", "pied": "milieu"}  # of the texts in their frame, else at its top
Progression = Callable[[float, str], None]
Images = dict[str, bytes]


def diaporama_pdf(
    deck: Diaporama, progress: Progression | None = None, *, format_: str = "16:9"
) -> bytes:
    """Return a deck as a PDF, one page per slide, each with its bookmark.

    Parameters
    ----------
    progress : called after each page with what is done, from 0 to 1, and what comes next.
    format_ : "16:9" or "4:3"; ValueError for another one.
    """
    if format_ not in FORMATS:
        raise ValueError(f"format: one of {', '.join(FORMATS)} expected, {format_!r} given")
    tell = progress or (lambda part, what: None)
    total = len(deck.diapositives)
    images: Images = {}
    pages = []
    for rank, diapositive in enumerate(deck.diapositives):
        tell(rank / (total + 1), f"Page {rank + 1} sur {total}")
        composed = compose(diapositive, format_, mesure)
        pages.append(_page(diapositive, composed, rank + 1, images))
    tell(total / (total + 1), "Écriture du fichier")
    wide, tall = FORMATS[format_]
    place = f"{propre(deck.territoire)}, situation au {jour_en_lettres(deck.jour)}"
    data = {"largeur": wide, "hauteur": tall, "interligne": INTERLIGNE, "pages": pages}
    content = compile_pdf("diaporama", propre(deck.titre), place, data, images)
    tell(1.0, "Terminé")
    return content


def mesure(texte: str, taille: float, gras: bool) -> float:
    """Return the width of a text in Source Sans Pro."""
    return largeur(texte, REFERENCE, gras) * taille / REFERENCE * PRUDENCE


def _page(
    diapositive: Diapositive, composed: PageComposee, numero: int, images: Images
) -> dict[str, Any]:
    """Return a slide as the template takes it, and add its pictures to ``images``."""
    frames = composed.gabarit
    carte, graphique, tableau = diapositive.carte, diapositive.graphique, composed.tableau
    figures = []
    if carte is not None and frames.carte is not None:
        figures.append(_carte(carte, frames.carte, f"carte-{numero}", images))
    if graphique is not None and frames.graphique is not None:
        figures.append(_graphique(graphique, frames.graphique, f"graphique-{numero}", images))
    if diapositive.barre is not None and frames.barre is not None:
        figures.append(_barre_de_certitude(diapositive.barre, frames.barre, numero, images))
    if diapositive.logo is not None:
        images.setdefault("logo", logo_svg(diapositive.logo))
    shown = tableau is not None and frames.tableau is not None
    return {
        "numero": {"cadre": _cadre(frames.numero), "texte": str(numero)},
        "barre": _barre(frames),
        "zones": [_zone(zone, frames) for zone in composed.zones if zone.role != "pied"],
        "figures": figures,
        "logo": _logo(diapositive.logo, frames) if diapositive.logo is not None else None,
        "tableau": _tableau(tableau, frames.tableau) if shown else None,  # type: ignore[arg-type]
        "pied": [_zone(zone, frames) for zone in composed.zones if zone.role == "pied"],
    }


def _barre_de_certitude(
    barre: BarreDeCertitude, cadre: Cadre, numero: int, images: Images
) -> dict[str, Any]:
    name = f"certitude-{numero}"
    images[name] = barre_image(barre, "svg", cadre.largeur, TAILLE_DES_FIGURES)
    return {
        "cadre": _cadre(cadre),
        "titre": None,
        "hauteur_du_titre": 0.0,
        "image": name,
        "hauteur": cadre.hauteur,
        "alternative": propre(barre.alternative),
    }


def logo_svg(logo: Logo) -> bytes:
    """Return a logo as an SVG that holds its picture, as the templates take pictures."""
    data, (wide, tall) = b64encode(logo.png).decode("ascii"), (logo.largeur, logo.hauteur)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" width="{wide}" '
        f'height="{tall}"><image width="{wide}" height="{tall}" '
        f'href="data:image/png;base64,{data}"/></svg>'
    ).encode()


def _logo(logo: Logo, frames: Gabarit) -> dict[str, Any] | None:
    """Return where the logo goes; after the first slide it is an ornament, said once."""
    if frames.logo is None:
        return None
    return {
        "cadre": _cadre(frames.logo),
        "image": "logo",
        "hauteur": frames.logo.hauteur,
        "alternative": propre(logo.alternative),
        "ornement": frames.disposition != "Titre",
    }


def _cadre(cadre: Cadre) -> dict[str, float]:
    return {"x": cadre.x, "y": cadre.y, "largeur": cadre.largeur, "hauteur": cadre.hauteur}


def _barre(frames: Gabarit) -> dict[str, float]:
    """Return the blue mark beside the title."""
    left, width = (MARGE, 2.4) if frames.disposition == "Titre" else (0.0, 4.0)
    return _cadre(Cadre(left, frames.titre.y, width, frames.titre.hauteur))


def _zone(zone: Zone, frames: Gabarit) -> dict[str, Any]:
    """Return the texts of a frame: titles in its middle or at its bottom, the others at its top."""
    is_title_slide = zone.role == "titre" and frames.disposition == "Titre"
    return {
        "role": zone.role,
        "cadre": _cadre(zone.cadre),
        "place": "bas" if is_title_slide else PLACES.get(zone.role, "haut"),
        "textes": [_texte(one) for one in zone.textes],
    }


def _texte(texte: Texte) -> dict[str, Any]:
    return {
        "lignes": texte.texte.split("\n"),
        "taille": texte.taille,
        "gras": texte.gras,
        "couleur": texte.couleur,
        "puce": texte.puce,
        "retrait": texte.retrait,
        "avant": texte.avant,
    }


def _carte(carte: Carte, cadre: Cadre, nom: str, images: Images) -> dict[str, Any]:
    """Return a map under its title, its legend at the bottom of the frame."""
    size, title = titre_de_carte(carte, cadre.largeur, mesure)
    top = HAUTEUR_DU_TITRE if title else 0.0
    height = cadre.hauteur - top
    images[nom] = carte_svg(carte, cadre.largeur, height, TAILLE_DES_FIGURES)
    alternative = propre(carte.alternative) or title or "Carte"
    return {
        "cadre": _cadre(cadre),
        "titre": _texte(Texte(title, size, True, ENCRE)) if title else None,
        "hauteur_du_titre": top,
        "image": nom,
        "hauteur": height,
        "alternative": alternative,
    }


def _graphique(graphique: Graphique, cadre: Cadre, nom: str, images: Images) -> dict[str, Any]:
    """Return a chart under its title."""
    made = compose_graphique(graphique, cadre.hauteur)
    shown = made.graphique
    if shown.unite.strip() != "%":  # the title says the unit: figures do not repeat it
        shown = replace(shown, unite="")
    lines = limite(made.titre, TAILLE_DU_TITRE, True, cadre.largeur, mesure, LIGNES_DU_TITRE)
    title = Texte("\n".join(lines), TAILLE_DU_TITRE, True, ENCRE)
    top = len(lines) * TAILLE_DU_TITRE * POINT * INTERLIGNE + ESPACE
    height = max(cadre.hauteur - top, 20.0)
    end = _end_of_axis(made.graphique)
    images[nom] = graphique_svg(shown, cadre.largeur, height, TAILLE_DES_FIGURES, end)
    return {
        "cadre": _cadre(cadre),
        "titre": _texte(title) if lines else None,
        "hauteur_du_titre": top,
        "image": nom,
        "hauteur": height,
        "alternative": shown.alternative or made.titre or "Graphique",
    }


def _end_of_axis(graphique: Graphique) -> float | None:
    """Return the end of the axis of values: that of the native chart of the PPTX."""
    if graphique.genre == "frise":
        return None
    highest = maximum(graphique)
    if are_labelled(graphique):
        return max(highest, 1e-6)
    return graduations(highest, graphique.unite)[0]


def _tableau(tableau: TableauCompose, cadre: Cadre) -> dict[str, Any]:
    heights = tableau.hauteurs[: len(tableau.lignes) + 1]
    return {
        "cadre": _cadre(cadre),
        "entetes": tableau.entetes,
        "lignes": tableau.lignes,
        "largeurs": tableau.largeurs,
        "hauteurs": heights,
        "numeriques": tableau.numeriques,
        "taille": tableau.taille,
        "marge_x": MARGE_X,
        "marge_y": MARGE_Y,
        "suite": tableau.suite,
    }
