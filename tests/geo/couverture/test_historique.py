"""The history of coverage is, at each date, what is computed directly at that date."""

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.model import Contrat
from geo.couverture.historique import (
    COLONNES_HISTORIQUE,
    PeriodeInvalide,
    build_historique,
    build_historiques,
    mois_entre,
)
from geo.couverture.moteur import COLONNES_TAUX, Moteur
from geo.couverture.tables import ligne_du_territoire, table_des_taux
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.referentiel import NIVEAUX

UnMoteur = Callable[..., Moteur]
UnContrat = Callable[..., Contrat]

# Territories that overlap, touch or ignore one another.
TERRITOIRES = (
    "commune 29232",
    "commune 55189",  # nobody lives there
    "commune 75056",
    "commune 97801",  # outside the regions
    "arrondissement_municipal 75119",
    "epci 200068120",
    "epci 247600588",  # in two regions
    "departement 29",
    "departement 93",
    "quartier 29232",
    "commune_deleguee 93059",
)
DATES = st.sampled_from(["", "2012", "2014-03", "2016-02-29", "2016-03-01", "2020", "2023-07"])
CHAMPS = st.fixed_dictionaries(
    {
        "etape": st.sampled_from(
            ["signe", "signe", "elaboration", "renouvellement", "echu", "inconnue"]
        ),
        "date_signature": DATES,
        "date_fin": DATES,
        "duree_ans": st.sampled_from([None, 1, 3]),
        "source_date": DATES,
    }
)
INCLUS = st.lists(st.sampled_from(TERRITOIRES), max_size=3, unique=True)
EXCLUS = st.lists(st.sampled_from(TERRITOIRES).map(lambda line: f"sauf {line}"), max_size=1)
DECRITS = st.lists(st.tuples(CHAMPS, INCLUS, EXCLUS), max_size=7)
JOURS = st.lists(
    st.one_of(
        st.dates(date(2010, 1, 1), date(2032, 12, 31)),
        st.sampled_from([date(2016, 2, 29), date(2016, 3, 1), date(2019, 12, 31)]),
    ),
    min_size=1,
    max_size=6,
    unique=True,
).map(sorted)
quickly = settings(max_examples=40, derandomize=True)


def build(
    un_moteur: UnMoteur, un_contrat: UnContrat, decrits: Sequence[tuple[dict, list, list]]
) -> Moteur:
    names = [f"cls-29-essai-{rank}" for rank in range(len(decrits))]
    contrats = [un_contrat(name, **one[0]) for name, one in zip(names, decrits, strict=True)]
    lines = {name: one[1] + one[2] for name, one in zip(names, decrits, strict=True)}
    return un_moteur(contrats, lines)


def assert_same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(
        found[list(COLONNES_TAUX)].reset_index(drop=True), expected.reset_index(drop=True)
    )


@quickly
@given(decrits=DECRITS, jours=JOURS)
def test_at_each_date_the_history_is_the_direct_computation(
    un_moteur: UnMoteur, un_contrat: UnContrat, decrits: list, jours: list[date]
):
    engine = build(un_moteur, un_contrat, decrits)
    histories = build_historiques(engine, NIVEAUX, jours)
    for rank, jour in enumerate(jours):
        couverture = engine.couverture(jour)
        for niveau in NIVEAUX:
            history = histories[niveau]
            assert history.jours == tuple(jours)
            direct = table_des_taux(couverture, niveau)
            assert (history.signe[rank] == direct["population_signe"]).all()
            assert (history.projet[rank] == direct["population_projet"]).all()
            assert (history.nb_signes[rank] == direct["nb_contrats_signes"]).all()
            assert (history.nb_projet[rank] == direct["nb_contrats_projet"]).all()


@quickly
@given(
    decrits=DECRITS,
    jours=JOURS,
    territoire=st.sampled_from(
        ["france FR", "region 53", "departement 29", "epci 200068120", "commune 97801"]
    ),
)
def test_the_history_of_one_territory_is_its_part_of_the_whole(
    un_moteur: UnMoteur, un_contrat: UnContrat, decrits: list, jours: list[date], territoire: str
):
    niveau, code = territoire.split()
    engine = build(un_moteur, un_contrat, decrits)
    table = build_historique(engine, niveau, code, jours).table()
    assert table["date"].tolist() == jours
    for rank, jour in enumerate(jours):
        direct = ligne_du_territoire(engine.couverture(jour), niveau, code)
        pd.testing.assert_series_equal(
            table.iloc[rank][list(COLONNES_TAUX)], direct, check_names=False
        )


