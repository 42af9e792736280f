"""The one-page sheet of a territory, read back as a reader's program reads it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from components.commun.mots.contrat import en_texte
from components.commun.mots.formats import pourcentage
from components.commun.sources import source_lines
from components.figures.figure import Carte
from components.territoire.carte import etat_carte
from components.territoire.emporter import RAPPORT_DE_LA_CARTE
from components.territoire.fichiers import carte_sur_papier
from components.territoire.pdf_territoire import pdf_territoire
from components.territoire.phrases import reponse
from data.dates import DatePartielle
from data.lecture.referentiel import load_provenance
from data.model import Axe, Signataire
from geo.couverture.moteur import Moteur
from geo.territoire.carte import build_carte
from geo.territoire.situation import Situation, build_situation
from geo.territoire.vue import build_vue
from geo.territoires.lieux import find_lieux
from tests.components.documents.pdf.accessibilite import defauts, elements
from tests.components.documents.pdf.lecture import Lu, overlaps

JOUR = date(2026, 11, 21)
ADRESSE = "https://atlas.exemple.fr/territoire?code=29232&date=2026-11-21"
A4 = (595.28, 841.89)  # points
MARGE = 30.0
TAILLE_MINIMALE = 8.0
POIDS_MAXIMAL = 500_000
COUVERTE, NON_COUVERTE, OUTRE_MER, SANS_CARTE = "29232", "56019", "97411", "97801"
NOM_LE_PLUS_LONG = "244400610"
FREMECOURT = "95254"  # near the Oise, which its neighbours do not reach
DIFFICILES = (
    "Œuvre d'Étretat – «\u00a0à l'été\u00a0» ﬁn \U0001f600 **gras** __x__ <b>&amp;</b> \x07"
)
MARQUES = "#lorem(9) *gras* $x^2$ <lien> @ref `code` // /* \\ [ ] { } = titre"


@pytest.fixture(scope="module")
def situation_of(moteur: Moteur) -> Callable[[str], Situation]:
    """Return ``situation_of(code)``: the real situation of a place."""
    couverture = moteur.couverture(JOUR)
    return lambda code: build_situation(couverture, find_lieux(moteur.referentiel, code)[0])


@pytest.fixture(scope="module")
def carte_of(moteur: Moteur) -> Callable[[str], Carte | None]:
    """Return ``carte_of(code)``: its map."""
    couverture = moteur.couverture(JOUR)

    def build(code: str) -> Carte | None:
        vue = build_vue(couverture, find_lieux(moteur.referentiel, code)[0])
        return carte_sur_papier(vue, vue.carte, RAPPORT_DE_LA_CARTE) if vue.carte else None

    return build


@pytest.fixture(scope="module")
def sources(moteur: Moteur) -> dict[str, str]:
    return source_lines(load_provenance(), moteur.registre.date_releve, JOUR, 2023)


@pytest.fixture(scope="module")
def fiche(situation_of, carte_of, sources) -> Callable[..., Lu]:
    """Return ``fiche(code)``: its sheet read back; ``change`` alters the situation first."""
    made: dict[str, Lu] = {}

    def make(code: str, change: Callable[[Situation], Situation] | None = None) -> Lu:
        if change is not None:
            situation = change(situation_of(code))
            return Lu(pdf_territoire(situation, carte_of(code), sources, ADRESSE))
        if code not in made:
            made[code] = Lu(pdf_territoire(situation_of(code), carte_of(code), sources, ADRESSE))
        return made[code]

    return make


def assert_holds_on_the_page(read: Lu) -> None:
    """One page; every sign inside its margins, legible, and over no other sign."""
    assert len(read.pages) == 1
    signs = read.lettres()
    boxes = np.array([sign.bbox for sign in signs])
    width, height = A4
    assert boxes[:, 0].min() >= MARGE
    assert boxes[:, 2].max() <= width - MARGE
    assert boxes[:, 1].min() >= 10
    assert boxes[:, 3].max() <= height - 10
    assert min(sign.size for sign in signs) >= TAILLE_MINIMALE - 0.01
    assert overlaps(boxes) == []


@pytest.mark.parametrize(
    "code",
    [COUVERTE, NON_COUVERTE, OUTRE_MER, SANS_CARTE, NOM_LE_PLUS_LONG, "200054781", "75101", "75"],
)
def test_a_sheet_holds_on_one_page(fiche, code: str):
    read = fiche(code)
    assert_holds_on_the_page(read)
    assert len(read.contenu) < POIDS_MAXIMAL
    assert (read.pages[0].width, read.pages[0].height) == pytest.approx(A4, abs=0.1)


@pytest.mark.parametrize("code", [COUVERTE, NON_COUVERTE, OUTRE_MER, SANS_CARTE, "29"])
def test_a_sheet_can_be_read_by_everybody(fiche, code: str):
    assert defauts(fiche(code)) == []


def test_the_map_and_the_rates_are_figures_that_say_what_they_show(fiche, carte_of, situation_of):
    map_, rates = (str(one.brut["/Alt"]) for one in elements(fiche(COUVERTE), "/Figure"))
    assert map_ == carte_of(COUVERTE).alternative
    assert "Commune\u00a0: Quimper\u00a0: 100\u00a0% signé" in rates
    for row in situation_of(COUVERTE).comparaison:
        assert f"{row.territoire.nom}\u00a0: {pourcentage(row.taux_signe)} signé" in rates
    (alone,) = elements(fiche(SANS_CARTE), "/Figure")
    assert "Saint-Martin" in str(alone.brut["/Alt"])


def test_the_map_of_the_sheet_has_the_statuses_of_the_map_of_the_page(moteur: Moteur, carte_of):
    place = find_lieux(moteur.referentiel, COUVERTE)[0].territoire
    on_page = etat_carte(build_carte(moteur.couverture(JOUR), place))
    assert carte_of(COUVERTE).etat.classes == on_page.classes
    assert carte_of(COUVERTE).etat.selection == on_page.selection


def test_the_land_around_the_communes_is_not_taken_for_the_sea(carte_of):
    around = carte_of(FREMECOURT).autour
    assert "60" in {code[:2] for code in around.codes.tolist()}


def test_the_titles_of_the_sheet_are_its_bookmarks(fiche):
    titles = [
        "Quimper",
        "Part de la population couverte",
        "Axes – CLS de Cornouaille",
        "Actions",
        "Signataires (13)",
        "Contrats les plus proches",
    ]
    assert fiche(COUVERTE).signets == titles
    assert [str(one.brut["/T"]) for one in elements(fiche(COUVERTE), "/H1", "/H2")] == titles


def test_axes_keep_their_numbers(fiche):
    axes = elements(fiche(COUVERTE), "/L")[0]
    assert len(axes.de("/LI")) == 4
    assert "1. Promouvoir et prévenir" in fiche(COUVERTE).texte


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
    assert "50,0\u00a0% avec les projets" in text
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
    assert read.images == []
    assert {"Plogonnec", "Briec"} <= set(read.texte.split())


@pytest.mark.parametrize("code", ["02565", "91226"])
def test_french_letters_are_read_back(fiche, situation_of, code: str):
    nom = situation_of(code).territoire.nom
    assert nom[0] in "ŒÉ"
    assert nom in fiche(code).texte


def test_the_document_has_a_title_and_a_language(fiche):
    read = fiche(COUVERTE)
    assert read.lecteur.metadata.title == (
        "Quimper – contrats locaux de santé, situation au 21\u00a0novembre\u00a02026"
    )
    assert read.catalogue["/Lang"] == "fr-FR"
    assert read.catalogue["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_fonts_are_embedded(fiche):
    names = set()
    for font in fiche(COUVERTE).polices:
        (inner,) = font["/DescendantFonts"]
        descriptor = inner.get_object()["/FontDescriptor"].get_object()
        names.add(descriptor["/FontName"].partition("+")[2])
        (file,) = (descriptor[key] for key in ("/FontFile2", "/FontFile3") if key in descriptor)
        assert len(file.get_object().get_data()) > 1000
    assert len(names) == 2
    assert all("SourceSansPro" in name for name in names)


def test_the_address_and_the_source_can_be_followed(fiche):
    notes = [one.get_object() for one in fiche(COUVERTE).lecteur.pages[0]["/Annots"]]
    targets = {one["/A"]["/URI"] for one in notes}
    assert ADRESSE in targets
    assert any("bretagne.ars.sante.fr" in target for target in targets)


def test_an_address_without_a_site_is_written_and_not_followed(situation_of, sources):
    place = situation_of(SANS_CARTE)
    read = Lu(pdf_territoire(place, None, sources, "/territoire?code=97801"))
    assert "/territoire?code=97801" in read.texte
    hostile = Lu(pdf_territoire(place, None, sources, "javascript:alert(1)"))
    targets = [one.get_object()["/A"]["/URI"] for one in hostile.lecteur.pages[0]["/Annots"]]
    assert "javascript:alert(1)" in hostile.texte
    assert not any("javascript" in target for target in targets)


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


def test_no_text_is_read_as_markup(fiche, situation_of):
    def spoil(situation: Situation) -> Situation:
        (one,) = situation.de_statut("signe")
        contrat = replace(one.contrat, nom=MARQUES)
        axes = (Axe(contrat.id, "#1", MARQUES, (), ""),)
        signatories = (Signataire(contrat.id, MARQUES, "collectivite", ""),)
        named = replace(one, contrat=contrat, axes=axes, signataires=signatories)
        place = replace(situation.lieu, territoire=replace(situation.territoire, nom=MARQUES))
        return replace(situation, lieu=place, contrats=(named,))

    read = fiche(COUVERTE, spoil)
    assert_holds_on_the_page(read)
    assert defauts(read) == []
    assert read.signets[0] == MARQUES
    assert read.texte.count("<lien> @ref `code` //") >= 4
    assert "#1." in read.texte


def test_a_word_longer_than_a_line_is_cut_and_stays_on_the_page(fiche):
    def swell(situation: Situation) -> Situation:
        (one,) = situation.de_statut("signe")
        contrat = replace(one.contrat, nom="CLS " + "interminable" * 20)
        axes = (Axe(contrat.id, "1", "x" * 300, (), ""),)
        return replace(situation, contrats=(replace(one, contrat=contrat, axes=axes),))

    read = fiche(COUVERTE, swell)
    assert_holds_on_the_page(read)
    assert "".join(read.texte.split()).count("x" * 300) == 1
