"""A sheet of one A4 page, to print or to mail: an answer, a map, rates, two columns, sources.

It is given its contents, whatever they speak of, and lays them out (fiche.typ).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.commun.statuts import Aspect
from components.documents.pdf.compilation import compile_pdf
from components.documents.pdf.contenu import Groupe, Paragraphe, pied
from components.figures.figure import Carte, Jauges
from components.figures.image.carte import carte_svg
from components.figures.image.jauges import echantillon_svg, jauges_svg

CARTE_LARGEUR, CARTE_HAUTEUR = 106.0, 98.0  # millimetres, the legend included
JAUGES_LARGEUR = 70.0
TAILLE_DE_LA_LEGENDE = 8.5
ECHANTILLON = (6.0, 3.4)


@dataclass(frozen=True, eq=False)
class Fiche:
    """The contents of a sheet.

    Attributes
    ----------
    document : what the file says of itself. ``bandeau``: kind of sheet and day, at the top.
    titre, sous_titre : what it speaks of.
    statut : how what it speaks of is drawn on maps, with its word.
    reponse : what is to be read first.
    carte, jauges : its figures, None without; ``sans_carte``: why there is no map.
    colonnes : the groups of the two columns, the most useful first: those that do not hold are
        left out.
    adresse, sources : of the page, and of the figures by label.
    """

    document: str
    bandeau: str
    titre: str
    sous_titre: str
    statut: Aspect
    reponse: Sequence[Paragraphe]
    carte: Carte | None
    sans_carte: str
    jauges: Jauges | None
    colonnes: tuple[Sequence[Groupe], Sequence[Groupe]]
    adresse: str
    sources: Mapping[str, str]


def fiche_pdf(fiche: Fiche) -> bytes:
    """Return a sheet as a PDF of one page."""
    images = {"statut": echantillon_svg(fiche.statut, *ECHANTILLON)}
    if fiche.carte is not None:
        images["carte"] = carte_svg(
            fiche.carte, CARTE_LARGEUR, CARTE_HAUTEUR, TAILLE_DE_LA_LEGENDE, avec_noms=True
        )
    if fiche.jauges is not None:
        images["jauges"] = jauges_svg(fiche.jauges, JAUGES_LARGEUR)
    return compile_pdf("fiche", fiche.document, fiche.bandeau, _donnees(fiche), images)


def _donnees(fiche: Fiche) -> dict[str, Any]:
    carte, jauges, statut = fiche.carte, fiche.jauges, fiche.statut
    return {
        "mesures": {
            "carte": [CARTE_LARGEUR, CARTE_HAUTEUR],
            "jauges": JAUGES_LARGEUR,
            "echantillon": ECHANTILLON,
        },
        "bandeau": fiche.bandeau,
        "titre": fiche.titre,
        "sous_titre": fiche.sous_titre,
        "statut": {
            "libelle": statut.libelle,
            "couleur": statut.couleur_motif or statut.couleur,
            "image": "statut",
        },
        "reponse": [one.donnees for one in fiche.reponse],
        "carte": carte and {"image": "carte", "alternative": carte.alternative},
        "sans_carte": fiche.sans_carte,
        "jauges": jauges
        and {"image": "jauges", "titre": jauges.titre, "alternative": jauges.alternative},
        "colonnes": [
            [group.donnees for group in column if group.paragraphes] for column in fiche.colonnes
        ],
        "pied": [one.donnees for one in pied(fiche.adresse, fiche.sources)],
    }