@quickly
@given(decrits=DECRITS, jours=JOURS, data=st.data())
def test_counting_some_contracts_only_is_what_the_direct_computation_counts(
    un_moteur: UnMoteur,
    un_contrat: UnContrat,
    decrits: list,
    jours: list[date],
    data: st.DataObject,
):
    engine = build(un_moteur, un_contrat, decrits)
    names = list(engine.registre.contrats)
    kept = data.draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    table = build_historiques(engine, ["departement"], jours, kept)["departement"].table()
    for jour in jours:
        direct = table_des_taux(engine.couverture(jour, kept), "departement")
        assert_same(table[table["date"] == jour], direct)


@pytest.mark.parametrize("niveau", ["france", "region", "departement", "epci"])
def test_the_history_of_the_real_contracts_is_the_direct_computation(moteur: Moteur, niveau: str):
    months = mois_entre(date(2010, 1, 1), date(2026, 12, 1))
    table = build_historiques(moteur, [niveau], months)[niveau].table()
    by_month = dict(iter(table.groupby("date", sort=False)))
    assert list(table) == list(COLONNES_HISTORIQUE)
    assert tuple(by_month) == months
    for jour in months[::13] + months[-2:]:
        assert_same(by_month[jour], table_des_taux(moteur.couverture(jour), niveau))


def test_two_contracts_on_quimper_read_as_one_territory_covered_until_the_last_ends(
    un_moteur: UnMoteur, un_contrat: UnContrat, habitants: Callable[..., int]
):
    """Quimper signs in 2012, its EPCI in 2015: the commune stays covered, and counts once.

    A project on Quimper and Ouessant goes on beside them; only Ouessant is in project alone.
    """
    engine = un_moteur(
        [
            un_contrat("cls-29-ville-1", date_signature="2012-03-01", date_fin="2016-02-29"),
            un_contrat("cls-29-agglo-1", date_signature="2015-07-01", date_fin="2018-06-30"),
            un_contrat("cls-29-projet-1", etape="cadrage", source_date="2012-06-10"),
        ],
        {
            "cls-29-ville-1": ["commune 29232"],
            "cls-29-agglo-1": ["epci 200068120"],
            "cls-29-projet-1": ["commune 29232", "commune 29155"],
        },
    )
    ville, agglo, ouessant = (
        habitants(one) for one in ("commune 29232", "epci 200068120", "commune 29155")
    )
    table = build_historique(
        engine, "departement", "29", mois_entre(date(2010, 1, 1), date(2019, 1, 1))
    ).table()
    months = {
        day.strftime("%Y-%m"): row for day, row in zip(table["date"], table.index, strict=True)
    }

    def at(month: str) -> tuple[int, int, int, int]:
        columns = ["population_signe", "population_projet"]
        columns += ["nb_contrats_signes", "nb_contrats_projet"]
        return tuple(int(value) for value in table.loc[months[month], columns])

    assert at("2010-06") == (0, 0, 0, 0)  # the project is known from 10 June 2010 on
    assert at("2010-07") == (0, ville + ouessant, 0, 1)
    assert at("2012-02") == (0, ville + ouessant, 0, 1)
    assert at("2012-03") == (ville, ouessant, 1, 1)  # signed on the first of the month
    assert at("2015-06") == (ville, ouessant, 1, 1)
    assert at("2015-07") == (agglo, ouessant, 2, 1)
    assert at("2016-03") == (agglo, ouessant, 1, 1)  # the city's contract is over
    assert at("2018-06")[0] == agglo
    assert at("2018-07") == (0, 0, 0, 0)
    covered = table.loc[months["2015-07"]]
    assert covered["population"] == habitants("departement 29")
    assert covered["taux_signe"] == 100 * agglo / habitants("departement 29")


def test_months_are_first_days_and_a_period_goes_forward():
    assert mois_entre(date(2010, 11, 30), date(2011, 2, 1)) == (
        date(2010, 11, 1),
        date(2010, 12, 1),
        date(2011, 1, 1),
        date(2011, 2, 1),
    )
    assert len(mois_entre(date(2010, 1, 1), date(2026, 12, 1))) == 204
    with pytest.raises(PeriodeInvalide, match="2010-01"):
        mois_entre(date(2010, 1, 1), date(2009, 12, 1))
    with pytest.raises(PeriodeInvalide, match="at most"):
        mois_entre(date(1, 1, 1), date(9999, 12, 1))


def test_an_unknown_territory_has_no_history(moteur: Moteur):
    with pytest.raises(TerritoireInconnu, match="99"):
        build_historique(moteur, "region", "99", [date(2020, 1, 1)])


def test_no_contract_and_no_date_are_not_errors(un_moteur: UnMoteur):
    engine = un_moteur([], {})
    table = build_historique(engine, "region", "53", [date(2020, 1, 1)]).table()
    assert table["population_signe_ou_projet"].tolist() == [0]
    assert build_historique(engine, "region", "53", []).table().empty
