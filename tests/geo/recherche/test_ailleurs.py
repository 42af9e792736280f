"""Places out of the atlas, and names that only a contract bears."""

import pytest

from data.lecture.registre import load_registre


@pytest.mark.parametrize(
    "saisie",
    [
        "Nouméa",
        "noumea",
        "98800 Nouméa",
        "Papeete",
        "Polynésie française",
        "Tahiti",
        "Wallis et Futuna",
        "Saint-Barth",
        "97133 Saint-Barthélemy",
        "Saint-Pierre (975)",
        "98818",
        "Monaco",
        "98000 Monaco",
        "Luxembourg",
        "Belgique",
        "Bruxelles",
        "Genève (Suisse)",
        "Barcelone",
        "Andorre-la-Vieille",
        "Canada",
    ],
)
def test_a_place_out_of_the_atlas_is_said_so_and_no_near_name_answers(cherche, saisie: str):
    found = cherche(saisie)
    assert found.resultats == []
    assert "18 régions" in found.message


@pytest.mark.parametrize(
    ("saisie", "ou"),
    [
        ("Nouméa", "Nouvelle-Calédonie, collectivité d'outre-mer hors de l'atlas"),
        ("Uvea", "Wallis et Futuna, collectivité d'outre-mer hors de l'atlas"),
        ("Mata-Utu", "Wallis et Futuna, collectivité d'outre-mer hors de l'atlas"),
        ("Île de Clipperton", "collectivité d'outre-mer hors de l'atlas"),
        ("Genève", "Suisse, hors de France"),
        ("Belgique", "hors de France"),
    ],
)
def test_where_such_a_place_is_is_told(cherche, saisie: str, ou: str):
    assert cherche(saisie).message.startswith(f"{saisie}\u00a0: {ou}")


@pytest.mark.parametrize(
    ("saisie", "code"),
    [
        ("Saint-Barthélemy", "56207"),
        ("Mons", "31355"),
        ("Valence", "26362"),
        ("Vienne", "38544"),
        ("Saint-Martin (978)", "97801"),
    ],
)
def test_a_commune_of_the_very_name_of_a_place_out_of_the_atlas_is_found(
    cherche, saisie: str, code: str
):
    assert code in {one.code for one in cherche(saisie, limite=10).resultats}


@pytest.mark.parametrize(
    ("saisie", "contrat"),
    [
        ("Pays de Brest", "cls-29-pays-de-brest-1"),
        ("Pôle métropolitain du Pays de Brest", "cls-29-pays-de-brest-1"),
        ("PETR du Pays de Langres", "cls-52-langres-x"),
        ("CLS de Thiérache", "cls-02-thierache-1"),
        ("Médoc", "cls-33-medoc-3"),
        ("PETR Grand Quercy", "cls-46-grand-quercy-x"),
    ],
)
def test_the_territory_that_a_contract_alone_names_leads_to_it_and_to_its_perimeter(
    cherche, saisie: str, contrat: str
):
    first, *others = cherche(saisie, limite=20).resultats
    assert (first.niveau, first.code) == ("contrat", contrat)
    lines = load_registre().perimetre_du_contrat(contrat)
    inside = {(line.niveau, line.code) for line in lines if line.operation == "inclut"}
    assert inside <= {(one.niveau, one.code) for one in others}
    assert all(
        "dans le périmètre" in one.pourquoi for one in others if (one.niveau, one.code) in inside
    )


def test_where_contracts_cannot_be_shown_their_name_leads_to_their_perimeter(cherche):
    found = cherche("Pays de Brest", niveaux=("commune", "epci")).resultats
    assert found[0].code == "242900314"
    assert {one.niveau for one in found} <= {"commune", "epci"}


def test_the_name_of_a_town_is_the_town_and_not_its_contract(cherche):
    names = [one.niveau for one in cherche("La Roche-sur-Yon", limite=20).resultats]
    assert names[0] == "commune"
    assert "contrat" not in names


@pytest.mark.parametrize(
    ("saisie", "niveau", "code"),
    [
        ("Picardie", "region", "32"),
        ("Poitou-Charentes", "region", "75"),
        ("Côtes-du-Nord", "departement", "22"),
        ("Seine-et-Oise", "departement", "78"),
        ("Châlons-sur-Marne", "commune", "51108"),
    ],
)
def test_a_name_of_long_ago_leads_to_what_it_became(cherche, saisie: str, niveau: str, code: str):
    first = cherche(saisie).resultats[0]
    assert (first.niveau, first.code) == (niveau, code)
    assert "ancien" in first.pourquoi
