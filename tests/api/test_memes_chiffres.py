"""The API gives the figures of the command line and of the pages, under the same names."""

from datetime import date

import pytest

from components.annuaire.adresse import EtatAnnuaire
from geo.annuaire.annuaire import Criteres, build_annuaire
from geo.certitude.certitude import build_certitude
from geo.contrat.fiche import build_fiche
from geo.couverture.moteur import load_moteur, load_moteur_de
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import Territoire

JOUR = "2025-01-31"
CORNOUAILLE = "cls-29-cornouaille-1"


@pytest.mark.parametrize(
    "question",
    [
        {"niveau": "region", "code": "75", "date": JOUR},
        {"niveau": "region", "date": JOUR},
        {"niveau": "france", "date": "2026-11-30"},
        {"niveau": "departement", "date": JOUR, "population": "2018"},
        {"niveau": "epci", "date": JOUR},
        {"niveau": "epci", "code": "20006812000019", "date": JOUR},
        {"niveau": "ept", "date": JOUR},
        {"niveau": "arrondissement_municipal", "date": JOUR},
        {"niveau": "commune", "code": "97801", "date": JOUR},
        {
            "niveau": "region",
            "code": "53",
            "date": "2021-06-30",
            "millesime": "2021",
            "population": "2018",
            "perimetre": "signature",
            "registre": "1",
        },
    ],
)
def test_the_rates_are_the_rows_of_the_command_line(api, commande_json, question):
    query = "&".join(f"{nom}={valeur}" for nom, valeur in question.items())
    options = [part for nom, valeur in question.items() for part in (f"--{nom}", valeur)]
    answer = api(f"/taux?{query}").json
    expected = commande_json("taux", *options)
    assert answer["resultats"] == expected
    assert answer["numberMatched"] == answer["numberReturned"] == len(expected)
    assert list(answer["resultats"][0]) == list(expected[0])


def test_communes_come_by_pages_that_add_up_to_the_command_line(api, commande_json):
    expected = commande_json("taux", "--niveau", "commune", "--date", JOUR)
    address, found = f"/taux?niveau=commune&date={JOUR}&limit=10000", []
    while address:
        answer = api(address).json
        found += answer["resultats"]
        address = next((one["href"] for one in answer["links"] if one["rel"] == "next"), "")
    assert found == expected
    assert answer["numberMatched"] == len(expected)


@pytest.mark.parametrize(
    ("niveau", "code"), [("region", "53"), ("france", "FR"), ("epci", "200068120")]
)
def test_the_history_is_that_of_the_command_line(api, commande_json, niveau, code):
    period = ("--debut", "2019-11", "--fin", "2021-02")
    expected = commande_json("historique", "--niveau", niveau, "--code", code, *period)
    answer = api(f"/historique?niveau={niveau}&code={code}&debut=2019-11&fin=2021-02").json
    assert answer["resultats"] == expected


@pytest.mark.parametrize("texte", ["quimper", "st brieuc", "29232", "pays de brest", "nouméa"])
def test_the_search_is_that_of_the_command_line(api, commande_json, texte):
    expected = commande_json("chercher", texte)
    found = api(f"/territoires?q={texte.replace(' ', '+').replace('é', '%C3%A9')}").json
    columns = ("rang", "niveau", "code", "nom", "departement", "population", "pourquoi")
    assert [{nom: one[nom] for nom in columns} for one in found["resultats"]] == expected
    assert bool(expected) or found["message"]


def test_a_territory_is_told_as_its_page_tells_it(api):
    moteur = load_moteur()
    bretagne = Territoire("region", "53", "Bretagne")
    known = build_certitude(moteur.couverture(date(2025, 1, 31)), bretagne)
    told = api(f"/territoires/region/53?date={JOUR}").json
    figures = told["ce_que_l_on_sait"]
    assert (figures["atteste"], figures["recense"], figures["plafond"]) == (
        known.atteste,
        known.recense,
        known.plafond,
    )
    assert figures["publie"]["valeur"] == told["taux"]["taux_publie"] == known.publie.nombre
    assert figures["contrats_recenses"] == known.contrats.recenses
    assert told["taux"]["taux_atteste"] == round(known.taux_atteste, 2)


@pytest.mark.parametrize(
    ("adresse", "criteres"),
    [
        ("", Criteres()),
        ("region=53", Criteres(territoire=Territoire("region", "53", "Bretagne"))),
        (
            "q=cornouaille&statut=signe,projet",
            Criteres(texte="cornouaille", statuts=("signe", "projet")),
        ),
        (
            "theme=sante_mentale&axes=oui&tri=fin",
            Criteres(themes=("sante_mentale",), axes=True, tri="fin"),
        ),
        (
            "porteur=epci&generation=2,inconnue",
            Criteres(porteurs=("epci",), generations=("2", "inconnue")),
        ),
        ("fin=12&etape=signe&suivi=non", Criteres(fin_mois=12, etapes=("signe",), suivi=False)),
    ],
)
def test_the_directory_finds_what_its_page_finds(api, adresse, criteres):
    annuaire = build_annuaire(load_moteur())
    expected = annuaire.chercher(criteres, date(2025, 1, 31))
    found = api(f"/contrats?{adresse}&date={JOUR}&limit=1000".replace("?&", "?")).json
    assert [one["id"] for one in found["resultats"]] == list(expected.identifiants)
    assert found["par_statut"] == expected.par_statut
    assert found["resultats"]


def test_the_filters_bear_the_names_of_the_address_of_the_page(api):
    page = {one.nom for one in EtatAnnuaire.PARAMETRES if one.nom} - {"affichage", "page"}
    assert page <= set(api("/contrats?inconnu=1").json["attendus"])


def test_a_contract_has_the_figures_of_its_sheet(api, commande_json):
    couverture = load_moteur_de(Reference(2026, 2023)).couverture(date(2025, 1, 31))
    fiche = build_fiche(couverture, CORNOUAILLE)
    told = api(f"/contrats/{CORNOUAILLE}?date={JOUR}").json
    perimetre = told["perimetre_du_contrat"]
    assert told["contrat"]["statut"] == fiche.statut
    assert perimetre["population"] == fiche.perimetre.population == 223_251
    assert perimetre["communes"] == commande_json("perimetre", CORNOUAILLE)
    assert len(told["axes"]) == fiche.axes.nb_axes
    assert len(told["actions"]) == len(fiche.axes.actions)
    assert len(told["signataires"]) == sum(len(ones) for _, ones in fiche.signataires)


def test_the_residents_of_the_signature_are_those_that_the_ars_counted(api):
    told = api(f"/contrats/{CORNOUAILLE}?population=2018&perimetre=signature").json
    assert told["perimetre_du_contrat"]["population"] == 217_882
