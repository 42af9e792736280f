"""A list beside the registre: new, changed, unchanged, suspected; what it does to the rates."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from data.atelier.decisions import Decisions
from data.atelier.fautes import Fautes
from geo.atelier.analyse import Analyse
from geo.atelier.ecarts.comparaison import (
    DOUBLON,
    ERREUR,
    IGNOREE,
    INCHANGE,
    MODIFIE,
    NOUVEAU,
)
from geo.atelier.ecarts.effet import apercu, moteur_avec
from geo.atelier.ecarts.lignes import registre_avec
from geo.atelier.etapes import cellules_a_corriger, faits
from geo.couverture.moteur import Moteur
from tests.geo.atelier.conftest import JOUR
from tests.geo.atelier.lecture_essai import cellules, perimetre, tableau

ENTETES = ["CLS", "Porteur", "EPCI", "Signature", "Fin", "État", "Génération"]
QBO = "CA Quimper Bretagne Occidentale"


def etats(lue: Analyse) -> list[str]:
    return [one.etat for one in lue.lignes]


def une_ligne(**cellules_dites: str) -> str:
    said = {"CLS": "CLS de l'Odet", "EPCI": QBO, "État": "Signé", **cellules_dites}
    return tableau(ENTETES, [said.get(name, "") for name in ENTETES])


@pytest.fixture(scope="module")
def odet(un_contrat, un_moteur) -> Moteur:
    """A registre that holds the contract of the Odet, signed on 12 March 2024, until 2029."""
    contrat = un_contrat(
        "cls-29-odet-1",
        date_signature="2024-03-12",
        date_fin="2029",
        generation=1,
        porteur=QBO,
    )
    contrat = replace(contrat, nom="CLS de l'Odet")
    return un_moteur([contrat], {contrat.id: ["epci 200068120"]})


def test_a_contract_that_nobody_knew_is_new(importer):
    lue = importer("x.csv", une_ligne(Signature="12/03/2024", Porteur=QBO))
    assert etats(lue) == [NOUVEAU]
    row = cellules(lue, 2)
    assert row["id"] == "cls-29-odet-x"
    assert (row["region"], row["departements"]) == ("53", "29")
    assert (row["porteur"], row["porteur_type"]) == (QBO, "epci")
    assert (row["etape"], row["fiabilite"]) == ("signe", "source")
    assert perimetre(lue, 2) == [("inclut", "epci", "200068120")]


def test_the_same_territory_and_dates_are_the_same_contract(importer, odet: Moteur):
    lue = importer("x.csv", une_ligne(Signature="12/03/2024"), moteur=odet)
    assert etats(lue) == [INCHANGE]
    assert lue.lignes[0].contrat_id == "cls-29-odet-1"
    assert lue.changements == ()


def test_what_the_list_adds_or_corrects_is_told_cell_by_cell(importer, odet: Moteur):
    lue = importer("x.csv", une_ligne(Signature="12/03/2024", Fin="31/12/2028"), moteur=odet)
    (change,) = lue.changements
    assert etats(lue) == [MODIFIE]
    assert change.colonnes == ("date_fin",)
    assert (change.avant or {})["date_fin"] == "2029"
    assert (change.apres or {})["date_fin"] == "2028-12-31"


def test_an_empty_cell_and_a_poorer_date_erase_nothing(importer, odet: Moteur):
    lue = importer("x.csv", une_ligne(Signature="mars 2024", Porteur="", Fin=""), moteur=odet)
    assert etats(lue) == [INCHANGE]


def test_another_spelling_is_no_change(importer, odet: Moteur):
    text = une_ligne(
        Signature="12/03/2024",
        Porteur="Communauté d'agglomération Quimper Bretagne Occidentale (QBO)",
    )
    assert etats(importer("x.csv", text, moteur=odet)) == [INCHANGE]


def test_another_territory_replaces_the_lines_of_the_perimeter(importer, odet: Moteur):
    text = tableau(["Identifiant", "EPCI"], ["cls-29-odet-1", f"{QBO} ; CC du Pays Fouesnantais"])
    lue = importer("x.csv", text, moteur=odet)
    assert etats(lue) == [MODIFIE]
    assert perimetre(lue, 2) == [("inclut", "epci", "242900660")]


def test_the_communes_of_an_epci_are_that_epci(importer, odet: Moteur):
    level = odet.referentiel.niveaux["commune"]
    cells = odet.referentiel.cellules("epci", "200068120")
    codes = sorted({str(level.codes[one]) for one in level.appartenance[cells]})
    text = tableau(["Identifiant", "Code INSEE"], *[["cls-29-odet-1", code] for code in codes])
    assert etats(importer("x.csv", text, moteur=odet)) == [INCHANGE]


@pytest.mark.parametrize(
    ("dites", "propose"),
    [
        ({"Signature": "", "CLS": "CLS du Grand Quimper"}, "fusionner"),
        ({"Signature": "2024-11-04", "CLS": "Contrat de Quimper", "Porteur": QBO}, "fusionner"),
        ({"Signature": "2028", "CLS": "Contrat de Quimper", "Porteur": QBO}, "generation"),
    ],
)
def test_what_looks_like_a_contract_of_the_registre_is_asked(
    importer, odet: Moteur, dites: dict[str, str], propose: str
):
    lue = importer("x.csv", une_ligne(**dites), moteur=odet)
    (line,) = lue.lignes
    assert line.etat == DOUBLON
    assert [(one.contrat.id, one.propose) for one in line.suspects] == [("cls-29-odet-1", propose)]
    assert "territoire" in line.suspects[0].pourquoi
    assert not lue.est_prete
    assert lue.changements == ()


def decide(reponse: str) -> Decisions:
    return Decisions().avec_doublon(2, "cls-29-odet-1", reponse)


def test_a_duplicate_merged_changes_the_contract(importer, odet: Moteur):
    text = une_ligne(CLS="CLS du Grand Quimper", Fin="2030")
    lue = importer("x.csv", text, moteur=odet, decisions=decide("fusionner"))
    assert etats(lue) == [MODIFIE]
    (change,) = lue.changements
    assert set(change.colonnes) == {"nom", "date_fin"}


def test_a_next_generation_is_a_contract_of_the_next_rank(importer, odet: Moteur):
    text = une_ligne(CLS="CLS du Grand Quimper", Signature="2028-05")
    lue = importer("x.csv", text, moteur=odet, decisions=decide("generation"))
    assert etats(lue) == [NOUVEAU]
    assert cellules(lue, 2)["generation"] == "2"
    assert lue.lignes[0].pourquoi.startswith("génération suivante")


def test_kept_apart_it_is_another_contract(importer, odet: Moteur):
    text = une_ligne(CLS="CLS du Grand Quimper")
    lue = importer("x.csv", text, moteur=odet, decisions=decide("distinct"))
    assert etats(lue) == [NOUVEAU]
    assert cellules(lue, 2)["id"] != "cls-29-odet-1"


def test_a_row_may_be_left_aside(importer, odet: Moteur):
    text = une_ligne(CLS="CLS du Grand Quimper")
    assert etats(importer("x.csv", text, moteur=odet, decisions=decide("ignorer"))) == [IGNOREE]
    lue = importer("x.csv", text, moteur=odet, decisions=Decisions(lignes_ignorees=(2,)))
    assert etats(lue) == [IGNOREE]


def test_ranks_that_differ_are_generations_and_nothing_is_asked(importer, odet: Moteur):
    lue = importer("x.csv", une_ligne(Génération="2e", Signature="2029-06"), moteur=odet)
    assert etats(lue) == [NOUVEAU]
    assert cellules(lue, 2)["id"] == "cls-29-odet-2"


def test_a_start_after_the_end_is_the_next_generation(importer, odet: Moteur):
    lue = importer("x.csv", une_ligne(Signature="février 2030"), moteur=odet)
    assert etats(lue) == [NOUVEAU]
    assert cellules(lue, 2)["generation"] == "2"


def test_a_list_of_all_the_generations_asks_nothing(importer, un_contrat, un_moteur):
    contrats = [
        un_contrat("cls-29-odet-1", date_signature="2018", date_fin="2022", generation=1),
        un_contrat("cls-29-odet-2", date_signature="2024", date_fin="2029", generation=2),
    ]
    moteur = un_moteur(contrats, {one.id: ["epci 200068120"] for one in contrats})
    rows = [
        ["CLS de l'Odet (1)", "", QBO, "2018", "2022", "Échu", "1"],
        ["CLS de l'Odet (2)", "", QBO, "2024", "2029", "Signé", "2"],
    ]
    lue = importer("x.csv", tableau(ENTETES, *rows), moteur=moteur)
    assert [one.contrat_id for one in lue.lignes] == ["cls-29-odet-1", "cls-29-odet-2"]
    assert not lue.doublons_a_decider


@pytest.mark.parametrize(
    ("dites", "genre"),
    [
        ({"Signature": "2025", "Fin": "2020"}, Fautes.FIN_AVANT_SIGNATURE),
        ({"Signature": "2028", "État": "Signé"}, Fautes.SIGNATURE_A_VENIR),
    ],
)
def test_dates_that_contradict_themselves_are_told(importer, dites: dict[str, str], genre: Fautes):
    lue = importer("x.csv", une_ligne(**dites))
    assert genre in {one.genre for one in lue.lignes[0].fautes}
    assert (lue.lignes[0].etat == ERREUR) == genre.bloque


def test_a_row_without_a_place_is_kept_out_and_the_others_may_go(importer):
    rows = [["CLS de nulle part", "", "", "2023", "", "Signé", ""],
            ["CLS de l'Odet", "", QBO, "2024", "", "Signé", ""]]  # fmt: skip
    lue = importer("x.csv", tableau(ENTETES, *rows))
    assert etats(lue) == [ERREUR, NOUVEAU]
    assert not lue.est_prete
    alone = importer(
        "x.csv", tableau(ENTETES, *rows), decisions=Decisions(lignes_valides_seules=True)
    )
    assert alone.est_prete
    assert {one.cle[0] for one in alone.changements} == {"cls-29-odet-x"}


def test_a_step_that_the_list_does_not_give_follows_from_its_dates(importer):
    for signature, etape in (("2024", "signe"), ("", "inconnue"), ("2031", "inconnue")):
        lue = importer("x.csv", une_ligne(État="", Signature=signature))
        assert cellules(lue, 2)["etape"] == etape


def test_contracts_of_the_place_that_the_list_does_not_name_are_kept(importer, odet: Moteur):
    text = tableau(["CLS", "EPCI"], ["CLS du Fouesnantais", "CC du Pays Fouesnantais"])
    lue = importer("x.csv", text, moteur=odet, region="53")
    assert [one.id for one in lue.absents] == ["cls-29-odet-1"]
    assert "cls-29-odet-1" in registre_avec(odet.registre, lue.changements).contrats
    ticked = importer(
        "x.csv", text, moteur=odet, region="53", decisions=Decisions(retirer=("cls-29-odet-1",))
    )
    left = registre_avec(odet.registre, ticked.changements)
    assert list(left.contrats) == ["cls-29-fouesnantais-x"]
    assert [one.code for one in left.perimetres] == ["242900660"]


def test_two_rows_of_one_territory_and_date_are_told(importer):
    rows = [
        [name, "", QBO, "2024-03", "", "Signé", ""] for name in ("CLS de l'Odet", "CLS du Steïr")
    ]
    lue = importer("x.csv", tableau(ENTETES, *rows))
    told = [one for one in lue.fautes if one.genre is Fautes.DEUX_FOIS]
    assert [one.lignes for one in told] == [(3,)]


def test_cells_to_correct_are_told_in_the_file_s_own_places(importer):
    rows = [["CLS de l'Odet", "", "CC d'Atlantide", "T3 2024 ?", "", "Signé", "2e"]]
    lue = importer("x.csv", tableau(ENTETES, *rows))
    wrong = {(one.ligne, one.rang) for one in cellules_a_corriger(lue) if one.bloque}
    assert wrong == {(2, ENTETES.index("EPCI")), (2, ENTETES.index("Signature"))}
    seen = faits(lue)
    assert (seen.lu, seen.colonnes, seen.a_decider, seen.changements) == (True, 7, 2, 0)


def test_importing_the_same_file_twice_changes_nothing(importer, registre_vide: Moteur):
    rows = [
        ["CLS de l'Odet", QBO, QBO, "12/03/2024", "2029", "Signé", "1"],
        ["", "CC du Pays Fouesnantais", "CC du Pays Fouesnantais", "", "", "En élaboration", ""],
    ]
    first = importer("x.csv", tableau(ENTETES, *rows))
    after = moteur_avec(registre_vide, first.changements)
    again = importer("x.csv", tableau(ENTETES, *rows), moteur=after)
    assert etats(first) == [NOUVEAU, NOUVEAU]
    assert etats(again) == [INCHANGE, INCHANGE]


def test_the_effect_is_told_before_anything_is_published(
    importer, odet: Moteur, habitants: Callable[..., int]
):
    text = tableau(
        ["CLS", "EPCI", "Signature"], ["CLS du Fouesnantais", "CC du Pays Fouesnantais", "2024"]
    )
    lue = importer("x.csv", text, moteur=odet, region="53")
    seen = apercu(odet, lue.apercu, JOUR, "53")
    by_place = {(one.niveau, one.code): one for one in seen.effets}
    finistere = by_place["departement", "29"]
    people = habitants("departement 29")
    before, more = habitants("epci 200068120"), habitants("epci 242900660")
    assert finistere.taux_signe_avant == round(100 * before / people, 2)
    assert finistere.taux_signe_apres == round(100 * (before + more) / people, 2)
    assert seen.signes_en_plus == ("CLS du Fouesnantais",)
    assert {code for niveau, code in by_place if niveau == "departement"} == {
        "22",
        "29",
        "35",
        "56",
    }
    assert ("region", "53") in by_place
    assert ("france", "FR") in by_place


def test_the_figure_that_the_agency_published_stands_beside(moteur: Moteur):
    seen = apercu(moteur, (), JOUR, "75")
    region = next(one for one in seen.effets if one.niveau == "region")
    assert region.publie is not None
    assert (region.publie.nombre, region.publie.publie_le.texte) == (78.6, "2025")
    assert region.taux_signe_avant == region.taux_signe_apres


def test_a_figure_that_is_no_number_is_said_as_published(moteur: Moteur):
    region = next(one for one in apercu(moteur, (), JOUR, "28").effets if one.niveau == "region")
    assert region.publie is not None
    assert (region.publie.nombre, region.publie.au_moins) == (None, True)


def test_the_contract_of_a_follow_up_named_in_its_title_is_proposed(importer, odet: Moteur):
    named = moteur_avec(odet, ())
    name = named.registre.contrats["cls-29-odet-1"].nom
    text = f"{name} - suivi 2026\nN°;Fiche action;Statut\n1;Bus santé;en cours\n"
    lue = importer("x.csv", text, moteur=odet)
    asked = [one for one in lue.valeurs if one.colonne == "contrat"]
    assert [one.propose for one in asked] == ["cls-29-odet-1"]
    assert asked[0].a_decider
    done = importer("x.csv", text, moteur=odet, decisions=Decisions(contrat="cls-29-odet-1"))
    assert done.est_prete
    assert cellules(done, 3, "actions")["statut"] == "en_cours"


def test_actions_followed_again_change_their_status_only(importer, odet: Moteur):
    text = "N°;Fiche action;Statut;Pilote\n1;Bus santé;en cours;CPTS\n2;Guide;à venir;\n"
    chosen = Decisions(contrat="cls-29-odet-1")
    first = importer("x.csv", text, moteur=odet, decisions=chosen)
    after = moteur_avec(odet, first.changements)
    later = text.replace("en cours", "réalisé").replace("CPTS", "")
    again = importer("x.csv", later, moteur=after, decisions=chosen)
    assert etats(first) == [NOUVEAU, NOUVEAU]
    assert etats(again) == [MODIFIE, INCHANGE]
    (change,) = again.changements
    assert change.colonnes == ("statut",)
