"""Every name and code of communes and EPCI since 2019 leads to the territory of today."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from data.lecture.referentiel import load_tables, millesimes_disponibles
from geo.recherche.index import build_index
from geo.recherche.rangs import exactes
from geo.recherche.recherche import Resultat, rechercher
from geo.territoires.evenements import anciens_par_code, load_anciens, raison
from geo.territoires.lieux import find_lieux
from geo.territoires.normalisation import normaliser
from geo.territoires.referentiel import Referentiel, load_referentiel

NIVEAUX = ("commune", "epci")
PART_D_UN_HERITIER = 0.1  # of the residents: below, an EPCI only took over a few communes
BEAUCOUP = 60  # more than the communes of any one name

Nom = tuple[str, str, str]  # level, code, name


@cache
def noms_des_millesimes() -> dict[Nom, int]:
    """The last vintage of each name and code of a commune or EPCI."""
    last: dict[Nom, int] = {}
    for annee in millesimes_disponibles():
        tables = load_tables(annee)
        for niveau in NIVEAUX:
            table: pd.DataFrame = tables.communes if niveau == "commune" else tables.epci
            for code, nom in zip(table["code"], table["nom"], strict=True):
                last[niveau, code, nom] = annee
    return last


def anciens() -> list[Nom]:
    """Names and codes of a vintage that the last one does not have together."""
    newest = millesimes_disponibles()[-1]
    return [name for name, last in noms_des_millesimes().items() if last != newest]


def heritiers(referentiel: Referentiel, nom: Nom) -> set[str]:
    """The territories of today where the residents of a former one live, read off the cells."""
    niveau, code, _ = nom
    cells = load_referentiel(noms_des_millesimes()[nom]).cellules(niveau, code)
    level = referentiel.niveaux[niveau]
    owners, weights = level.appartenance[cells], referentiel.population[cells]
    shares = np.bincount(owners, weights=weights, minlength=len(level.codes)) / weights.sum()
    least = PART_D_UN_HERITIER if niveau == "epci" else 0
    return set(level.codes[(shares > 0) & (shares >= least)].tolist())


def nom_trouve(found: Resultat) -> str:
    return normaliser(found.precision.rsplit(", ", 1)[0] or found.nom)


@pytest.fixture(scope="module")
def trouves(referentiel: Referentiel) -> dict[Nom, list[Resultat]]:
    """What the search finds for each name that is no more."""
    return {
        nom: rechercher(nom[2], BEAUCOUP, referentiel=referentiel).resultats for nom in anciens()
    }


def test_what_is_no_more_is_many_names_of_communes_and_of_epci():
    counts = pd.Series([niveau for niveau, _, _ in anciens()]).value_counts()
    assert counts["commune"] > 200
    assert counts["epci"] > 100


def test_a_former_name_leads_first_to_its_territory_or_to_one_that_bears_it_today(
    referentiel: Referentiel, trouves: dict[Nom, list[Resultat]]
):
    wrong = [
        (nom, found[:1])
        for nom, found in trouves.items()
        if not found
        or (
            found[0].code not in heritiers(referentiel, nom)
            and nom_trouve(found[0]) != normaliser(nom[2])
        )
    ]
    assert wrong == []


def test_a_former_name_is_always_found_with_its_reason(
    referentiel: Referentiel, trouves: dict[Nom, list[Resultat]]
):
    """Unless the territory of today bears the same name, up to accents and hyphens."""
    for nom, found in trouves.items():
        mine = [one for one in found if one.code in heritiers(referentiel, nom)]
        assert mine, nom
        same = normaliser(mine[0].nom) == normaliser(nom[2])
        assert same or mine[0].pourquoi, nom


def test_the_departement_beside_a_former_name_tells_it_from_its_namesakes(
    referentiel: Referentiel,
):
    for nom in anciens():
        niveau, code, ecrit = nom
        if niveau != "commune":
            continue
        departement = "2" + code[1] if code[0] == "2" and code[1] in "AB" else code[:2]
        found = rechercher(f"{ecrit} ({departement})", referentiel=referentiel).resultats
        assert found[0].code in heritiers(referentiel, nom) or nom_trouve(found[0]) == normaliser(
            ecrit
        ), nom


def test_a_former_code_leads_to_its_territory_and_says_what_happened(referentiel: Referentiel):
    for nom in anciens():
        niveau, code, _ = nom
        if code in referentiel.niveaux[niveau].index:
            continue
        (first, *_) = rechercher(code, referentiel=referentiel).resultats
        assert first.code in heritiers(referentiel, nom), nom
        assert first.pourquoi, nom
        assert find_lieux(referentiel, code)[0].territoire.code == first.code


def test_every_name_and_every_code_of_today_is_found_first(referentiel: Referentiel):
    """At the level of the index: 36,000 names are looked for in a few seconds."""
    index = build_index(referentiel)
    everything = np.ones(len(index.noms), dtype=bool)
    newest = millesimes_disponibles()[-1]
    today = [name for name, last in noms_des_millesimes().items() if last == newest]
    assert len(today) > 36_000
    written = normaliser("\n".join(nom for _, _, nom in today)).split("\n")
    niveaux, codes = (index.entrees[name].tolist() for name in ("niveau", "code"))
    for (niveau, code, _), nom in zip(today, written, strict=True):
        named = exactes(index, nom, everything).tolist()
        assert index.noms[named[0]] == nom or nom.isdigit(), nom
        assert (niveau, code) in {(niveaux[one], codes[one]) for one in named}, nom
        assert codes[index.par_code[code][0]] == code


def test_a_split_names_each_of_its_parts(referentiel: Referentiel):
    (ancien,) = anciens_par_code()["200071157"]
    assert ancien.evenement == "partage"
    assert raison(ancien, referentiel) == (
        "ancienne intercommunalité, partagée au plus tard le 1er\u00a0janvier 2022 entre "
        "CC des Hautes Vosges et CC Gérardmer Hautes Vosges"
    )


def test_what_is_no_more_leads_to_territories_that_exist(referentiel: Referentiel):
    known = {niveau: set(referentiel.niveaux[niveau].index) for niveau in NIVEAUX}
    for ancien in load_anciens():
        assert ancien.devenus, ancien
        assert set(ancien.devenus) <= known[ancien.niveau_actuel], ancien


@pytest.mark.parametrize(
    ("code", "attendu"),
    [
        ("02077", "ancienne commune, fusionnée au plus tard le 1er\u00a0janvier 2023 dans "),
        ("245900410", "ancien code 245900410, remplacé au plus tard le 1er\u00a0janvier 2021 par "),
        ("20004", "ancien code 20004, remplacé en 1976 par 2A004"),
        ("29258", "ancienne commune, fusionnée en 1945 dans Brest"),
    ],
)
def test_the_reason_tells_what_happened_and_when(referentiel: Referentiel, code: str, attendu: str):
    assert raison(anciens_par_code()[code][0], referentiel).startswith(attendu)


def test_a_former_namesake_left_out_of_the_results_is_told(referentiel: Referentiel):
    found = rechercher("Saint-Loup", 3, referentiel=referentiel)
    assert [one.nom for one in found.resultats] == ["Saint-Loup"] * 3
    assert "Saint-Loup-des-Bois (ancien nom" in found.message
