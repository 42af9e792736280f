"""Cells that name several territories, cut where they must be; what they leave out is asked."""

import pytest

from data.atelier.decisions import Decisions, DecisionsInvalides
from data.atelier.fautes import Fautes
from data.atelier.valeurs.lecture import A_CONFIRMER, PROPOSEE, SURE
from geo.atelier.territoires.cellules import split_cellule
from geo.atelier.territoires.contexte import Contexte
from geo.atelier.territoires.resolveur import Resolveur
from geo.couverture.moteur import Moteur
from tests.geo.atelier.lecture_essai import cellules, perimetre, tableau, valeur

CRAON, ERNEE, QBO = "200048551", "245300355", "200068120"


@pytest.mark.parametrize(
    ("cellule", "noms"),
    [
        ("CC du Pays de Craon ; CC de l'Ernée", ["CC du Pays de Craon", "CC de l'Ernée"]),
        ("CC du Pays de Craon / CC de l'Ernée", ["CC du Pays de Craon", "CC de l'Ernée"]),
        ("CC du Pays de Craon, CC de l'Ernée", ["CC du Pays de Craon", "CC de l'Ernée"]),
        ("CC du Pays de Craon et CC de l'Ernée", ["CC du Pays de Craon", "CC de l'Ernée"]),
        ("CC du Pays de Craon + CC de l'Ernée", ["CC du Pays de Craon", "CC de l'Ernée"]),
        ("- CC du Pays de Craon\n- CC de l'Ernée", ["CC du Pays de Craon", "CC de l'Ernée"]),
        ("1) CC du Pays de Craon\n2) CC de l'Ernée", ["CC du Pays de Craon", "CC de l'Ernée"]),
        ("Quimper, Pluguffan et Plomelin", ["Quimper", "Pluguffan", "Plomelin"]),
        ("CC Sor et Agout", ["CC Sor et Agout"]),
        ("CC Forêts, Seine et Suzon", ["CC Forêts, Seine et Suzon"]),
        ("CC du Cap Sizun - Pointe du Raz", ["CC du Cap Sizun - Pointe du Raz"]),
        ("Chalon s/ Saône", ["Chalon s/ Saône"]),
        ("Neuilly s/Seine / Levallois-Perret", ["Neuilly s/Seine", "Levallois-Perret"]),
        ("CC L'Œuvre et l'Aÿe", ["CC L'Œuvre et l'Aÿe"]),
        ("CC Lamballe Terre et Mer", ["CC Lamballe Terre et Mer"]),
        ("75101;75102", ["75101", "75102"]),
        ("Paris 13e / Paris 14e", ["Paris 13e", "Paris 14e"]),
        ("les communes de la CC du Pays de Craon", ["CC du Pays de Craon"]),
    ],
)
def test_a_cell_is_cut_into_its_territories(resolveur: Resolveur, cellule: str, noms: list[str]):
    assert [one.texte for one in split_cellule(cellule, Contexte(), resolveur)] == noms


@pytest.mark.parametrize(
    "cellule",
    [
        "CC du Haut Pays Bigouden (sauf Plozévet et Pouldreuzic)",
        "CC du Haut Pays Bigouden sauf Plozévet, Pouldreuzic",
        "CC du Haut Pays Bigouden hors les communes de Plozévet et Pouldreuzic",
        "CC du Haut Pays Bigouden à l'exception de Plozévet et de Pouldreuzic",
    ],
)
def test_exclusions_are_communes_taken_off(importer, cellule: str):
    lue = importer("x.csv", tableau(["CLS", "Territoire"], ["CLS d'Essai", cellule]))
    assert perimetre(lue, 2) == [
        ("inclut", "epci", "242900710"),
        ("exclut", "commune", "29215"),
        ("exclut", "commune", "29225"),
    ]


