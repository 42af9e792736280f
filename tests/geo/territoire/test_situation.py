"""What an elected official is told of a place: the contracts, the neighbours, the comparison."""

import csv
from collections.abc import Callable
from datetime import date

import pytest

from data.model import AnnonceRegion
from data.paths import DOSSIER_PROJET
from geo.couverture.moteur import Couverture, Moteur
from geo.couverture.tables import ligne_du_territoire
from geo.territoire.situation import Situation, build_situation
from geo.territoires.lieux import Lieu, find_lieux
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.territoire import FRANCE, Territoire
from tests.geo.territoire.lieux import lieu

JOUR = date(2025, 6, 30)
RELEVE = date(2026, 11, 21)
SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}
INCONNU = {"etape": "inconnue"}

QUIMPER, BRIEC, PLUGUFFAN, BREST = "29232", "29020", "29216", "29019"
RENNES = "35238"
QBO = "200068120"  # Quimper Bretagne Occidentale
PARIS_1, EST_ENSEMBLE, SAINT_MARTIN = "75101", "200057875", "97801"

Decrit = tuple[dict[str, object], list[str]]
SituationDe = Callable[..., Situation]


@pytest.fixture(scope="module")
def couverture(moteur: Moteur) -> Couverture:
    """The real contracts on the day they were gathered."""
    return moteur.couverture(RELEVE)


@pytest.mark.parametrize(
    ("champs", "statut"),
    [(SIGNE, "signe"), (PROJET, "projet"), (ECHU, "echu"), (INCONNU, "aucun_recense")],
)
def test_a_commune_has_the_status_of_its_contract(
    situation_de: SituationDe, champs: dict[str, object], statut: str
):
    assert situation_de(QUIMPER, (champs, [f"commune {QUIMPER}"])).statut == statut


def test_a_commune_under_nothing_is_not_covered(situation_de: SituationDe):
    situation = situation_de(QUIMPER, (SIGNE, [f"commune {BREST}"]))
    assert situation.statut == "aucun_recense"
    assert situation.contrats == ()


def test_an_epci_of_which_one_commune_is_in_project_is_in_project_in_part(
    situation_de: SituationDe,
):
    assert situation_de(QBO, (PROJET, [f"commune {QUIMPER}"])).statut == "projet_partie"
    assert situation_de(QBO, (PROJET, [f"epci {QBO}"])).statut == "projet"


def test_an_epci_of_which_one_commune_is_covered_is_covered_in_part(situation_de: SituationDe):
    situation = situation_de(QBO, (SIGNE, [f"commune {QUIMPER}"]))
    assert situation.statut == "partielle"
    (one,) = situation.de_statut("signe")
    assert one.population == 64_385
    assert one.en_partie == ()


def test_a_quartier_covers_its_commune_in_part_and_is_named(situation_de: SituationDe):
    situation = situation_de(QUIMPER, (SIGNE, [f"quartier {QUIMPER}"]))
    assert situation.statut == "partielle"
    (one,) = situation.contrats
    assert [line.libelle for line in one.en_partie] == [f"Territoire {QUIMPER}"]
    assert one.population == 0


def test_the_smallest_perimeter_comes_first(situation_de: SituationDe):
    situation = situation_de(
        QUIMPER, (SIGNE, ["departement 29"]), (SIGNE, [f"epci {QBO}"]), (PROJET, ["departement 29"])
    )
    names = [one.contrat.id[-1] for one in situation.contrats]
    assert names == ["2", "1", "3"]


def test_an_end_that_no_source_gives_is_estimated_with_the_precision_of_the_signature(
    situation_de: SituationDe,
):
    champs = {"date_signature": "2023-07", "duree_ans": 3}
    (one,) = situation_de(QUIMPER, (champs, [f"commune {QUIMPER}"])).contrats
    assert (str(one.fin), one.fin_estimee) == ("2026-07", True)


def test_an_end_given_by_a_source_is_not_estimated(situation_de: SituationDe):
    (one,) = situation_de(QUIMPER, (SIGNE, [f"commune {QUIMPER}"])).contrats
    assert (str(one.fin), one.fin_estimee) == ("2028-12-31", False)


def test_a_contract_without_a_perimeter_may_hold_the_communes_of_its_departement(
    situation_de: SituationDe,
):
    situation = situation_de(QUIMPER, (SIGNE, []))
    assert situation.statut == "aucun_recense"
    assert [one.contrat.id for one in situation.a_localiser] == ["cls-29-essai-1"]
    assert not situation.a_localiser[0].perimetre_connu
    assert situation_de(RENNES, (SIGNE, [])).a_localiser == ()


def test_the_comparison_goes_from_the_place_to_the_country(couverture: Couverture):
    referentiel = couverture.moteur.referentiel
    situation = build_situation(couverture, lieu(referentiel, QUIMPER))
    levels = [row.territoire.niveau for row in situation.comparaison]
    assert levels == ["commune", "epci", "departement", "region", "france"]
    for row in situation.comparaison:
        line = ligne_du_territoire(couverture, row.territoire.niveau, row.territoire.code)
        assert row.population == line["population"]
        assert row.taux_signe == pytest.approx(line["taux_signe"])
        assert row.taux_signe_ou_projet == pytest.approx(line["taux_signe_ou_projet"])


