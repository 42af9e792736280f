"""The directory page run without a browser: what an address shows, and what a widget writes."""

from datetime import date
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from components.annuaire.adresse import EtatAnnuaire, read_etat
from components.commun.adresse.parametres import write_params
from components.commun.mots.formats import nombre
from components.commun.mots.libelles import CHAMPS_TROUVES, STATUTS_CONTRAT_COMPTES, TRIS_CONTRATS
from geo.annuaire.annuaire import TRIS, Annuaire, Criteres, build_annuaire
from geo.annuaire.index import CHAMPS
from geo.contrats.statuts import STATUTS
from geo.couverture.moteur import load_moteur
from geo.territoires.territoire import find_territoire
from tests.pages.contrats.annuaire_lu import links, table_shown
from tests.pages.lecture import address, sentence

JOUR = date(2026, 6, 15)
CORNOUAILLE = "cls-29-cornouaille-1"


@pytest.fixture(scope="module")
def annuaire() -> Annuaire:
    return build_annuaire(load_moteur())


def label_of(page: AppTest, key: str) -> str:
    """Return the label of a button, without the marks of Markdown."""
    return page.button(key=key).label.replace("\\", "")


# ---- What an address shows -------------------------------------------------------------------


def test_the_whole_directory_is_counted_by_status(page_at, annuaire):
    said = sentence(page_at())
    resultat = annuaire.chercher(Criteres(), JOUR)
    assert said.startswith("Au 15\u00a0juin\u00a02026, ")
    assert f"{nombre(len(resultat))}\u00a0contrats recensés" in said
    for statut, count in resultat.par_statut.items():
        assert f"{nombre(count)}\u00a0{STATUTS_CONTRAT_COMPTES[statut][count > 1]}" in said


def test_a_typing_error_finds_the_contract_and_is_said(page_at):
    page = page_at(q="quimpr")
    assert [row["Contrat"] for row in table_shown(page)] == ["CLS de Cornouaille"]
    assert table_shown(page)[0]["Trouvé par"] == "commune\u00a0: Quimper"
    assert "«\u00a0quimpr\u00a0»" in page.info[0].value
    assert page.text_input(key="annuaire-recherche").value == "quimpr"


def test_a_word_that_is_there_is_not_said_to_be_approximate(page_at):
    page = page_at(q="quimper")
    assert not page.info
    assert "3\u00a0contrats sur" in sentence(page)


@pytest.mark.parametrize(
    ("parameters", "criteres"),
    [
        ({"statut": "signe"}, {"statuts": ("signe",)}),
        ({"statut": "signe,projet", "theme": "violences"}, None),
        ({"etape": "diagnostic,elaboration"}, {"etapes": ("diagnostic", "elaboration")}),
        ({"generation": "2,inconnue"}, {"generations": ("2", "inconnue")}),
        ({"porteur": "petr,inconnu"}, {"porteurs": ("petr", "inconnu")}),
        ({"fin": "9"}, {"fin_mois": 9}),
        ({"axes": "oui", "suivi": "non"}, {"axes": True, "suivi": False}),
        ({"axes": "non"}, {"axes": False}),
    ],
)
def test_the_filters_of_the_address_are_those_of_the_directory(
    page_at, annuaire, parameters, criteres
):
    asked = criteres or {"statuts": ("signe", "projet"), "themes": ("violences",)}
    resultat = annuaire.chercher(Criteres(**asked), JOUR)
    page = page_at(**parameters)
    assert f"{nombre(len(resultat))}\u00a0contrat" in sentence(page)
    assert len(table_shown(page)) == min(len(resultat), 50)


def test_the_widgets_show_the_filters_of_the_address(page_at):
    page = page_at(
        region="53", statut="signe,echu", theme="acces_soins", fin="24", generation="3", axes="oui"
    )
    assert page.selectbox(key="annuaire-region").value.code == "53"
    assert page.multiselect(key="annuaire-statuts").value == ["signe", "echu"]
    assert page.multiselect(key="annuaire-themes").value == ["acces_soins"]
    assert page.multiselect(key="annuaire-generations").value == ["3"]
    assert page.selectbox(key="annuaire-fin").value == 24
    assert page.selectbox(key="annuaire-axes").value == "oui"


def test_a_commune_of_the_address_shows_its_departement_and_its_region(page_at):
    page = page_at(commune="29232")
    assert page.selectbox(key="annuaire-region").value.nom == "Bretagne"
    assert page.selectbox(key="annuaire-departement").value.nom == "Finistère"
    assert label_of(page, "annuaire-retirer-0") == "Commune\u00a0: Quimper"


def test_the_table_shows_a_page_at_a_time(page_at, annuaire):
    names = [one.contrat.nom for one in annuaire.chercher(Criteres(tri="nom"), JOUR).lignes()]
    assert [row["Contrat"] for row in table_shown(page_at(tri="nom"))] == names[:50]
    assert [row["Contrat"] for row in table_shown(page_at(tri="nom", page="2"))] == names[50:100]
    last = table_shown(page_at(tri="nom", page="9999"))
    assert [row["Contrat"] for row in last] == names[-(len(names) % 50 or 50) :]


def test_cards_lead_to_the_sheet_of_their_contract_at_the_same_date(page_at):
    page = page_at(affichage="fiches", q="quimper")
    assert (
        "**CLS de Cornouaille**",
        f"id={CORNOUAILLE}&date={JOUR.isoformat()}",
    ) in links(page)
    assert not page.dataframe


def test_the_map_has_its_table_under_it(page_at):
    page = page_at(affichage="carte", region="53", statut="signe")
    assert page.get("component_instance")
    assert table_shown(page)


