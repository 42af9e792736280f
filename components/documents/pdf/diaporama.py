"""A deck as a PDF: pages of the size of a slide, vectors only, text that can be selected.

The frames and the sizes of the texts are those of the PPTX. Lengths are in millimetres.
"""

from collections.abc import Callable

from fpdf.prefs import ViewerPreferences

from components.commun.mots.formats import jour_en_lettres
from components.documents.pdf.diaporama_carte import dessine_carte
from components.documents.pdf.graphique import dessine_graphique
from components.documents.pdf.tableau import dessine_tableau
from components.documents.pdf.texte import Page, rgb
from components.gabarit.diapositive import Diaporama, Diapositive
from components.gabarit.gabarit import FORMATS, MARGE, Cadre
from components.gabarit.page import PageComposee, Zone, compose
from components.gabarit.texte import BLEU, GRIS, Mesure, Texte, lignes_de, propre

ATLAS = "Atlas des contrats locaux de santé"
TAILLE_DU_NUMERO = 14.0
REFERENCE = 100.0  # points: widths are measured once, at this size
Progression = Callable[[float, str], None]


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
    page = Page(FORMATS[format_])
    mesure = _measure(page)
    total = len(deck.diapositives)
    for rank, diapositive in enumerate(deck.diapositives):
        if progress is not None:
            progress(rank / (total + 1), f"Page {rank + 1} sur {total}")
        if rank:
            page.add_page()
        _write_page(page, diapositive, compose(diapositive, format_, mesure), rank + 1, mesure)
    if progress is not None:
        progress(total / (total + 1), "Écriture du fichier")
    page.set_title(propre(deck.titre))
    page.set_author(ATLAS)
    place = propre(deck.territoire)
    page.set_subject(page.lisible(f"{place}, situation au {jour_en_lettres(deck.jour)}"))
    page.set_lang("fr-FR")
    page.viewer_preferences = ViewerPreferences(display_doc_title=True)
    content = bytes(page.output())
    if progress is not None:
        progress(1.0, "Terminé")
    return content


def _measure(page: Page) -> Mesure:
    """Return what tells the widths of texts; each is measured once."""
    known: dict[tuple[str, bool], float] = {}

    def width(texte: str, taille: float, gras: bool) -> float:
        if (texte, gras) not in known:
            page.police(REFERENCE, gras)
            known[texte, gras] = page.largeur(page.lisible(texte))
        return known[texte, gras] * taille / REFERENCE

    return width


def _write_page(
    page: Page, diapositive: Diapositive, composed: PageComposee, numero: int, mesure: Mesure
) -> None:
    frames = composed.gabarit
    page.start_section(page.lisible(propre(diapositive.titre)) or f"Page {numero}")
    _bar(page, frames.titre, frames.disposition == "Titre")
    for zone in composed.zones:
        _write_zone(page, zone, frames.disposition == "Titre", mesure)
    if diapositive.carte is not None and frames.carte is not None:
        dessine_carte(page, diapositive.carte, frames.carte, mesure)
    if diapositive.graphique is not None and frames.graphique is not None:
        dessine_graphique(page, diapositive.graphique, frames.graphique, mesure)
    if composed.tableau is not None and frames.tableau is not None:
        dessine_tableau(page, composed.tableau, frames.tableau, mesure)
    text = str(numero)
    page.police(TAILLE_DU_NUMERO, True, rgb(GRIS))
    number = frames.numero
    middle = number.y + number.hauteur / 2 - page.font_size * 0.6
    page.ecrit(number.droite - page.largeur(text), middle, text)


def _bar(page: Page, titre: Cadre, is_title: bool) -> None:
    """Draw the blue mark beside the title."""
    page.set_fill_color(*rgb(BLEU))
    left, width = (MARGE, 2.4) if is_title else (0.0, 4.0)
    page.rect(left, titre.y, width, titre.hauteur, style="F")


def _write_zone(page: Page, zone: Zone, is_title: bool, mesure: Mesure) -> None:
    """Write the texts of a frame: titles in its middle or at its bottom, the others at its top."""
    frame = zone.cadre
    lines = [(one, lignes_de(one, frame.largeur, mesure)) for one in zone.textes]
    height = sum(one.avant + len(found) * one.pas for one, found in lines)
    free = max(frame.hauteur - height, 0.0)
    share = {"titre": 1.0 if is_title else 0.5, "pied": 0.5}.get(zone.role, 0.0)
    y = frame.y + free * share
    for one, found in lines:
        y += one.avant
        for rank, line in enumerate(found):
            if rank == 0 and one.puce:
                _write(page, frame.x, y, "•", one)
            _write(page, frame.x + one.retrait, y, line, one)
            y += one.pas


def _write(page: Page, x: float, y: float, texte: str, style: Texte) -> None:
    page.police(style.taille, style.gras, rgb(style.couleur))
    page.ecrit(x, y, page.lisible(texte))
