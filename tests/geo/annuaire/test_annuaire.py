"""The directory: what its filters keep, in which order, and what each row says."""

from datetime import date

import pytest

from data.dates import DatePartielle
from data.model import Action
from geo.annuaire.annuaire import Criteres
from geo.annuaire.colonnes import GENERATION_INCONNUE, PORTEUR_INCONNU
from geo.annuaire.index import CHAMPS
from geo.contrats.statuts import STATUTS
from geo.couverture.moteur import contrats_du_theme
from geo.couverture.synthese import ends_within
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.territoire import (
    FRANCE,
    Territoire,
    departement_of,
    departements,
    departements_of,
    find_territoire,
)
from tests.geo.annuaire.contrats_trouves import found

JOUR = date(2026, 6, 15)
BRETAGNE = Territoire("region", "53", "Bretagne")
QUIMPER_BRETAGNE_OCCIDENTALE = "epci 200068120"
QUIMPER, PLOMELIN, SAINT_MALO, SAINT_DENIS = "29232", "29170", "35288", "93066"


def action(contrat_id: str, statut: str, date_statut: str = "") -> Action:
    known = DatePartielle.parse(date_statut) if date_statut else None
    return Action(contrat_id, "", "1", "Une action", statut, "", None, known, "", "")


# ---- Filters ---------------------------------------------------------------------------------


def test_nothing_asked_keeps_every_contract(annuaire):
    assert sorted(found(annuaire)) == sorted(annuaire.moteur.registre.contrats)


@pytest.mark.parametrize("jour", [date(2015, 1, 1), date(2020, 6, 30), date(2026, 11, 21)])
def test_the_status_is_that_of_the_date(annuaire, jour):
    statuts = annuaire.moteur.couverture(jour).statuts
    for statut in STATUTS:
        expected = {name for name, found_status in statuts.items() if found_status == statut}
        assert set(found(annuaire, jour=jour, statuts=(statut,))) == expected


def test_several_statuses_are_joined(annuaire):
    both = found(annuaire, statuts=("signe", "projet"))
    assert set(both) == {
        *found(annuaire, statuts=("signe",)),
        *found(annuaire, statuts=("projet",)),
    }


def test_a_contract_astride_two_regions_is_found_in_both(annuaire):
    villes_soeurs = {
        name for name, c in annuaire.moteur.registre.contrats.items() if "Villes Sœurs" in c.nom
    }
    assert villes_soeurs
    for code in ("28", "32"):
        region = find_territoire(annuaire.moteur.referentiel, "region", code)
        assert villes_soeurs <= set(found(annuaire, territoire=region))


def test_a_region_also_has_the_contracts_of_its_ars_without_a_known_perimeter(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS d'ici"), nomme("b", "CLS d'ailleurs", region="75", departements=("33",))]
    )
    assert found(directory, territoire=BRETAGNE) == ["a"]
    finistere = find_territoire(directory.moteur.referentiel, "departement", "29")
    assert found(directory, territoire=finistere) == ["a"]


def test_a_commune_has_the_contracts_that_touch_it_alone(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS A"), nomme("b", "CLS B"), nomme("c", "CLS C")],
        {"a": [QUIMPER_BRETAGNE_OCCIDENTALE], "b": [f"commune {QUIMPER}"]},
    )
    plomelin = find_territoire(directory.moteur.referentiel, "commune", PLOMELIN)
    assert found(directory, territoire=plomelin) == ["a"]


def test_a_territory_that_does_not_exist_is_refused(annuaire):
    with pytest.raises(TerritoireInconnu):
        found(annuaire, territoire=Territoire("commune", "99999", "Nulle part"))


@pytest.mark.parametrize("jour", [date(2019, 2, 28), date(2026, 11, 21)])
@pytest.mark.parametrize("mois", [1, 6, 12, 60])
def test_the_contracts_that_end_soon_are_those_of_the_coverage_page(annuaire, jour, mois):
    engine = annuaire.moteur
    statuts = engine.couverture(jour).statuts
    expected = {
        name
        for name in engine.registre.contrats
        if statuts[name] == "signe" and ends_within(engine, name, jour, mois)
    }
    assert set(found(annuaire, jour=jour, fin_mois=mois)) == expected