def test_a_situation_of_the_past_has_the_statuses_of_the_past(page_at, annuaire):
    jour = date(2019, 1, 1)
    page = page_at(date=jour.isoformat(), statut="signe")
    count = len(annuaire.chercher(Criteres(statuts=("signe",)), jour))
    assert f"{nombre(count)}\u00a0contrats signés" in sentence(page)


def test_the_page_says_where_it_comes_from(page_at):
    captions = "\n".join(one.value for one in page_at().caption)
    assert "Registre incomplet" in captions
    assert "**Date de la situation**" in captions
    assert "15\u00a0juin\u00a02026" in captions


def test_a_collectivite_without_contours_is_listed_without_a_map(page_at):
    page = page_at(affichage="carte", commune="97801")
    assert "Saint-Martin" in {row["Contrat"].removeprefix("CLS de ") for row in table_shown(page)}
    assert not page.get("component_instance")


def test_an_address_written_is_read_back_as_the_same_view(annuaire):
    referentiel = annuaire.moteur.referentiel
    written = EtatAnnuaire(
        JOUR,
        Criteres(
            texte="l'Haÿ & co, 2e",
            territoire=find_territoire(referentiel, "departement", "2A"),
            statuts=("signe", "projet"),
            etapes=("cadrage",),
            generations=("1", "inconnue"),
            themes=("violences", "numerique"),
            porteurs=("petr", "inconnu"),
            fin_mois=7,
            axes=True,
            suivi=False,
            tri="fin",
        ),
        affichage="carte",
        page=3,
    )
    find = partial(find_territoire, referentiel)
    generations = annuaire.colonnes.generations_connues
    params = write_params(written)
    assert read_etat(params, find, generations, date(2026, 11, 21)) == (written, [])
    assert all(field in params for field in ("q", "departement", "date", "page", "tri", "fin"))


# ---- What a widget writes --------------------------------------------------------------------


def test_what_is_typed_goes_to_the_address(page_at):
    page = page_at(statut="signe", page="2", tri="nom")
    page.text_input(key="annuaire-recherche").set_value("  cornouaile ").run()
    assert address(page, JOUR) == {"q": "cornouaile", "statut": "signe"}
    assert "contrats signés" in sentence(page)


def test_a_filter_goes_to_the_address_and_starts_again_from_the_first_page(page_at):
    page = page_at(page="3")
    page.multiselect(key="annuaire-statuts").set_value(["projet", "signe"]).run()
    assert address(page, JOUR) == {"statut": "projet,signe"}
    page.selectbox(key="annuaire-fin").select(12).run()
    assert address(page, JOUR) == {"statut": "projet,signe", "fin": "12"}
    page.selectbox(key="annuaire-suivi").select("non").run()
    assert address(page, JOUR)["suivi"] == "non"
    page.multiselect(key="annuaire-statuts").set_value([]).run()
    assert address(page, JOUR) == {"fin": "12", "suivi": "non"}


def test_a_region_then_a_departement_then_the_region_again(page_at):
    page = page_at()
    region = page.selectbox(key="annuaire-region")
    region.select_index(region.options.index("Bretagne")).run()
    assert address(page, JOUR) == {"region": "53"}
    departement = page.selectbox(key="annuaire-departement")
    assert departement.options[0] == "Tous"
    assert departement.options[2:] == ["Finistère", "Ille-et-Vilaine", "Morbihan"]
    departement.select_index(2).run()
    assert address(page, JOUR) == {"departement": "29"}
    page.selectbox(key="annuaire-departement").select_index(0).run()
    assert address(page, JOUR) == {"region": "53"}


def test_another_date_goes_to_the_address(page_at):
    page = page_at(statut="signe")
    page.text_input(key="annuaire-jour").set_value("01/01/2020").run()
    assert page.query_params["date"] == "2020-01-01"
    assert "Au 1er\u00a0janvier\u00a02020" in sentence(page)


def test_each_filter_in_use_has_its_way_out(page_at):
    page = page_at(q="saint", region="53", statut="signe", axes="oui")
    page.button(key="annuaire-retirer-1").click().run()
    assert address(page, JOUR) == {"q": "saint", "statut": "signe", "axes": "oui"}
    page.button(key="annuaire-effacer").click().run()
    assert address(page, JOUR) == {}


def test_when_nothing_is_found_the_page_says_what_to_loosen(page_at, annuaire):
    page = page_at(q="quimper", statut="a_venir", region="75", porteur="gip")
    assert "aucun contrat" in sentence(page)
    assert not page.dataframe
    assert "En retirant un seul filtre" not in page.info[0].value
    page.button(key="annuaire-effacer-tout").click().run()
    assert address(page, JOUR) == {}
    page = page_at(q="quimper", statut="signe", region="75")
    without_region = len(annuaire.chercher(Criteres(texte="quimper", statuts=("signe",)), JOUR))
    assert label_of(page, "annuaire-relacher-1") == (
        f"Sans Région\u00a0: Nouvelle-Aquitaine\u00a0: {without_region}\u00a0contrats"
    )
    page.button(key="annuaire-relacher-1").click().run()
    assert address(page, JOUR) == {"q": "quimper", "statut": "signe"}


# ---- Words -----------------------------------------------------------------------------------


def test_every_code_has_its_word():
    assert tuple(TRIS_CONTRATS) == TRIS
    assert tuple(CHAMPS_TROUVES) == CHAMPS
    assert tuple(STATUTS_CONTRAT_COMPTES) == STATUTS
