"""The one-page sheet of a territory, to print or to mail: drawn on the server, without a network.

It receives what was computed, and draws it. Lengths are in millimetres.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from fpdf.prefs import ViewerPreferences

from components.commun.mots.formats import habitants, jour_en_lettres, pourcentage
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from components.commun.statuts import STATUTS
from components.documents.pdf.carte import carte, legende
from components.documents.pdf.dessin import echantillon, rectangle_de
from components.documents.pdf.texte import (
    BLEU,
    GRIS,
    NOIR,
    Page,
    Paragraphe,
    ajuste,
    ecrit_bloc,
    hauteur,
    paragraphe,
    reduits,
    rgb,
)
from components.territoire.pdf_contenu import Groupe, colonnes
from components.territoire.phrases import precisions, reponse
from geo.territoire.carte import FondDeCarte
from geo.territoire.situation import Situation, TauxDuTerritoire

GAUCHE, DROITE = 14.0, 196.0
LARGEUR = DROITE - GAUCHE
CARTE_LARGEUR, CARTE_HAUTEUR = 106.0, 88.0
RAPPORT_DE_LA_CARTE = CARTE_LARGEUR / CARTE_HAUTEUR
COLONNE_DES_TAUX = 126.0
COLONNE_DROITE = 108.0
MARGE_DE_LA_REPONSE = 3.0
REPONSE_AU_PLUS = 60.0
REDUCTIONS = 6
PIED = 270.0
BAS = 290.0
ATLAS = "Atlas des contrats locaux de santé"


def _header(page: Page, situation: Situation) -> float:
    """Write the name of the atlas, the day, the name of the place; return the height reached."""
    page.police(9, True, BLEU)
    page.ecrit(GAUCHE, 11, ATLAS)
    day = f"Fiche territoire – situation au {jour_en_lettres(situation.jour)}"
    page.police(9, couleur=GRIS)
    page.ecrit(DROITE - page.largeur(page.lisible(day)), 11, page.lisible(day))
    page.set_draw_color(*BLEU)
    page.set_line_width(0.5)
    page.line(GAUCHE, 16.5, DROITE, 16.5)

    place = situation.territoire
    size = 22.0
    page.police(size, True)
    while page.largeur(page.lisible(place.nom)) > LARGEUR and size > 12:
        size -= 0.5
        page.police(size, True)
    page.ecrit(GAUCHE, 18.5, page.raccourci(place.nom, LARGEUR))
    y = 18.5 + page.font_size * 1.15
    parts = [NIVEAUX_DES_LIEUX[place.niveau]]
    if place.niveau not in ("departement", "region") and situation.departement:
        parts.append(situation.departement)
    year = f"population municipale {situation.annee_population}"
    parts.append(f"{habitants(situation.synthese.population)} ({year})")
    page.police(10.5, couleur=GRIS)
    page.ecrit(GAUCHE, y, page.raccourci(" – ".join(parts), LARGEUR))
    return y + 6.5


def _answer(page: Page, situation: Situation, y: float) -> float:
    """Write the answer in a box, under the sample of its status."""
    aspect = STATUTS[situation.statut]
    width = LARGEUR - 2 * MARGE_DE_LA_REPONSE - 2
    texts = [Paragraphe(reponse(situation), taille=11.5)]
    texts += [
        Paragraphe(phrase, puce="•", taille=9.5, avant=0.8) for phrase in precisions(situation)
    ]
    room = REPONSE_AU_PLUS - 2 * MARGE_DE_LA_REPONSE - 5.5
    texts = ajuste(page, texts, width, room)
    height = min(hauteur(page, texts, width), room) + 2 * MARGE_DE_LA_REPONSE + 5.5
    page.set_fill_color(244, 246, 249)
    page.rect(GAUCHE, y, LARGEUR, height, style="F")
    page.set_fill_color(*rgb(aspect.couleur_motif or aspect.couleur))
    page.set_draw_color(*GRIS)
    page.set_line_width(0.1)
    page.rect(GAUCHE, y, 1.4, height, style="DF")
    x, top = GAUCHE + MARGE_DE_LA_REPONSE + 2, y + MARGE_DE_LA_REPONSE
    echantillon(page, x, top, aspect)
    page.police(10.5, True)
    page.ecrit(x + 7.5, top - 0.3, page.lisible(aspect.libelle))
    ecrit_bloc(page, x, top + 5.5, width, texts, y + height - MARGE_DE_LA_REPONSE + 0.2)
    return y + height + 4


def _picture(page: Page, fond: FondDeCarte | None, y: float) -> float:
    """Draw the map and its legend, or say why there is none."""
    if fond is None:
        text = paragraphe(
            "Aucun contour n'est disponible pour ce territoire\u00a0: il n'y a pas de carte.",
            couleur=GRIS,
            taille=10,
        )
        return ecrit_bloc(page, GAUCHE, y, CARTE_LARGEUR, [text], y + 12)
    carte(page, fond, GAUCHE, y, CARTE_LARGEUR, CARTE_HAUTEUR)
    return legende(page, fond, GAUCHE, y + CARTE_HAUTEUR + 1.8, CARTE_LARGEUR)


def _bar(page: Page, row: TauxDuTerritoire, y: float) -> float:
    """Draw the rate of one territory: its name, its bar, its figures."""
    width = DROITE - COLONNE_DES_TAUX
    place = row.territoire
    kind = NIVEAUX_DES_LIEUX[place.niveau].split(" (")[0]
    name = place.nom if place.niveau == "france" else f"{kind}\u00a0: {place.nom}"
    page.police(9, couleur=NOIR)
    page.ecrit(COLONNE_DES_TAUX, y, page.raccourci(name, width))
    y += 4.1
    signed = (row.taux_signe or 0) / 100 * width
    both = (row.taux_signe_ou_projet or 0) / 100 * width
    page.set_fill_color(235, 238, 242)
    page.rect(COLONNE_DES_TAUX, y, width, 2.6, style="F")
    rectangle_de(page, STATUTS["signe"], COLONNE_DES_TAUX, y, signed, 2.6)
    rectangle_de(page, STATUTS["projet"], COLONNE_DES_TAUX + signed, y, both - signed, 2.6)
    text = f"{pourcentage(row.taux_signe)} signé"
    if both > signed:
        text += f", {pourcentage(row.taux_signe_ou_projet)} avec les projets"
    page.police(8.5, couleur=GRIS)
    page.ecrit(COLONNE_DES_TAUX, y + 2.9, page.raccourci(text, width))
    return y + 7.6


def _rates(page: Page, situation: Situation, y: float) -> float:
    """Draw the comparison, from the place to the country."""
    page.police(10.5, True, BLEU)
    page.ecrit(COLONNE_DES_TAUX, y, "Part de la population couverte")
    y += 5.8
    for row in situation.comparaison:
        y = _bar(page, row, y)
    return y


def _columns(page: Page, situation: Situation, y: float) -> None:
    """Write the two columns, in the largest text that holds above the foot of the page."""
    places = ((GAUCHE, COLONNE_DROITE - GAUCHE - 6), (COLONNE_DROITE, DROITE - COLONNE_DROITE))
    columns = colonnes(situation)

    def holds() -> bool:
        return all(
            sum(hauteur(page, group, width) for group in groups) <= PIED - 3 - y
            for groups, (_, width) in zip(columns, places, strict=True)
        )

    for _ in range(REDUCTIONS):
        if holds():
            break
        left, right = columns
        columns = [reduits(group) for group in left], [reduits(group) for group in right]
    for groups, (x, width) in zip(columns, places, strict=True):
        _column(page, x, y, width, groups)


def _column(page: Page, x: float, y: float, width: float, groups: Sequence[Groupe]) -> None:
    """Write groups one under the other; one whose title would stand alone is left out."""
    bottom = PIED - 3
    for group in groups:
        if group and y + hauteur(page, group[:2], width) <= bottom:
            y = ecrit_bloc(page, x, y, width, group, bottom)


def _foot(page: Page, sources: Mapping[str, str], adresse: str) -> None:
    """Write the address of the page and the sources."""
    page.set_draw_color(*GRIS)
    page.set_line_width(0.2)
    page.line(GAUCHE, PIED - 1.5, DROITE, PIED - 1.5)
    is_link = urlsplit(adresse).scheme in ("http", "https")
    head = paragraphe(
        f"Le détail et sa mise à jour\u00a0: {adresse}",
        couleur=BLEU,
        taille=8.5,
        lien=adresse if is_link else "",
    )
    text = " – ".join(f"{label}\u00a0: {content}" for label, content in sources.items())
    ecrit_bloc(
        page,
        GAUCHE,
        PIED,
        LARGEUR,
        [head, paragraphe(f"{text}.", couleur=GRIS, taille=8.0, avant=0.5)],
        BAS,
    )


def pdf_territoire(
    situation: Situation, fond: FondDeCarte | None, sources: Mapping[str, str], adresse: str
) -> bytes:
    """Return the sheet of a place as a PDF of one page.

    Parameters
    ----------
    fond : the map as shapes, made for RAPPORT_DE_LA_CARTE; None when there is none.
    sources : where the figures come from, by label.
    adresse : address of the page at the same date.
    """
    page = Page()
    title = f"{situation.territoire.nom} – contrats locaux de santé"
    page.set_title(f"{title}, situation au {jour_en_lettres(situation.jour)}")
    page.set_author(ATLAS)
    page.set_lang("fr-FR")
    page.viewer_preferences = ViewerPreferences(display_doc_title=True)
    y = _answer(page, situation, _header(page, situation))
    lowest = max(_picture(page, fond, y), _rates(page, situation, y))
    _columns(page, situation, lowest)
    _foot(page, sources, adresse)
    return bytes(page.output())
