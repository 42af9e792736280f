"""The one-page sheet of a territory, read back as a reader's program reads it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from io import BytesIO

import numpy as np
import pytest
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from components.commun.mots.contrat import en_texte
from components.commun.sources import source_lines
from components.documents.pdf.texte import TAILLE_MINIMALE
from components.territoire.pdf_territoire import RAPPORT_DE_LA_CARTE, pdf_territoire
from components.territoire.phrases import reponse
from data.dates import DatePartielle
from data.lecture.referentiel import load_provenance
from data.model import Axe, Signataire
from geo.couverture.moteur import Moteur, load_moteur
from geo.territoire.carte import FondDeCarte, build_carte, build_fond
from geo.territoire.situation import Situation, build_situation
from geo.territoires.lieux import find_lieux

JOUR = date(2026, 11, 21)
ADRESSE = "https://atlas.exemple.fr/territoire?code=29232&date=2026-11-21"
A4 = (595.28, 841.89)  # points
MARGE = 30.0
POIDS_MAXIMAL = 500_000
COUVERTE, NON_COUVERTE, OUTRE_MER, SANS_CARTE = "29232", "56019", "97411", "97801"
NOM_LE_PLUS_LONG = "244400610"
DIFFICILES = (
    "Œuvre d'Étretat – «\u00a0à l'été\u00a0» ﬁn \U0001f600 **gras** __x__ <b>&amp;</b> \x07"
)


@dataclass(frozen=True)
class Lu:
    """A PDF read back."""

    contenu: bytes

    @cached_property
    def texte(self) -> str:
        """The text, line breaks made spaces."""
        return " ".join(extract_text(BytesIO(self.contenu)).split("\n")).replace("  ", " ")

    @cached_property
    def document(self) -> PDFDocument:
        return PDFDocument(PDFParser(BytesIO(self.contenu)))

    @cached_property
    def pages(self) -> list[PDFPage]:
        return list(PDFPage.create_pages(self.document))

    @cached_property
    def lettres(self) -> list[LTChar]:
        """The signs of the page, each with its place, spaces left out."""
        (page,) = extract_pages(BytesIO(self.contenu))
        return [sign for sign in _signs(page) if sign.get_text().strip()]

    @cached_property
    def polices(self) -> list[dict]:
        """The descriptors of the fonts of the page."""
        fonts = resolve1(self.pages[0].resources["Font"])
        descriptors = []
        for font in map(resolve1, fonts.values()):
            (inner,) = resolve1(font["DescendantFonts"])
            descriptors.append(resolve1(resolve1(inner)["FontDescriptor"]))
        return descriptors


def _signs(container: LTContainer) -> Iterator[LTChar]:
    for one in container:
        if isinstance(one, LTChar):
            yield one
        elif isinstance(one, LTContainer):
            yield from _signs(one)


@pytest.fixture(scope="module")
def moteur() -> Moteur:
    return load_moteur()


@pytest.fixture(scope="module")
def situation_of(moteur: Moteur) -> Callable[[str], Situation]:
    """Return ``situation_of(code)``: the real situation of a place."""
    couverture = moteur.couverture(JOUR)
    return lambda code: build_situation(couverture, find_lieux(moteur.referentiel, code)[0])


@pytest.fixture(scope="module")
def fond_of(moteur: Moteur) -> Callable[[str], FondDeCarte | None]:
    """Return ``fond_of(code)``: its map."""
    couverture = moteur.couverture(JOUR)

    def build(code: str) -> FondDeCarte | None:
        carte = build_carte(couverture, find_lieux(moteur.referentiel, code)[0].territoire)
        return build_fond(couverture, carte, RAPPORT_DE_LA_CARTE) if carte else None

    return build


@pytest.fixture(scope="module")
def sources(moteur: Moteur) -> dict[str, str]:
    return source_lines(load_provenance(), moteur.registre.date_releve, JOUR, 2023)


@pytest.fixture(scope="module")
def fiche(situation_of, fond_of, sources) -> Callable[..., Lu]:
    """Return ``fiche(code)``: its sheet read back; ``change`` alters the situation first."""
    made: dict[str, Lu] = {}

    def make(code: str, change: Callable[[Situation], Situation] | None = None) -> Lu:
        if change is not None:
            situation = change(situation_of(code))
            return Lu(pdf_territoire(situation, fond_of(code), sources, ADRESSE))
        if code not in made:
            made[code] = Lu(pdf_territoire(situation_of(code), fond_of(code), sources, ADRESSE))
        return made[code]

    return make


def assert_holds_on_the_page(read: Lu) -> None:
    """One page; every sign inside its margins, legible, and over no other sign."""
    assert len(read.pages) == 1
    boxes = np.array([sign.bbox for sign in read.lettres])
    width, height = A4
    assert boxes[:, 0].min() >= MARGE
    assert boxes[:, 2].max() <= width - MARGE
    assert boxes[:, 1].min() >= 10
    assert boxes[:, 3].max() <= height - 10
    assert min(sign.size for sign in read.lettres) >= TAILLE_MINIMALE - 0.01
    assert overlaps(boxes) == []


def overlaps(boxes: np.ndarray) -> list[tuple[int, int]]:
    """Return the pairs of boxes whose hearts meet: kerning and line spacing are forgiven."""
    west, south, east, north = boxes.T
    dx, dy = 0.2 * (east - west), 0.3 * (north - south)
    west, east, south, north = west + dx, east - dx, south + dy, north - dy
    meet = (
        (west[:, None] < east[None, :])
        & (west[None, :] < east[:, None])
        & (south[:, None] < north[None, :])
        & (south[None, :] < north[:, None])
    )
    first, second = np.nonzero(np.triu(meet, k=1))
    return list(zip(first.tolist(), second.tolist(), strict=True))


@pytest.mark.parametrize(
    "code",
    [COUVERTE, NON_COUVERTE, OUTRE_MER, SANS_CARTE, NOM_LE_PLUS_LONG, "200054781", "75101", "75"],
)
def test_a_sheet_holds_on_one_page(fiche, code: str):
    read = fiche(code)
    assert_holds_on_the_page(read)
    assert len(read.contenu) < POIDS_MAXIMAL


def test_the_longest_name_of_the_referentiel_is_written_whole(fiche, moteur: Moteur):
    noms = moteur.referentiel.tables.epci.set_index("code")["nom"]
    assert noms.str.len().idxmax() == NOM_LE_PLUS_LONG
    assert noms[NOM_LE_PLUS_LONG] in fiche(NOM_LE_PLUS_LONG).texte


@pytest.mark.parametrize("code", [COUVERTE, NON_COUVERTE, OUTRE_MER, SANS_CARTE])
def test_the_sheet_gives_the_answer_of_the_page(fiche, situation_of, code: str):
    assert en_texte(reponse(situation_of(code))) in fiche(code).texte


def test_the_text_of_the_sheet_of_quimper(fiche):
    text = fiche(COUVERTE).texte
    assert "Quimper" in text
    assert "64\u202f385\u00a0hab." in text  # the narrow space of French numbers
    assert "CLS de Cornouaille" in text
    assert "Promouvoir et prévenir la santé à tous les âges" in text
    assert "Signataires (13)" in text
    assert "47,7\u00a0% avec les projets" in text
    assert "population municipale 2023" in text
    assert "IGN – ADMIN EXPRESS" in text
    assert ADRESSE in text


def test_a_place_without_a_contract_is_told_how_one_starts(fiche):
    text = fiche(NON_COUVERTE).texte
    assert "Lettre d'intention de la collectivité" in text
    assert "Élaboration d'un diagnostic territorial de santé" in text
    assert "Ce que l'ARS peut financer" in text
    assert "À qui écrire\u00a0: ARS Bretagne" in text
    assert "CLS de Pontivy Communauté" in text


def test_a_place_without_a_map_says_so(fiche):
    assert "il n'y a pas de carte" in fiche(SANS_CARTE).texte


def test_the_map_is_drawn_as_vectors(fiche):
    read = fiche(COUVERTE)
    assert "XObject" not in read.pages[0].resources
    assert {"Plogonnec", "Briec"} <= set(read.texte.split())


@pytest.mark.parametrize("code", ["02565", "91226"])
def test_french_letters_are_read_back(fiche, situation_of, code: str):
    nom = situation_of(code).territoire.nom
    assert nom[0] in "ŒÉ"
    assert nom in fiche(code).texte


def test_the_document_has_a_title_and_a_language(fiche):
    read = fiche(COUVERTE)
    (info,) = read.document.info
    assert info["Title"].decode("utf-16") == (
        "Quimper – contrats locaux de santé, situation au 21\u00a0novembre\u00a02026"
    )
    assert read.document.catalog["Lang"] == b"fr-FR"
    assert resolve1(read.document.catalog["ViewerPreferences"])["DisplayDocTitle"] is True


def test_the_fonts_are_embedded(fiche):
    fonts = fiche(COUVERTE).polices
    assert len(fonts) == 2
    for font in fonts:
        assert "SourceSansPro" in str(font["FontName"])
        assert len(resolve1(font["FontFile2"]).get_data()) > 1000


def test_the_address_and_the_source_can_be_followed(fiche):
    annotations = [resolve1(one) for one in resolve1(fiche(COUVERTE).pages[0].annots)]
    targets = {resolve1(one["A"])["URI"].decode() for one in annotations}
    assert ADRESSE in targets
    assert any("bretagne.ars.sante.fr" in target for target in targets)


def test_an_address_without_a_site_is_written_and_not_followed(situation_of, sources):
    place = situation_of(SANS_CARTE)
    read = Lu(pdf_territoire(place, None, sources, "/territoire?code=97801"))
    assert "/territoire?code=97801" in read.texte
    assert "javascript" not in Lu(
        pdf_territoire(place, None, sources, "javascript:alert(1)")
    ).contenu.decode("latin-1")


def test_too_much_text_is_cut_and_never_leaves_the_page(fiche):
    def swell(situation: Situation) -> Situation:
        (one,) = situation.de_statut("signe")
        contrat = replace(one.contrat, nom="CLS " + "d'un nom interminable " * 15)
        axes = tuple(
            Axe(contrat.id, str(rank), "Un axe aux intentions nombreuses " * 6, (), "")
            for rank in range(1, 40)
        )
        names = tuple(
            Signataire(contrat.id, f"Organisme{rank}" * 12, "collectivite", "")
            for rank in range(90)
        )
        long = replace(one, contrat=contrat, axes=axes, signataires=names)
        return replace(situation, contrats=(long,))

    read = fiche(COUVERTE, swell)
    assert_holds_on_the_page(read)
    assert "…" in read.texte


def test_difficult_signs_are_written_or_replaced(fiche):
    def spoil(situation: Situation) -> Situation:
        (one,) = situation.de_statut("signe")
        contrat = replace(one.contrat, nom=DIFFICILES, date_signature=DatePartielle(2023))
        return replace(situation, contrats=(replace(one, contrat=contrat),))

    read = fiche(COUVERTE, spoil)
    assert_holds_on_the_page(read)
    assert "Œuvre d'Étretat – «\u00a0à l'été\u00a0»" in read.texte
    assert "**gras** __x__ <b>&amp;</b>" in read.texte
    assert "\U0001f600" not in read.texte
