"""A deck as a PPTX file: native text, charts and tables, maps as pictures.

Built in memory from what was computed; nothing is shared between two decks. Lengths are in
millimetres.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide

from components.commun.mots.libelles import ATLAS
from components.documents.pptx.carte import ajoute_barre, ajoute_carte, ajoute_image, place_de
from components.documents.pptx.graphique import ajoute_graphique
from components.documents.pptx.modele import INDEX, INVITES, NUMERO, PIED, build_modele, layout_of
from components.documents.pptx.tableau import ajoute_tableau
from components.documents.pptx.texte import LANGUE, champ_du_numero, ecrit, largeur, set_langue
from components.gabarit.diapositive import Diaporama, Diapositive
from components.gabarit.gabarit import Cadre
from components.gabarit.page import PageComposee, Zone, compose, textes_complets
from components.gabarit.texte import propre
from geo.presentation.logo import Logo

NOMS = {**INVITES, "titre": "Titre", "phrase": "Phrase"}
Progression = Callable[[float, str], None]


def diaporama_pptx(
    deck: Diaporama, progress: Progression | None = None, *, format_: str = "16:9"
) -> bytes:
    """Return a deck as a PPTX file, one slide per slide of the deck.

    Parameters
    ----------
    progress : called after each slide with what is done, from 0 to 1, and what comes next.
    format_ : "16:9" or "4:3"; ValueError for another one.
    """
    made = build_modele(format_)
    total = len(deck.diapositives)
    for rank, diapositive in enumerate(deck.diapositives):
        if progress is not None:
            progress(rank / (total + 1), f"Diapositive {rank + 1} sur {total}")
        page = compose(diapositive, format_, largeur)
        slide = made.slides.add_slide(layout_of(made, page.gabarit.disposition))
        _write_slide(slide, diapositive, page, rank + 1)
    if total:
        set_langue(made.notes_master._element)
    if progress is not None:
        progress(total / (total + 1), "Écriture du fichier")
    about = made.core_properties
    about.title, about.author = propre(deck.titre)[:255], ATLAS
    about.subject = f"{propre(deck.territoire)[:200]}, situation au {deck.jour:%d/%m/%Y}"
    about.language, about.keywords, about.comments = LANGUE, "contrat local de santé", ""
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    about.last_modified_by, about.revision = ATLAS, 1
    content = BytesIO()
    made.save(content)
    if progress is not None:
        progress(1.0, "Terminé")
    return content.getvalue()


def _write_slide(slide: Slide, diapositive: Diapositive, page: PageComposee, numero: int) -> None:
    zones = {zone.role: zone for zone in page.zones}
    _fill_placeholders(slide, zones)
    if diapositive.carte is not None and page.gabarit.carte is not None:
        ajoute_carte(slide, diapositive.carte, page.gabarit.carte)
    if diapositive.graphique is not None and page.gabarit.graphique is not None:
        ajoute_graphique(slide, diapositive.graphique, page.gabarit.graphique)
    if page.tableau is not None and page.gabarit.tableau is not None:
        ajoute_tableau(slide, page.tableau, page.gabarit.tableau)
    if diapositive.barre is not None and page.gabarit.barre is not None:
        ajoute_barre(slide, diapositive.barre, page.gabarit.barre)
    if diapositive.logo is not None and page.gabarit.logo is not None:
        _add_logo(slide, diapositive.logo, page.gabarit.logo)
    _add_foot(slide, zones.get("pied"), page, numero)
    set_langue(slide._element)
    _write_notes(slide, diapositive, page)


def _fill_placeholders(slide: Slide, zones: dict[str, Zone]) -> None:
    """Write the texts where the layout expects them; a placeholder left empty is removed."""
    roles = {index: role for role, index in INDEX.items()} | {0: "titre"}
    for placeholder in list(slide.placeholders):
        zone = zones.get(roles.get(placeholder.placeholder_format.idx, ""))
        if zone is None:
            placeholder._element.getparent().remove(placeholder._element)
            continue
        placeholder.name = NOMS[zone.role]
        wanted = place_de(zone.cadre)
        current = (placeholder.left, placeholder.top, placeholder.width, placeholder.height)
        if current != wanted:
            placeholder.left, placeholder.top, placeholder.width, placeholder.height = wanted
        ecrit(placeholder.text_frame, zone.textes)


def _add_logo(slide: Slide, logo: Logo, cadre: Cadre) -> None:
    """Add the logo, one picture of the file however many slides bear it."""
    ajoute_image(slide, logo.png, cadre, "Logo", propre(logo.alternative) or "Logo")


def _footer_shape(slide: Slide, nom: str, ph: str) -> object:
    """Return a placeholder that python-pptx does not copy from the layout: foot or number."""
    rank = max(int(one.get("id")) for one in slide._element.iter(qn("p:cNvPr"))) + 1
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{rank}" name="{nom}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p></a:p></p:txBody></p:sp>"
    )


def _add_foot(slide: Slide, zone: Zone | None, page: PageComposee, numero: int) -> None:
    tree = slide.shapes._spTree
    if zone is not None:
        tree.append(_footer_shape(slide, "Pied de page", f'type="ftr" sz="quarter" idx="{PIED}"'))
        shape = next(one for one in slide.placeholders if one.placeholder_format.idx == PIED)
        if page.gabarit.logo is not None:  # the layout knows nothing of a logo
            shape.left, shape.top, shape.width, shape.height = place_de(zone.cadre)
        ecrit(shape.text_frame, zone.textes)
    tree.append(
        _footer_shape(slide, "Numéro de diapositive", f'type="sldNum" sz="quarter" idx="{NUMERO}"')
    )
    number = next(one for one in slide.placeholders if one.placeholder_format.idx == NUMERO)
    field = champ_du_numero()
    field.find(qn("a:t")).text = str(numero)  # type: ignore[attr-defined]
    number.text_frame.paragraphs[0]._p.append(field)


def _write_notes(slide: Slide, diapositive: Diapositive, page: PageComposee) -> None:
    """Write what the speaker says, and whole what the slide had to shorten."""
    lines = [propre(line) for line in diapositive.notes]
    whole = textes_complets(diapositive, page)
    if whole:
        lines += ["Texte complet de la diapositive :", *whole]
    frame = slide.notes_slide.notes_text_frame
    if frame is None:
        return
    frame.text = "\n".join(line for line in lines if line)
    set_langue(slide.notes_slide._element)
