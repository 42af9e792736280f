"""What holds of the coverage whatever the contracts are."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from data.model import THEMES, Contrat
from geo.couverture.moteur import Couverture, Moteur, calcule_taux, contrats_du_theme, mask_of
from geo.territoires.referentiel import NIVEAUX, Referentiel

JOUR = date(2025, 6, 30)
ADDITIFS = ("population", "population_signe", "population_projet", "population_signe_ou_projet")
EPCI_ASTRIDE = "epci 247600588"  # Villes Sœurs, in two départements and two regions

# Territories that overlap, touch or ignore one another.
TERRITOIRES = (
    "commune 29232",
    "commune 29155",
    "commune 55189",  # nobody lives there
    "commune 75056",
    "commune 76711",
    "commune 97801",
    "arrondissement_municipal 75119",
    "arrondissement_municipal 69383",
    "epci 200068120",
    EPCI_ASTRIDE,
    "epci 200054781",
    "ept 200057867",
    "departement 29",
    "departement 80",
    "departement 93",
    "departement 971",
    "quartier 29232",
    "commune_deleguee 93059",
)
# Fields of contracts signed, in project, renewed, over, unknown, on 30 June 2025.
ETATS = (
    {"date_signature": "2024", "date_fin": "2028"},
    {"date_signature": "2022-03"},
    {"date_fin": "2027", "duree_ans": 4},
    {"source_date": "2019"},
    {"etape": "elaboration", "source_date": "2024-11"},
    {"etape": "diagnostic", "source_date": "2025-02"},
    {"etape": "renouvellement", "date_signature": "2019", "date_fin": "2023"},
    {"date_signature": "2015", "date_fin": "2020"},
    {"etape": "inconnue"},
)
SANS_RENOUVELLEMENT = tuple(etat for etat in ETATS if etat.get("etape") != "renouvellement")

UnMoteur = Callable[..., Moteur]
UnContrat = Callable[..., Contrat]
Decrit = tuple[dict[str, object], list[str]]


def decrits(etats: Sequence[dict[str, object]] = ETATS, **bounds: int) -> st.SearchStrategy:
    """Contracts: their fields, and the lines of their perimeters."""
    territoires = st.sampled_from(TERRITOIRES)
    inclusions = st.lists(territoires, min_size=1, max_size=3, unique=True)
    exclusions = st.lists(territoires.map(lambda line: f"sauf {line}"), max_size=1)
    lines = st.builds(lambda included, left_out: included + left_out, inclusions, exclusions)
    return st.lists(st.tuples(st.sampled_from(etats), lines), max_size=6, **bounds)


def noms(decrits: Sequence[Decrit]) -> list[str]:
    return [f"cls-29-essai-{rang}" for rang in range(len(decrits))]


def build(
    un_moteur: UnMoteur,
    un_contrat: UnContrat,
    decrits: Sequence[Decrit],
    order: Iterable[int] | None = None,
    **options: object,
) -> Moteur:
    """An engine for these contracts, told in an order (as described, by default)."""
    ranks = list(range(len(decrits)) if order is None else order)
    names = noms(decrits)
    contrats = [un_contrat(names[rank], **decrits[rank][0]) for rank in ranks]
    return un_moteur(contrats, {names[rank]: decrits[rank][1] for rank in ranks}, **options)


def figures(couverture: Couverture, niveau: str) -> dict[str, np.ndarray]:
    return calcule_taux(couverture, niveau)


quickly = settings(max_examples=40, deadline=None, derandomize=True)


@quickly
@given(decrits=decrits(min_size=1))
def test_a_union_is_between_its_largest_part_and_the_sum_of_its_parts(
    un_moteur: UnMoteur, un_contrat: UnContrat, decrits: list[Decrit]
):
    engine = build(un_moteur, un_contrat, decrits)
    alone = [engine.couverture(JOUR, [name]) for name in noms(decrits)]
    together = engine.couverture(JOUR)
    for niveau in NIVEAUX:
        whole = figures(together, niveau)
        for name in ("population_signe", "population_signe_ou_projet"):
            parts = np.array([figures(one, niveau)[name] for one in alone])
            assert (parts.max(axis=0) <= whole[name]).all()
            assert (whole[name] <= parts.sum(axis=0)).all()
            assert (whole[name] <= whole["population"]).all()


@quickly
@given(decrits=decrits(min_size=1))
def test_signed_and_project_alone_and_neither_make_everyone(
    un_moteur: UnMoteur, un_contrat: UnContrat, decrits: list[Decrit]
):
    couverture = build(un_moteur, un_contrat, decrits).couverture(JOUR)
    assert not (couverture.signe & couverture.projet_seul).any()
    either = couverture.signe | couverture.projet
    for niveau in NIVEAUX:
        found = figures(couverture, niveau)
        level = couverture.moteur.referentiel.niveaux[niveau]
        nobody_told = level.somme(couverture.moteur.referentiel.population, ~either)
        total = found["population_signe"] + found["population_projet"] + nobody_told
        assert (total == found["population"]).all()


@quickly
@given(decrits=decrits(min_size=2), data=st.data())
def test_retaining_one_more_contract_never_lowers_a_figure(
    un_moteur: UnMoteur, un_contrat: UnContrat, decrits: list[Decrit], data: st.DataObject
):
    engine = build(un_moteur, un_contrat, decrits)
    retained = data.draw(st.permutations(noms(decrits)))
    for niveau in NIVEAUX:
        fewer = figures(engine.couverture(JOUR, retained[:-1]), niveau)
        more = figures(engine.couverture(JOUR, retained), niveau)
        for name in ("taux_signe", "taux_signe_ou_projet"):
            inhabited = more["population"] > 0
            assert (fewer[name] <= more[name])[inhabited].all()
        for name in ("nb_contrats_signes", "nb_contrats_projet"):
            assert (fewer[name] <= more[name]).all()


@quickly
@given(decrits=decrits(SANS_RENOUVELLEMENT, min_size=1), niveau=st.sampled_from(NIVEAUX))
def test_a_new_contract_never_lowers_a_rate(
    un_moteur: UnMoteur, un_contrat: UnContrat, decrits: list[Decrit], niveau: str
):
    before = figures(build(un_moteur, un_contrat, decrits[:-1]).couverture(JOUR), niveau)
    after = figures(build(un_moteur, un_contrat, decrits).couverture(JOUR), niveau)
    inhabited = after["population"] > 0
    for name in ("taux_signe", "taux_signe_ou_projet"):
        assert (before[name] <= after[name])[inhabited].all()


@quickly
@given(decrits=decrits(min_size=1), niveau=st.sampled_from(NIVEAUX))
def test_a_new_contract_never_lowers_the_signed_rate_even_when_it_ends_a_renewal(
    un_moteur: UnMoteur, un_contrat: UnContrat, decrits: list[Decrit], niveau: str
):
    before = figures(build(un_moteur, un_contrat, decrits[:-1]).couverture(JOUR), niveau)
    after = figures(build(un_moteur, un_contrat, decrits).couverture(JOUR), niveau)
    assert (before["population_signe"] <= after["population_signe"]).all()


@quickly
@given(decrits=decrits(min_size=1))
def test_the_parts_of_the_country_add_up_to_it(
    un_moteur: UnMoteur, un_contrat: UnContrat, referentiel: Referentiel, decrits: list[Decrit]
):
    couverture = build(un_moteur, un_contrat, decrits).couverture(JOUR)
    whole = figures(couverture, "france")
    saint_martin = referentiel.niveaux["commune"].position("97801")
    for niveau in ("region", "departement", "epci", "partie", "commune"):
        found = figures(couverture, niveau)
        for name in ADDITIFS:
            outside = found[name][saint_martin] if niveau == "commune" else 0
            assert found[name].sum() - outside == whole[name][0]


@quickly
@given(decrits=decrits(min_size=1))
def test_the_departements_of_a_region_add_up_to_it(
    un_moteur: UnMoteur, un_contrat: UnContrat, referentiel: Referentiel, decrits: list[Decrit]
):
    couverture = build(un_moteur, un_contrat, decrits).couverture(JOUR)
    table = referentiel.tables.departements.set_index("code")["region"]
    region_of = table.loc[referentiel.niveaux["departement"].codes].to_numpy()
    departements, regions = figures(couverture, "departement"), figures(couverture, "region")
    for position, region in enumerate(referentiel.niveaux["region"].codes.tolist()):
        for name in ADDITIFS:
            assert departements[name][region_of == region].sum() == regions[name][position]


@quickly
@given(decrits=decrits(min_size=2), data=st.data())
def test_the_order_of_the_contracts_never_matters(
    un_moteur: UnMoteur, un_contrat: UnContrat, decrits: list[Decrit], data: st.DataObject
):
    order = data.draw(st.permutations(range(len(decrits))))
    engines = [build(un_moteur, un_contrat, decrits, ranks) for ranks in (None, order)]
    first, second = (engine.couverture(JOUR) for engine in engines)
    assert first.statuts == second.statuts
    for mask in ("signe", "projet", "echu", "partielle"):
        assert np.array_equal(getattr(first, mask), getattr(second, mask))
    for niveau in NIVEAUX:
        one, other = figures(first, niveau), figures(second, niveau)
        assert all(np.array_equal(one[name], other[name], equal_nan=True) for name in one)


@quickly
@given(decrits=decrits(min_size=2), data=st.data())
def test_the_order_of_the_lines_of_a_perimeter_never_matters(
    un_moteur: UnMoteur, un_contrat: UnContrat, decrits: list[Decrit], data: st.DataObject
):
    shuffled = [(champs, data.draw(st.permutations(lines))) for champs, lines in decrits]
    first, second = (
        build(un_moteur, un_contrat, version).couverture(JOUR) for version in (decrits, shuffled)
    )
    for mask in ("signe", "projet", "echu", "partielle"):
        assert np.array_equal(getattr(first, mask), getattr(second, mask))


@quickly
@given(decrits=decrits(min_size=1), data=st.data(), theme=st.sampled_from(THEMES[:3]))
def test_the_contracts_of_a_theme_never_exceed_the_whole(
    un_moteur: UnMoteur,
    un_contrat: UnContrat,
    decrits: list[Decrit],
    data: st.DataObject,
    theme: str,
):
    subsets = st.lists(st.sampled_from(THEMES[:3]), unique=True).map(tuple)
    themes = {name: data.draw(subsets) for name in noms(decrits)}
    engine = build(un_moteur, un_contrat, decrits, themes=themes)
    chosen = contrats_du_theme(engine.registre, theme)
    assert chosen == {name for name, found in themes.items() if theme in found}
    some, everything = engine.couverture(JOUR, chosen), engine.couverture(JOUR)
    assert set(some.statuts) == chosen
    for niveau in NIVEAUX:
        part, whole = figures(some, niveau), figures(everything, niveau)
        for name in ("population_signe", "population_signe_ou_projet", "nb_contrats_signes"):
            assert (part[name] <= whole[name]).all()


@quickly
@given(
    decrits=decrits(min_size=1),
    territoire=st.sampled_from(
        ["region 28", "region 11", "departement 76", "departement 29", EPCI_ASTRIDE]
    ),
)
def test_the_parts_within_a_territory_add_up_to_it(
    un_moteur: UnMoteur,
    un_contrat: UnContrat,
    referentiel: Referentiel,
    decrits: list[Decrit],
    territoire: str,
):
    niveau, code = territoire.split()
    couverture = build(un_moteur, un_contrat, decrits).couverture(JOUR)
    within = mask_of(referentiel, niveau, code)
    position = referentiel.niveaux[niveau].position(code)
    whole = figures(couverture, niveau)
    for inner in ("departement", "epci", "partie", "commune"):
        parts = calcule_taux(couverture, inner, within)
        for name in ADDITIFS:
            assert parts[name].sum() == whole[name][position]


@quickly
@given(decrits=decrits(min_size=1))
def test_an_epci_is_the_sum_of_its_parts_within_each_departement(
    un_moteur: UnMoteur, un_contrat: UnContrat, referentiel: Referentiel, decrits: list[Decrit]
):
    couverture = build(un_moteur, un_contrat, decrits).couverture(JOUR)
    niveau, code = EPCI_ASTRIDE.split()
    position = referentiel.niveaux[niveau].position(code)
    sides = [
        calcule_taux(couverture, niveau, mask_of(referentiel, "departement", departement))
        for departement in ("76", "80")
    ]
    whole = figures(couverture, niveau)
    for name in ADDITIFS:
        assert sum(side[name][position] for side in sides) == whole[name][position]
    for name in ("nb_contrats_signes", "nb_contrats_projet"):
        counts = [side[name][position] for side in sides]
        assert max(counts) <= whole[name][position] <= sum(counts)