def test_a_contract_that_never_ends_does_not_end_soon(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS A", source_date="2026-01")])
    assert found(directory) == ["a"]
    assert found(directory, fin_mois=120) == []


def test_what_no_source_tells_can_be_asked_for(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("a", "CLS A", generation=2, porteur_type="epci"),
            nomme("b", "CLS B"),
        ]
    )
    assert found(directory, generations=("2",)) == ["a"]
    assert found(directory, generations=(GENERATION_INCONNUE,)) == ["b"]
    assert found(directory, porteurs=("epci",)) == ["a"]
    assert found(directory, porteurs=(PORTEUR_INCONNU, "epci")) == ["a", "b"]
    assert directory.colonnes.generations_connues == ("2", GENERATION_INCONNUE)


def test_a_step_is_that_of_the_newest_source(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS A", etape="diagnostic"), nomme("b", "CLS B", etape="evaluation")]
    )
    assert found(directory, etapes=("diagnostic",)) == ["a"]


def test_a_theme_is_that_of_at_least_one_axis(annuaire):
    registre = annuaire.moteur.registre
    wanted = ("sante_mentale", "violences")
    expected = {name for theme in wanted for name in contrats_du_theme(registre, theme)}
    assert set(found(annuaire, themes=wanted)) == expected


def test_with_and_without_axes_share_the_contracts_out(annuaire):
    registre = annuaire.moteur.registre
    with_axes, without = found(annuaire, axes=True), found(annuaire, axes=False)
    assert set(with_axes) == {axe.contrat_id for axe in registre.axes}
    assert sorted([*with_axes, *without]) == sorted(registre.contrats)


def test_the_status_of_an_action_is_not_known_before_its_source(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS A"), nomme("b", "CLS B"), nomme("c", "CLS C")],
        actions=[action("a", "en_cours", "2025-03"), action("b", "non_renseigne")],
    )
    assert found(directory, suivi=True) == ["a"]
    assert found(directory, suivi=False) == ["b", "c"]
    assert found(directory, jour=date(2025, 2, 28), suivi=True) == []


def test_filters_and_search_add_up(annuaire):
    alone = [
        {"texte": "agglomération"},
        {"statuts": ("signe",)},
        {"axes": True},
        {"themes": ("acces_soins",)},
    ]
    together = {key: value for one in alone for key, value in one.items()}
    expected = set.intersection(*(set(found(annuaire, **one)) for one in alone))
    assert expected
    assert set(found(annuaire, **together)) == expected


# ---- Rows ------------------------------------------------------------------------------------


def test_a_row_says_what_is_known_and_none_is_not_zero(un_annuaire, nomme, habitants):
    directory = un_annuaire(
        [nomme("a", "CLS A", date_signature="2024"), nomme("b", "CLS B")],
        {"a": [f"commune {QUIMPER}"]},
        themes={"a": ("sante_mentale", "acces_soins")},
        actions=[action("a", "realisee"), action("a", "non_renseigne")],
    )
    known, unknown = directory.chercher(Criteres(tri="nom"), JOUR).lignes()
    assert known.population == habitants(f"commune {QUIMPER}")
    assert known.themes == ("sante_mentale", "acces_soins")
    assert (known.nb_axes, known.nb_actions, known.nb_actions_suivies) == (1, 2, 1)
    assert known.statut == "signe"
    assert known.trouve_par is None
    assert unknown.population is None
    assert (unknown.nb_axes, unknown.nb_actions) == (0, 0)


def test_pages_of_rows_put_together_are_the_whole(annuaire):
    resultat = annuaire.chercher(Criteres(texte="saint"), JOUR)
    size = 7
    pages = [resultat.lignes(start, size) for start in range(0, len(resultat), size)]
    together = [one.contrat.id for page in pages for one in page]
    assert together == list(resultat.identifiants)
    assert len(pages[0]) == size


def test_the_counts_by_status_add_up(annuaire):
    resultat = annuaire.chercher(Criteres(territoire=BRETAGNE), JOUR)
    assert sum(resultat.par_statut.values()) == len(resultat)
    assert list(resultat.par_statut) == [s for s in STATUTS if s in resultat.par_statut]


def test_every_field_that_finds_a_contract_has_its_place_in_the_order(annuaire):
    assert set(annuaire.index.champs.tolist()) == set(range(len(CHAMPS)))


# ---- Territories of the filters --------------------------------------------------------------


def test_the_departements_of_a_region_are_its_own(referentiel):
    codes = [one.code for one in departements_of(referentiel, BRETAGNE)]
    assert codes == ["22", "29", "35", "56"]
    assert len(departements(referentiel)) == 101


def test_a_commune_lies_in_a_departement_and_a_region_in_none(referentiel):
    quimper = find_territoire(referentiel, "commune", QUIMPER)
    assert departement_of(referentiel, quimper).code == "29"
    assert departement_of(referentiel, BRETAGNE) is None
    assert departement_of(referentiel, FRANCE) is None
