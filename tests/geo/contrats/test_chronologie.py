"""The status rule on arrays gives what the rule on one contract gives."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.model import Contrat
from geo.contrats.chronologie import build_chronologie
from geo.contrats.statuts import STATUTS, periodes, statut
from geo.couverture.moteur import Moteur

PREMIER, DERNIER = date(2010, 1, 1), date(2036, 12, 31)
# A handful of dates, so that days often fall on the first or the last of a period.
DATES = st.sampled_from(["", "2015", "2016-02", "2016-02-29", "2020", "2020-06-15", "2024-06"])
JOURS = st.one_of(
    st.dates(PREMIER, DERNIER),
    st.sampled_from(
        [date(2016, 2, 29), date(2019, 12, 31), date(2020, 1, 1), date(2020, 6, 15), date.max]
    ),
)
CONTRATS = st.fixed_dictionaries(
    {
        "etape": st.sampled_from(
            [
                "cadrage",
                "lettre_intention",
                "elaboration",
                "signe",
                "evaluation",
                "renouvellement",
                "echu",
                "inconnue",
            ]
        ),
        "date_signature": DATES,
        "periode_debut": st.sampled_from(["", "2014"]),
        "date_fin": DATES,
        "duree_ans": st.sampled_from([None, 1, 3, 4]),
        "source_date": DATES,
        "notes": st.sampled_from(["", "souhait"]),
    }
)
REMPLACEMENTS = st.one_of(st.none(), st.dates(PREMIER, DERNIER))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(contrats=st.lists(st.tuples(CONTRATS, REMPLACEMENTS), max_size=8), jour=JOURS)
def test_statuses_together_are_those_of_each_contract_alone(
    un_contrat: Callable[..., Contrat], releve: date, contrats: list, jour: date
):
    times = [periodes(un_contrat(**champs), releve) for champs, _ in contrats]
    replaced = [remplacement for _, remplacement in contrats]
    found = [STATUTS[number] for number in build_chronologie(times, replaced).numeros(jour)]
    assert found == [statut(one, jour, since) for one, since in zip(times, replaced, strict=True)]


@pytest.mark.parametrize("annee", [2005, 2012, 2018, 2021, 2024, 2026, 2028, 2032, 2050])
def test_statuses_of_the_real_contracts_are_those_of_each_alone(moteur: Moteur, annee: int):
    jour = date(annee, 3, 31)
    expected = {}
    for name, times in moteur.periodes.items():
        successor = moteur.successeurs.get(name)
        signed = moteur.periodes[successor].signe if successor else None
        expected[name] = statut(times, jour, signed.debut if signed else None)
    assert moteur.couverture(jour).statuts == expected
