"""The pictures to take away: a map or a chart as PNG, SVG or PDF, at print size."""

from collections.abc import Callable, Mapping

from components.documents.emporter import Export
from components.figures.figure import Carte, Graphique

LARGEUR, HAUTEUR_CARTE = 260.0, 184.0  # millimetres: a sheet of A4 on its side, less its margins
RAPPORT_DES_IMAGES = 1.7  # of a map without its title, its legend and its foot
LARGEUR_GRAPHIQUE = 180.0
DPI = 250
CONTENUS = {
    "png": "image de grande taille, pour un document ou un message",
    "svg": "dessin vectoriel à retoucher (Inkscape, Illustrator), texte compris",
    "svg-traces": "le même, lettres en tracés\u00a0: il s'imprime pareil sans la police",
    "pdf": "dessin vectoriel prêt à imprimer",
}


def pied_de_page(sources: Mapping[str, str]) -> str:
    """Return the sources of a page (``components.commun.sources``) as the foot of a picture."""
    return "\u00a0· ".join(f"{label}\u00a0: {text}" for label, text in sources.items())


def image_de_carte(carte: Carte, format_: str, pied: str) -> bytes:
    """Return a map as a file at print size; ``format_``: png, svg, svg-traces or pdf."""
    # Imported when asked for: matplotlib would slow the start and weigh on the memory.
    from components.figures.image.carte import carte_image

    return carte_image(carte, format_, LARGEUR, HAUTEUR_CARTE, dpi=DPI, pied=pied)


def image_de_graphique(graphique: Graphique, format_: str, pied: str) -> bytes:
    """Return a chart as a file at print size; ``format_``: png, svg, svg-traces or pdf."""
    from components.figures.image.graphique import (
        graphique_image,
        hauteur_conseillee,
        largeur_conseillee,
    )

    width, height = largeur_conseillee(graphique, LARGEUR_GRAPHIQUE), hauteur_conseillee(graphique)
    return graphique_image(graphique, format_, width, height, dpi=DPI, pied=pied)


def exports_de_carte(
    carte: Callable[[], Carte], sources: Mapping[str, str], nom: str, groupe: str = "Carte"
) -> list[Export]:
    """Return the exports of a map; ``nom``: file name without suffix."""

    def make(format_: str) -> bytes:
        return image_de_carte(carte(), format_, pied_de_page(sources))

    return [_export(groupe, format_, nom, make, CONTENUS[format_]) for format_ in CONTENUS]


def exports_de_graphique(
    graphique: Callable[[], Graphique],
    sources: Mapping[str, str],
    nom: str,
    groupe: str = "Graphique",
) -> list[Export]:
    """Return the exports of a chart; ``nom``: file name without suffix."""

    def make(format_: str) -> bytes:
        return image_de_graphique(graphique(), format_, pied_de_page(sources))

    return [_export(groupe, format_, nom, make) for format_ in ("png", "svg", "svg-traces")]


def _export(
    groupe: str, format_: str, nom: str, make: Callable[[str], bytes], contenu: str = ""
) -> Export:
    suffix, _, variant = format_.partition("-")
    return Export(
        groupe,
        f"{suffix.upper()} (tracés)" if variant else suffix.upper(),
        contenu,
        f"{nom}_{variant}.{suffix}" if variant else f"{nom}.{suffix}",
        lambda: make(format_),
    )