def test_an_arrondissement_is_compared_with_its_commune(situation_de: SituationDe):
    situation = situation_de(PARIS_1, (SIGNE, [f"arrondissement_municipal {PARIS_1}"]))
    assert situation.statut == "signe"
    place, commune, *_ = situation.comparaison
    assert place.taux_signe == 100
    assert commune.territoire.nom == "Paris"
    assert commune.taux_signe == pytest.approx(100 * place.population / commune.population)


def test_an_ept_has_a_rate_over_its_communes(situation_de: SituationDe):
    situation = situation_de(EST_ENSEMBLE, (SIGNE, ["commune 93048"]))
    assert situation.statut == "partielle"
    assert situation.comparaison[0].taux_signe == pytest.approx(100 * 111_934 / 447_969)
    assert len(situation.communes) == 9
    assert len(situation.communes_non_couvertes) == 8


def test_communes_left_come_by_population_without_those_in_project(situation_de: SituationDe):
    situation = situation_de(QBO, (SIGNE, [f"commune {QUIMPER}"]), (PROJET, [f"commune {BRIEC}"]))
    left = situation.communes_non_couvertes
    assert len(left) == len(situation.communes) - 2
    assert not {QUIMPER, BRIEC} & set(left["code"])
    assert left["population"].is_monotonic_decreasing


def test_a_commune_partly_covered_is_among_those_left_for_the_residents_left(situation_de):
    lyon_1 = "69381"
    situation = situation_de("69", (SIGNE, [f"arrondissement_municipal {lyon_1}"]))
    left = situation.communes_non_couvertes.set_index("code")
    assert left.loc["69123", "statut"] == "partielle"
    assert left["population"].sum() == situation.synthese.population_non_couverte


def test_a_commune_has_no_list_of_communes(situation_de: SituationDe):
    assert situation_de(QUIMPER).communes_non_couvertes.empty


def test_the_ars_is_that_of_the_region_even_out_of_the_regions(situation_de: SituationDe):
    regions = {
        code: AnnonceRegion(code, name, "", None, "", "", "", "")
        for code, name in (("53", "ARS Bretagne"), ("01", "ARS Guadeloupe"))
    }
    assert situation_de(QUIMPER, regions=regions).ars.ars == "ARS Bretagne"
    assert situation_de(SAINT_MARTIN, regions=regions).ars.ars == "ARS Guadeloupe"
    assert situation_de(PARIS_1, regions=regions).ars is None


def test_saint_martin_has_a_page_without_neighbours(couverture: Couverture):
    situation = build_situation(couverture, lieu(couverture.moteur.referentiel, SAINT_MARTIN))
    assert situation.statut == "echu"
    assert situation.proches == ()
    assert situation.voisinage.communes == ()
    assert [row.territoire.niveau for row in situation.comparaison] == ["commune", "france"]


def test_an_unknown_place_is_refused(couverture: Couverture):
    with pytest.raises(TerritoireInconnu):
        build_situation(couverture, Lieu(Territoire("commune", "00000", "Nulle part")))


def test_every_kind_of_place_has_a_situation(couverture: Couverture):
    referentiel = couverture.moteur.referentiel
    for code in ("01", "2A", "976", "200054781", "69123", "97411", "13201"):
        for one in find_lieux(referentiel, code):
            situation = build_situation(couverture, one)
            assert situation.comparaison[0].territoire == one.territoire
            assert situation.comparaison[-1].territoire == FRANCE


def rows(path: str) -> list[dict[str, str]]:
    with (DOSSIER_PROJET / "data" / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_quimper_and_its_epci_agree_with_the_files(couverture: Couverture):
    """Recounted from the tables themselves, without the engine."""
    referentiel = couverture.moteur.referentiel
    population = {
        row["code"]: int(row["population"]) for row in rows("referentiel/populations/2023.csv")
    }
    communes = rows("referentiel/2026/communes.csv")
    epci_of = {row["code"]: row["epci"] for row in communes}
    perimeter = [
        row
        for row in rows("registre/perimetres.csv")
        if row["contrat_id"] == "cls-29-cornouaille-1"
    ]
    assert {row["niveau"] for row in perimeter} == {"epci"}
    members = {row["code"] for row in perimeter}
    covered = [code for code, epci in epci_of.items() if epci in members]

    quimper = build_situation(couverture, lieu(referentiel, QUIMPER))
    assert quimper.statut == "signe"
    assert quimper.synthese.population == population[QUIMPER] == 64_385
    (one,) = quimper.de_statut("signe")
    assert one.contrat.nom == "CLS de Cornouaille"
    assert str(one.contrat.date_signature) == "2023-07-12"
    assert one.communes == len(covered) == 58
    assert sum(population[code] for code in covered) == 223_251

    epci = build_situation(couverture, lieu(referentiel, QBO))
    inside = [code for code, member in epci_of.items() if member == QBO]
    assert epci.synthese.population == sum(population[code] for code in inside) == 102_542
    assert epci.synthese.taux_signe == 100
    assert len(epci.communes) == len(inside) == 14
    assert epci.de_statut("signe")[0].population == 102_542
