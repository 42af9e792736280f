"""The actions probantes of the page, where contracts are linked to them and where none is."""

import json
from dataclasses import replace
from datetime import date

import pytest

from components.actions.adresse import VOLETS
from geo.actions.portefeuille import CriteresActions, contrats_retenus
from geo.couverture import moteur as moteur_de_couverture
from geo.couverture.moteur import Moteur
from tests.pages.actions.actions_lues import shown

JOUR = date(2026, 6, 15)
HOSTILE = "<img src=x onerror=alert(1)>"


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
