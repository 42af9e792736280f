"""The page of actions run without a browser: what it counts, and on which contracts."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from components.actions.adresse import VOLETS, Connus, EtatActions, read_etat
from components.actions.filtres import (
    LIBELLES_DIMENSIONS,
    LIBELLES_ECHEANCES,
    LIBELLES_VOLETS,
)
from components.commun.adresse.parametres import write_params
from components.commun.mots.formats import nombre
from components.commun.statuts import STATUTS_ACTION
from geo.actions.portefeuille import (
    DIMENSIONS,
    ECHEANCES,
    CriteresActions,
    build_portefeuille,
    compter,
    contrats_retenus,
    filtrer,
)
from geo.actions.themes import connaissance, priorites_servies, themes_par_region
from geo.contrats.actions import STATUTS_ACTION as STATUTS_DE_GEO
from geo.contrats.actions import avancement
from geo.couverture import moteur as moteur_de_couverture
from geo.couverture.moteur import Moteur
from geo.territoires.territoire import regions_of
from tests.pages.lecture import address, assert_nothing_wrong, sentence
from tests.tables_montrees import rows_shown

JOUR = date(2026, 6, 15)
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def open_page(run_page) -> Callable[..., AppTest]:
    """Return ``open_page(**parameters)``: the page at an address, run once."""
    return partial(run_page, "actions", date=JOUR.isoformat())


@pytest.fixture
def page_at(open_page) -> Callable[..., AppTest]:
    """Return ``page_at(**parameters)``: the same, where nothing must go wrong."""

    def run(**parameters: str) -> AppTest:
        page = open_page(**parameters)
        assert_nothing_wrong(page)
        assert not [one for one in page.warning if "Paramètre" in one.value]
        return page

    return run


def shown(page: AppTest, premiere_colonne: str) -> list[dict[str, str]]:
    """Return the rows of the table that begins with a column, as written on the page."""
    table = next(one for one in page.dataframe if one.value.columns[0] == premiere_colonne)
    return rows_shown(table)


def found(moteur: Moteur, **criteres: object) -> list:
    asked = CriteresActions(**criteres)
    contrats = contrats_retenus(moteur, JOUR, asked)
    return filtrer(build_portefeuille(moteur.registre, contrats, JOUR), asked)


# ---- Actions ---------------------------------------------------------------------------------


@pytest.mark.parametrize("tous", [False, True])
def test_the_answer_counts_the_actions_and_those_whose_status_is_known(page_at, moteur, tous):
    said = sentence(page_at(**({"contrats": "tous"} if tous else {})))
    actions = found(moteur, tous=tous)
    progress = avancement((one.action for one in actions), JOUR)
    contrats = contrats_retenus(moteur, JOUR, CriteresActions(tous=tous))
    assert f"{nombre(progress.total)}\u00a0actions recensées dans" in said
    assert f"sur {nombre(len(contrats))}\u00a0contrats" in said
    assert f"statut connu pour {nombre(progress.total - progress.inconnues)}" in said
    assert "non démarrée" in said


def test_unknown_statuses_are_said_unknown_and_not_unstarted(page_at, moteur):
    rows = shown(page_at(), "Statut")
    counts = {row["Statut"]: int(row["Actions"]) for row in rows}
    table = compter(found(moteur), "statut", JOUR).set_index("code")["nb_actions"]
    assert counts["Statut non renseigné"] == table["non_renseigne"]
    assert counts["Non démarrée"] == table["non_demarree"]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_the_table_beside_the_chart_has_its_counts(page_at, moteur, dimension):
    page = page_at(par=dimension)
    rows = shown(page, LIBELLES_DIMENSIONS[dimension])
    table = compter(found(moteur), dimension, JOUR)
    assert [int(row["Actions"]) for row in rows] == table["nb_actions"].tolist()
    assert page.get("plotly_chart")
    assert page.button_group(key="actions-par").value == dimension


@pytest.mark.parametrize(
    ("parameters", "criteres"),
    [
        ({"region": "52"}, {"region": "52"}),
        ({"statut": "realisee,en_cours"}, {"statuts": ("realisee", "en_cours")}),
        ({"theme": "acces_soins,inconnu"}, {"themes": ("acces_soins", "")}),
        ({"pilote": "Ville de Brest", "contrats": "tous"}, {"pilote": "Ville de Brest"}),
        ({"echeance": "a_verifier", "contrats": "tous"}, {"echeance": "a_verifier"}),
        ({"contrat": "cls-29-cornouaille-1"}, {"contrat": "cls-29-cornouaille-1"}),
    ],
)
def test_the_filters_of_the_address_are_those_of_the_portfolio(
    page_at, moteur, parameters, criteres
):
    actions = found(moteur, tous="contrats" in parameters, **criteres)
    assert actions
    page = page_at(**parameters)
    assert f"{nombre(len(actions))}\u00a0action" in sentence(page)
    rows = shown(page, "Action")
    assert [row["Action"] for row in rows] == [one.action.intitule for one in actions][:50]


def test_a_contract_that_is_over_has_its_actions_when_it_is_asked_for(page_at, moteur):
    statuts = moteur.couverture(JOUR).statuts
    over = next(a.contrat_id for a in moteur.registre.actions if statuts[a.contrat_id] == "echu")
    said = sentence(page_at(contrat=over))
    assert moteur.registre.contrats[over].nom in said


def test_late_actions_and_those_to_check_are_told_apart(page_at):
    page = page_at(contrats="tous")
    (alert,) = page.warning
    assert "en retard" in alert.value
    assert "à vérifier" in alert.value


def test_when_no_action_answers_the_page_says_what_to_loosen(page_at):
    page = page_at(statut="suspendue")
    assert "aucune action recensée ne répond" in sentence(page)
    assert "Retirez un filtre" in page.info[0].value
    page.button(key="actions-effacer").click().run()
    assert address(page, JOUR) == {}


def test_widgets_write_to_the_address(page_at):
    page = page_at()
    page.selectbox(key="actions-region").select("53").run()
    assert address(page, JOUR) == {"region": "53"}
    page.multiselect(key="actions-statuts").set_value(["realisee"]).run()
    page.multiselect(key="actions-themes").set_value(["", "acces_soins"]).run()
    assert address(page, JOUR) == {
        "region": "53",
        "statut": "realisee",
        "theme": "inconnu,acces_soins",
    }
    page.radio(key="actions-contrats").set_value("tous").run()
    assert address(page, JOUR)["contrats"] == "tous"
    page.button_group(key="actions-volet").set_value("themes").run()
    assert address(page, JOUR)["volet"] == "themes"
    page.selectbox(key="actions-region").select("").run()
    assert "region" not in address(page, JOUR)


# ---- Themes and priorities -------------------------------------------------------------------


def test_shares_rest_on_the_contracts_whose_axes_are_known(page_at, moteur):
    page = page_at(volet="themes")
    contrats = contrats_retenus(moteur, JOUR, CriteresActions())
    codes = [one.code for one in regions_of(moteur.referentiel)]
    matrix = themes_par_region(moteur.registre, contrats, codes)
    assert f"Les axes de {nombre(matrix.nb_connus)}\u00a0contrats sont connus" in sentence(page)
    assert f"sur {nombre(len(contrats))}\u00a0contrats signés ou en projet" in sentence(page)
    rows = shown(page, "Région")
    assert [int(row["Axes connus"]) for row in rows] == matrix.connus.tolist()
    unknown = [row for row, known in zip(rows, matrix.connus, strict=True) if not known]
    for row in unknown:
        assert row["Accès aux soins (%)"] == "–"


@pytest.mark.parametrize("region", ["53", "28", "75", "11"])
def test_a_region_shows_its_priorities_and_names_those_that_nobody_serves(page_at, moteur, region):
    page = page_at(volet="themes", region=region)
    contrats = contrats_retenus(moteur, JOUR, CriteresActions(region=region))
    served = priorites_servies(moteur.registre, contrats, region)
    rows = shown(page, "Priorité")
    assert [int(row["Contrats"]) for row in rows] == [len(one.contrats) for one in served]
    gaps = [one.priorite.intitule for one in served if not one.contrats]
    said = "\n".join(one.value for one in (*page.warning, *page.success)).replace("\\", "")
    for gap in gaps:
        assert f"«\u00a0{gap}\u00a0»" in said
    assert bool(page.warning) == bool(gaps)
    assert f"{served[0].nb_connus}\u00a0contrats" in said


def test_personnes_agees_is_a_gap_of_normandie(page_at):
    page = page_at(volet="themes", region="28", date="2026-11-21")
    assert "Personnes âgées" in page.warning[0].value
    assert "peuvent y répondre" in page.warning[0].value


def test_a_region_whose_priorities_are_not_known_says_so(page_at):
    page = page_at(volet="themes", region="84")
    assert any("ne sont pas dans le registre" in one.value for one in page.info)
    assert shown(page, "Contrat")


def test_a_region_without_known_axes_says_so(page_at):
    page = page_at(volet="themes", region="01")
    assert "Les axes d'aucun contrat ne sont connus" in sentence(page)


# ---- Actions probantes -----------------------------------------------------------------------


def test_without_a_link_the_page_says_so_and_lists_the_actions_probantes(page_at, moteur):
    page = page_at(volet="probantes")
    assert "Aucun lien n'est encore renseigné" in page.info[0].value
    assert "jamais déduit" in page.info[0].value
    listed = "\n".join(one.value for one in page.markdown).replace("\\", "")
    for probante in moteur.registre.actions_probantes:
        assert probante.intitule in listed
    assert not page.dataframe


@pytest.fixture
def registre_invente(monkeypatch: pytest.MonkeyPatch, moteur: Moteur) -> None:
    """Make the application load a registre with a hostile name and links to actions probantes."""
    registre = moteur.registre
    contrat = next(
        one
        for one in contrats_retenus(moteur, JOUR, CriteresActions(region="75"))
        if registre.axes_du_contrat(one.id)
    )
    action = replace(
        registre.actions[0],
        contrat_id=contrat.id,
        axe_numero="",
        intitule=HOSTILE,
        pilote=HOSTILE,
        statut="en_cours",
        date_statut=None,
        action_probante="radon",
    )
    invented = replace(
        registre,
        contrats=registre.contrats | {contrat.id: replace(contrat, nom=HOSTILE)},
        actions=(*registre.actions, action),
    )
    other = Moteur(invented, moteur.referentiel, moteur.perimetres)
    monkeypatch.setattr(moteur_de_couverture, "load_moteur", lambda **_: other)


@pytest.mark.usefixtures("registre_invente")
def test_with_a_link_the_matrix_is_shown(page_at):
    page = page_at(volet="probantes")
    assert not page.info
    (table,) = page.dataframe
    assert table.value["Prévention du radon"].tolist() == [HOSTILE]
    said = "\n".join(one.value for one in page.markdown).replace("*", "")
    assert "1\u00a0contrat, sur" in said
    assert "1 des 12 sont menées" in said


@pytest.mark.usefixtures("registre_invente")
@pytest.mark.parametrize("volet", VOLETS)
def test_a_hostile_name_shows_as_text(page_at, moteur, volet):
    page = page_at(volet=volet, region="75")
    elements = (*page.markdown, *page.info, *page.warning, *page.success, *page.caption)
    assert not [one.value for one in elements if "<img" in one.value.replace("\\<", "")]
    charts = "\n".join(str(json.loads(one.proto.spec)) for one in page.get("plotly_chart"))
    assert "<img" not in charts
    assert ("&lt;img src=x" in charts) == (volet == "themes")
    if volet == "actions":
        assert HOSTILE in [row["Action"] for row in shown(page, "Action")]


# ---- How much is known -----------------------------------------------------------------------


def test_what_is_known_is_said_by_region(page_at, moteur):
    page = page_at(volet="connaissance")
    contrats = contrats_retenus(moteur, JOUR, CriteresActions())
    codes = [one.code for one in regions_of(moteur.referentiel)]
    expected = connaissance(moteur, contrats, codes, JOUR)
    (table,) = page.dataframe
    assert table.value["Axes"].tolist() == expected["axes"].tolist()
    assert table.value["Statuts"].tolist() == expected["statuts"].tolist()
    assert table.value["Région"].tolist()[-1] == "Toutes les régions"
    assert f"les axes de {expected.iloc[-1]['axes']}" in sentence(page)


def test_a_region_without_a_contract_has_no_share(page_at):
    (table,) = page_at(volet="connaissance").dataframe
    rows = table.value.set_index("Région")
    empty = rows[rows["Contrats"] == 0]
    assert empty["Axes (%)"].isna().all()


# ---- What cannot be read ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"region": "99"}, "aucune région n'a ce code"),
        ({"contrat": "cls-nulle-part"}, "aucun contrat n'a cet identifiant"),
        ({"pilote": HOSTILE}, "aucune action n'a ce pilote"),
        ({"volet": "tout"}, "Valeurs possibles\u00a0: actions, themes, probantes, connaissance"),
        ({"par": "couleur"}, "valeur inconnue, elle est ignorée"),
        ({"statut": "fini"}, "valeur inconnue, elle est ignorée"),
        ({"date": "2026-13-45"}, "ce n'est pas une date"),
        ({"echeance": "demain"}, "Valeurs possibles\u00a0: en_retard, a_verifier"),
    ],
)
def test_a_bad_value_is_told_in_french_and_the_page_still_answers(open_page, parameters, expected):
    page = open_page(**parameters)
    assert_nothing_wrong(page)
    told = [one.value.replace("\\", "") for one in page.warning]
    assert [text for text in told if expected in text]
    assert sentence(page)


def test_an_address_written_is_read_back_as_the_same_view():
    written = EtatActions(
        JOUR,
        CriteresActions(
            region="53",
            contrat="a",
            themes=("", "violences"),
            statuts=("realisee", "non_renseigne"),
            pilote="CC d'Ici & d'Ailleurs",
            echeance="a_verifier",
            tous=True,
        ),
        volet="connaissance",
        dimension="region",
    )
    known = Connus({"53"}, {"a"}, {"CC d'Ici & d'Ailleurs"})
    assert read_etat(write_params(written), known, date(2026, 11, 21)) == (written, [])


# ---- Words -----------------------------------------------------------------------------------


def test_every_code_has_its_word():
    assert tuple(LIBELLES_VOLETS) == VOLETS
    assert tuple(LIBELLES_DIMENSIONS) == DIMENSIONS
    assert tuple(LIBELLES_ECHEANCES) == ("", *ECHEANCES)
    assert tuple(STATUTS_ACTION) == STATUTS_DE_GEO