def test_communes_that_are_not_named_are_asked(importer):
    text = tableau(
        ["CLS", "Territoire"], ["CLS d'Essai", "CA Quimper Bretagne Occidentale + 3 communes"]
    )
    lue = importer("x.csv", text)
    asked = valeur(lue, "3 communes")
    assert (asked.lecture.certitude, asked.propose) == (A_CONFIRMER, None)
    decisions = Decisions().avec_valeur(
        ("perimetre", "3 communes", ""), ("29039", "29241", "29293")
    )
    done = importer("x.csv", text, decisions=decisions)
    assert [code for _, _, code in perimetre(done, 2)] == [QBO, "29039", "29241", "29293"]


def test_a_territory_in_part_is_asked(importer):
    lue = importer("x.csv", tableau(["CLS", "Communes"], ["CLS d'Essai", "Plomelin (en partie)"]))
    assert valeur(lue, "Plomelin (en partie)").lecture.certitude == A_CONFIRMER
    assert valeur(lue, "Plomelin (en partie)").lecture.choix == ("29170",)


def test_a_neighbourhood_lies_in_the_commune_named_before_it(importer):
    text = tableau(["CLS", "Territoire"], ["CLS d'Essai", "Ville de Quimper + QPV Kermoysan"])
    lue = importer("x.csv", text)
    found = valeur(lue, "QPV Kermoysan")
    assert (found.lecture.certitude, found.propose) == (PROPOSEE, "29232")
    done = importer(
        "x.csv", text, decisions=Decisions().avec_valeur(("perimetre", "QPV Kermoysan", ""), True)
    )
    assert perimetre(done, 2)[1] == ("inclut", "quartier", "29232")


def test_a_pays_is_proposed_as_the_epci_that_the_registre_holds_for_it(
    importer, un_contrat, un_moteur
):
    known = un_contrat(
        "cls-53-merlande-1", porteur="PETR du Pays de Merlande", departements=("53",)
    )
    moteur: Moteur = un_moteur([known], {known.id: [f"epci {CRAON}", f"epci {ERNEE}"]})
    for written in ("Pays de Merlande", "PETR de Merlande", "Syndicat mixte du Pays de Merlande"):
        text = tableau(["CLS", "Territoire"], ["CLS d'Essai", written])
        found = valeur(importer("x.csv", text, moteur=moteur), written)
        assert (found.lecture.certitude, found.propose) == (PROPOSEE, f"{CRAON}; {ERNEE}")
        assert found.details["population"] > 40_000
        taken = Decisions().avec_valeur(("perimetre", written, ""), True)
        done = importer("x.csv", text, moteur=moteur, decisions=taken)
        assert [code for _, _, code in perimetre(done, 2)] == [CRAON, ERNEE]


def test_a_pays_that_nobody_knows_is_asked(importer):
    lue = importer("x.csv", tableau(["CLS", "Territoire"], ["CLS", "PETR du Pays de Nulle-Part"]))
    assert valeur(lue, "PETR du Pays de Nulle-Part").lecture.certitude == A_CONFIRMER


@pytest.mark.parametrize(
    ("ecrit", "departement", "proposes", "dit"),
    [
        ("PETR du Pays d'Auge", "14", ["200065563", "241400878"], "des EPCI qu'il réunit"),
        ("Communes d'Auray", "56", ["200043123", "56007", "56263"], "exactement ce nom"),
        ("Pays d'Auray", "56", ["200043123"], "n'a pas de code"),
        ("PETR du Pays de Nulle-Part", "56", [], "n'a pas de code"),
    ],
)
def test_a_place_that_has_no_code_is_asked_with_the_epci_of_its_name(
    importer, ecrit, departement, proposes, dit
):
    text = tableau(["CLS", "Territoire", "Département"], ["CLS d'Essai", ecrit, departement])
    asked = valeur(importer("x.csv", text), ecrit)
    assert asked.lecture.certitude == A_CONFIRMER
    assert dit in asked.lecture.pourquoi
    assert [card["code"] for card in asked.details["choix"]] == proposes


