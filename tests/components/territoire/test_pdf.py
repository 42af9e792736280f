"""The one-page sheet of a territory, read back as a reader's program reads it."""

from datetime import date

import pytest

from components.commun.mots.contrat import en_texte
from components.commun.mots.formats import pourcentage
from components.territoire.carte import etat_carte
from components.territoire.pdf import pdf_territoire
from components.territoire.phrases import reponse
from geo.couverture.moteur import Moteur
from geo.territoire.carte import build_carte
from geo.territoires.lieux import find_lieux
from tests.components.documents.pdf.accessibilite import defauts, elements
from tests.components.documents.pdf.lecture import Lu
from tests.components.territoire.fiche_lue import A4, assert_holds_on_the_page

JOUR = date(2026, 11, 21)
ADRESSE = "https://atlas.exemple.fr/territoire?code=29232&date=2026-11-21"
POIDS_MAXIMAL = 500_000
COUVERTE, NON_COUVERTE, OUTRE_MER, SANS_CARTE = "29232", "56019", "97411", "97801"
NOM_LE_PLUS_LONG = "244400610"
FREMECOURT = "95254"  # near the Oise, which its neighbours do not reach


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
