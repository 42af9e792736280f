"""What holds of the status of any contract at any date."""

from collections.abc import Callable
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.contrats.statuts import STATUTS, Periodes, statut

ETAPES_DE_PROJET = ["lettre_intention", "cadrage", "diagnostic", "elaboration"]
ETAPES_APRES_SIGNATURE = ["signe", "evaluation", "renouvellement"]
ETAPES = [*ETAPES_DE_PROJET, *ETAPES_APRES_SIGNATURE, "echu", "inconnue"]
PeriodesDe = Callable[..., Periodes]
ANNEES = st.integers(2010, 2035)

DATES = st.one_of(
    st.just(""),
    ANNEES.map(str),
    st.dates(date(2010, 1, 1), date(2035, 12, 31)).map(str),
    st.dates(date(2010, 1, 1), date(2035, 12, 31)).map(lambda day: f"{day:%Y-%m}"),
)

CONTRATS = st.fixed_dictionaries(
    {
        "etape": st.sampled_from(ETAPES),
        "date_signature": DATES,
        "date_fin": DATES,
        "duree_ans": st.one_of(st.none(), st.integers(1, 10)),
        "source_date": DATES,
    }
)
JOURS = st.lists(st.dates(date(2005, 1, 1), date(2050, 12, 31)), min_size=2, max_size=12)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(champs=CONTRATS, jours=JOURS)
def test_a_contract_lives_one_way_and_never_twice(
    periodes_de: PeriodesDe, champs: dict[str, object], jours: list[date]
):
    life = [statut(periodes_de(**champs), day) for day in sorted(jours)]
    assert set(life) <= set(STATUTS)
    assert "renouvele" not in life  # no later generation here
    changes = [now for now, before in zip(life, [None, *life], strict=False) if now != before]
    assert changes.count("signe") <= 1
    assert "a_venir" not in changes[1:]
    assert "echu" not in changes[:-1]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(champs=CONTRATS, jours=JOURS)
def test_no_contract_is_signed_outside_its_known_dates(
    periodes_de: PeriodesDe, champs: dict[str, object], jours: list[date]
):
    times = periodes_de(**champs)
    signed = [str(day) for day in jours if statut(times, day) == "signe"]
    known = {name: str(champs[name]) for name in ("date_signature", "date_fin")}
    for day in signed:
        assert champs["etape"] != "inconnue"
        # Dates are compared at the precision of the source: 2023-07-12 is not before 2023-07.
        assert day[: len(known["date_signature"])] >= known["date_signature"]
        if known["date_fin"]:
            assert day[: len(known["date_fin"])] <= known["date_fin"]