def test_the_département_of_the_row_chooses_among_namesakes(importer):
    text = tableau(
        ["CLS", "Dpt", "Commune"], ["un", "974", "Saint-Denis"], ["deux", "93", "Saint-Denis"]
    )
    lue = importer("x.csv", text)
    assert perimetre(lue, 2) == [("inclut", "commune", "97411")]
    assert perimetre(lue, 3) == [("inclut", "commune", "93066")]


def test_the_département_of_the_title_chooses_too(importer):
    lue = importer(
        "x.csv",
        tableau(
            ["Commune", "État", "CLS"],
            ["Réunion (La)", "", ""],
            ["La Réunion", "", ""],
            ["Saint-Denis", "Signé", "un"],
        ),
    )
    assert perimetre(lue, 4) == [("inclut", "commune", "97411")]


def test_a_code_wins_over_a_name_and_their_quarrel_is_told(importer):
    lue = importer("x.csv", tableau(["CLS", "Code INSEE", "Commune"], ["un", "29232", "Brest"]))
    assert perimetre(lue, 2) == [("inclut", "commune", "29232")]
    assert [one.genre for one in lue.fautes if 2 in one.lignes] == [Fautes.CODE_ET_NOM]


def test_one_row_per_commune_makes_one_contract(importer):
    rows = [["CLS de l'Odet", "Signé", name] for name in ("Quimper", "Pluguffan", "Plomelin")]
    lue = importer("x.csv", tableau(["CLS", "État", "Commune"], *rows))
    (line,) = lue.lignes
    assert line.lignes == (2, 3, 4)
    assert [code for _, _, code in perimetre(lue, 2)] == ["29232", "29216", "29170"]


def test_a_list_without_territories_proposes_those_of_its_porteurs(importer):
    text = tableau(["CLS", "Porteur", "État"], ["CLS d'Essai", "CC du Pays de Craon", "Signé"])
    found = valeur(importer("x.csv", text), "porteur\xa0: CC du Pays de Craon")
    assert (found.lecture.certitude, found.propose) == (PROPOSEE, CRAON)


def test_residents_and_number_of_communes_that_differ_are_told(importer):
    text = tableau(
        ["CLS", "Territoire", "Population"],
        ["un", "CC du Pays de Craon (37 communes)", "28 000 hab."],
        ["deux", "CC de l'Ernée (99 communes)", "60 000"],
    )
    told = {(one.genre, one.lignes) for one in importer("x.csv", text).fautes}
    assert (Fautes.POPULATION_ECARTEE, (3,)) in told
    assert (Fautes.NOMBRE_DE_COMMUNES, (3,)) in told
    assert not {(Fautes.POPULATION_ECARTEE, (2,)), (Fautes.NOMBRE_DE_COMMUNES, (2,))} & told


def test_names_that_are_markup_stay_texts(importer):
    lue = importer(
        "x.csv", tableau(["CLS", "Territoire"], ["<script>alert(1)</script>", "Quimper"])
    )
    assert cellules(lue, 2)["nom"] == "<script>alert(1)</script>"


def test_a_territory_answered_by_a_wrong_code_is_not_taken(importer):
    text = tableau(["CLS", "Territoire"], ["un", "Pays de Nulle-Part"])
    wrong = Decisions().avec_valeur(("perimetre", "Pays de Nulle-Part", ""), "99999")
    with pytest.raises(DecisionsInvalides, match="99999"):
        importer("x.csv", text, decisions=wrong)


def test_a_name_cut_at_an_et_without_its_kind_is_only_proposed(importer):
    lue = importer("x.csv", tableau(["CLS", "Territoire"], ["un", "Rodez et Albi"]))
    assert {valeur(lue, one).lecture.certitude for one in ("Rodez", "Albi")} <= {
        PROPOSEE,
        A_CONFIRMER,
    }


def test_sure_territories_need_no_decision(importer):
    lue = importer("x.csv", tableau(["CLS", "EPCI"], ["un", "CC du Pays de Craon ; CC de l'Ernée"]))
    assert {one.lecture.certitude for one in lue.valeurs if one.colonne == "epci"} == {SURE}
