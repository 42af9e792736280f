"""The figures of one territory: what is counted, and what it rests on."""

import csv
from collections.abc import Callable
from datetime import date

import pytest

from data.dates import DatePartielle
from data.model import AnnonceRegion, Contrat
from data.paths import DOSSIER_REGISTRE
from geo.couverture.moteur import Couverture, Moteur
from geo.couverture.synthese import (
    Synthese,
    build_completude,
    build_synthese,
    chiffres_publies,
    ends_within,
    sous_territoires,
)
from geo.couverture.tables import ligne_du_territoire
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.territoire import (
    FRANCE,
    Territoire,
    find_territoire,
    parents_of,
    region_of,
    regions_of,
)

JOUR = date(2025, 6, 30)
SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}
SANS_SIGNATURE = {"date_fin": "2027"}
SANS_ECHEANCE = {"date_signature": "2024"}

QUIMPER = "29232"
BRIEC = "29020"
QUIMPER_BRETAGNE_OCCIDENTALE = "200068120"
VILLES_SOEURS = "247600588"

Decrit = tuple[dict[str, object], list[str]]
CouvertureDe = Callable[..., Couverture]
SyntheseDe = Callable[..., Synthese]
Habitants = Callable[..., int]


def essai(rang: int) -> str:
    return f"cls-29-essai-{rang}"


@pytest.fixture(scope="session")
def couverture_de(
    un_moteur: Callable[..., Moteur], un_contrat: Callable[..., Contrat]
) -> CouvertureDe:
    """Coverage on 30 June 2025 by invented contracts: ``(fields, lines of the perimeter), …``."""

    def build(*decrits: Decrit, **options: object) -> Couverture:
        numbered = {essai(rang): decrit for rang, decrit in enumerate(decrits, start=1)}
        contrats = [un_contrat(nom, **champs) for nom, (champs, _) in numbered.items()]
        lines = {nom: lignes for nom, (_, lignes) in numbered.items()}
        return un_moteur(contrats, lines, **options).couverture(JOUR)

    return build


@pytest.fixture(scope="session")
def synthese_de(couverture_de: CouvertureDe) -> SyntheseDe:
    """Figures of a territory, ``"departement 29"``, under invented contracts."""

    def build(territoire: str, *decrits: Decrit) -> Synthese:
        couverture = couverture_de(*decrits)
        found = find_territoire(couverture.moteur.referentiel, *territoire.split())
        return build_synthese(couverture, found)

    return build


# Figures


@pytest.mark.parametrize(
    "territoire",
    ["france FR", "region 75", "departement 29", f"epci {VILLES_SOEURS}", "commune 75056"],
)
def test_the_figures_of_a_territory_are_those_of_its_row(moteur: Moteur, territoire: str):
    niveau, code = territoire.split()
    couverture = moteur.couverture(JOUR)
    row = ligne_du_territoire(couverture, niveau, code)
    found = build_synthese(couverture, find_territoire(moteur.referentiel, niveau, code))
    for name in ("population", "population_signe", "population_projet"):
        assert getattr(found, name) == row[name]
    for name in ("taux_signe", "taux_signe_ou_projet"):
        assert getattr(found, name) == pytest.approx(row[name])
    unlocated = set(found.sans_perimetre)
    assert len(set(found.contrats_signes) - unlocated) == row["nb_contrats_signes"]
    assert len(set(found.contrats_projet) - unlocated) == row["nb_contrats_projet"]


def test_signed_and_project_and_the_rest_make_everyone(
    synthese_de: SyntheseDe, habitants: Habitants
):
    found = synthese_de(
        "departement 29", (SIGNE, [f"commune {QUIMPER}"]), (PROJET, ["commune 29155"])
    )
    assert found.population == habitants("departement 29")
    assert found.population_signe == habitants(f"commune {QUIMPER}")
    assert found.population_projet == habitants("commune 29155")
    assert found.population_non_couverte == found.population - habitants(
        f"commune {QUIMPER}", "commune 29155"
    )


def test_there_is_no_rate_where_nobody_lives(synthese_de: SyntheseDe):
    found = synthese_de("commune 55189", (SIGNE, ["commune 55189"]))
    assert (found.taux_signe, found.taux_signe_ou_projet) == (None, None)
    assert found.contrats_signes == (essai(1),)


def test_a_territory_across_a_border_counts_its_own_residents_only(
    synthese_de: SyntheseDe, habitants: Habitants
):
    line = (SIGNE, [f"epci {VILLES_SOEURS}"])
    sides = [synthese_de(f"region {code}", line) for code in ("28", "32")]
    assert all(side.contrats_signes == (essai(1),) for side in sides)
    assert all(side.population_signe > 0 for side in sides)
    assert sum(side.population_signe for side in sides) == habitants(f"epci {VILLES_SOEURS}")


def test_residents_of_a_commune_partly_covered_are_told_apart(
    synthese_de: SyntheseDe, habitants: Habitants
):
    lines = (SIGNE, [f"quartier {QUIMPER}", "quartier 29155"])
    found = synthese_de("departement 29", lines, (SIGNE, ["commune 29155"]))
    assert found.population_signe == habitants("commune 29155")
    assert found.population_partielle == habitants(f"commune {QUIMPER}")
    assert found.contrats_signes == (essai(1), essai(2))


def test_each_contract_that_touches_a_territory_is_listed_under_its_status(
    synthese_de: SyntheseDe,
):
    line = [f"commune {QUIMPER}"]
    found = synthese_de(
        f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}",
        (SIGNE, line),
        (PROJET, line),
        (ECHU, ["departement 29"]),
        ({"etape": "inconnue"}, line),
        ({"date_signature": "2030"}, line),
        (SIGNE, ["commune 29155"]),
    )
    assert found.contrats == (essai(1), essai(2), essai(3), essai(4), essai(5))
    assert found.contrats_signes == (essai(1),)
    assert found.contrats_projet == (essai(2),)
    assert found.contrats_inconnus == (essai(4),)


def test_an_unknown_territory_has_no_figures(moteur: Moteur):
    with pytest.raises(TerritoireInconnu, match="99"):
        build_synthese(moteur.couverture(JOUR), Territoire("region", "99", "Nulle part"))


# Reserves


def test_a_reserve_is_who_rests_on_undated_contracts_alone(
    synthese_de: SyntheseDe, habitants: Habitants
):
    found = synthese_de(
        "departement 29",
        (SANS_SIGNATURE, [f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}"]),
        (SIGNE, [f"commune {QUIMPER}"]),
    )
    assert found.signature_inconnue.contrats == (essai(1),)
    rest = habitants(f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}") - habitants(f"commune {QUIMPER}")
    assert found.signature_inconnue.population == rest
    assert found.population_signe == habitants(f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}")


def test_residents_under_two_undated_contracts_are_in_the_reserve_once(
    synthese_de: SyntheseDe, habitants: Habitants
):
    line = [f"commune {QUIMPER}"]
    found = synthese_de("departement 29", (SANS_SIGNATURE, line), (SANS_SIGNATURE, line))
    assert found.signature_inconnue.contrats == (essai(1), essai(2))
    assert found.signature_inconnue.population == habitants(f"commune {QUIMPER}")


def test_an_estimated_end_is_a_reserve_of_its_own(synthese_de: SyntheseDe, habitants: Habitants):
    found = synthese_de(
        "departement 29",
        (SANS_ECHEANCE, [f"commune {QUIMPER}"]),
        (SANS_SIGNATURE, ["commune 29155"]),
        (SIGNE, ["commune 29083"]),
    )
    assert found.echeance_estimee.contrats == (essai(1),)
    assert found.echeance_estimee.population == habitants(f"commune {QUIMPER}")
    assert found.signature_inconnue.contrats == (essai(2),)
    assert found.signature_inconnue.population == habitants("commune 29155")


def test_a_reserve_counts_the_residents_of_the_territory_only(
    synthese_de: SyntheseDe, habitants: Habitants
):
    undated = (SANS_SIGNATURE, [f"epci {VILLES_SOEURS}"])
    sides = [synthese_de(f"departement {code}", undated) for code in ("76", "80")]
    counted = [side.signature_inconnue.population for side in sides]
    assert min(counted) > 0
    assert sum(counted) == habitants(f"epci {VILLES_SOEURS}")


def test_what_is_dated_leaves_no_reserve(synthese_de: SyntheseDe):
    found = synthese_de(
        "departement 29",
        (SIGNE, [f"commune {QUIMPER}"]),
        (PROJET, [f"commune {BRIEC}"]),
        ({"date_fin": "2020"}, ["commune 29155"]),
    )
    for reserve in (found.signature_inconnue, found.echeance_estimee):
        assert reserve.contrats == ()
        assert reserve.population == 0


def test_the_real_reserve_is_a_part_of_the_residents_covered(moteur: Moteur):
    found = build_synthese(moteur.couverture(JOUR), FRANCE)
    assert 0 < found.signature_inconnue.population < found.population_signe
    assert set(found.signature_inconnue.contrats) < set(found.contrats_signes)
    for name in found.signature_inconnue.contrats:
        assert moteur.registre.contrats[name].date_signature is None


# Contracts without a known perimeter


def test_a_contract_without_perimeter_is_listed_where_it_is_led_and_counted_nowhere(
    synthese_de: SyntheseDe,
):
    decrits = ((SIGNE, []), (PROJET, []), (ECHU, []))
    for territoire in ("france FR", "region 53", "departement 29"):
        found = synthese_de(territoire, *decrits)
        assert found.sans_perimetre == (essai(1), essai(2))
        assert found.contrats_signes == (essai(1),)
        assert found.contrats == (essai(1), essai(2), essai(3))
        assert found.population_signe == found.population_projet == 0
        assert found.taux_signe_ou_projet == 0


@pytest.mark.parametrize(
    "territoire",
    ["region 28", "departement 56", f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}", f"commune {QUIMPER}"],
)
def test_a_contract_without_perimeter_is_not_listed_elsewhere(
    synthese_de: SyntheseDe, territoire: str
):
    found = synthese_de(territoire, (SIGNE, []))
    assert found.contrats == found.sans_perimetre == ()


def test_a_contract_led_elsewhere_is_listed_by_its_perimeter_and_not_by_its_ars(
    synthese_de: SyntheseDe,
):
    normand = (SIGNE | {"region": "28", "departements": ("76", "80")}, ["departement 80"])
    assert synthese_de("region 32", normand).contrats == (essai(1),)
    assert synthese_de("region 28", normand).contrats == ()
    assert synthese_de("departement 76", normand).contrats == ()


def test_a_contract_without_perimeter_is_listed_in_each_of_its_departements(
    synthese_de: SyntheseDe,
):
    astride = (SIGNE | {"departements": ("29", "56")}, [])
    for code in ("29", "56"):
        assert synthese_de(f"departement {code}", astride).sans_perimetre == (essai(1),)


def test_a_partial_perimeter_is_not_an_unknown_one(synthese_de: SyntheseDe):
    found = synthese_de("departement 29", (SIGNE, [f"quartier {QUIMPER}"]))
    assert found.sans_perimetre == ()
    assert found.contrats_signes == (essai(1),)


# What ends soon


@pytest.mark.parametrize(
    ("date_fin", "attendu"),
    [
        ("2025-06-29", False),  # over already
        ("2025-06-30", True),
        ("2025-12", True),
        ("2026-06-30", True),
        ("2026-07-01", False),
        ("2026-06", True),
        ("2026", False),
    ],
)
def test_a_contract_signed_ends_soon_when_it_ends_within_twelve_months(
    synthese_de: SyntheseDe, date_fin: str, attendu: bool
):
    ending = ({"date_signature": "2021", "date_fin": date_fin}, [f"commune {QUIMPER}"])
    found = synthese_de("departement 29", ending)
    assert (essai(1) in found.fins_prochaines) == attendu


def test_an_estimated_end_may_be_soon_too(synthese_de: SyntheseDe):
    line = [f"commune {QUIMPER}"]
    found = synthese_de(
        "departement 29",
        ({"date_signature": "2021-03-01"}, line),
        ({"source_date": "2020"}, line),
        (PROJET, line),
    )
    assert found.fins_prochaines == (essai(1),)


def test_a_contract_not_signed_yet_does_not_end_soon(couverture_de: CouvertureDe):
    engine = couverture_de(({"date_signature": "2025-09", "date_fin": "2025-12"}, [])).moteur
    assert not ends_within(engine, essai(1), JOUR, 12)
    assert ends_within(engine, essai(1), date(2025, 9, 1), 12)


def test_months_end_on_the_last_day_of_a_shorter_month(couverture_de: CouvertureDe):
    engine = couverture_de(({"date_signature": "2020", "date_fin": "2025-02"}, [])).moteur
    assert ends_within(engine, essai(1), date(2024, 2, 29), 12)
    assert not ends_within(engine, essai(1), date(2024, 2, 27), 12)


def test_the_parts_of_a_territory_add_up_and_say_when_they_go_beyond_it(moteur: Moteur):
    couverture = moteur.couverture(JOUR)
    normandie = find_territoire(moteur.referentiel, "region", "28")
    table = sous_territoires(couverture, normandie, "epci").set_index("code")
    whole = build_synthese(couverture, normandie)
    for name in ("population", "population_signe", "population_projet"):
        assert table[name].sum() == getattr(whole, name)
    assert table.loc[VILLES_SOEURS, "en_partie"]
    assert table.loc[VILLES_SOEURS, "departement"] == "Seine-Maritime"
    assert not table["en_partie"].all()


# What the ARS announced


def test_nouvelle_aquitaine_announced_55_contracts(moteur: Moteur):
    jour = date(2025, 1, 31)
    found = build_completude(moteur.couverture(jour), "75")
    assert found is not None
    assert found.annonce.nb_cls_annonces == "55"
    assert found.annonce.taux_signe_publie == "78.6"
    with (DOSSIER_REGISTRE / "contrats.csv").open(encoding="utf-8", newline="") as file:
        led_there = {row["id"] for row in csv.DictReader(file) if row["region"] == "75"}
    statuts = moteur.couverture(jour).statuts
    assert found.nb_signes == sum(statuts[name] == "signe" for name in led_there)
    assert found.nb_projet == sum(statuts[name] == "projet" for name in led_there)
    assert 0 < found.nb_signes < len(led_there)


def announcement(region: str, nombre: str) -> AnnonceRegion:
    return AnnonceRegion(region, "ARS d'essai", nombre, DatePartielle(2025), "", "", "", "")


def test_completude_counts_the_contracts_led_by_the_ars_wherever_they_lie(
    couverture_de: CouvertureDe,
):
    couverture = couverture_de(
        (SIGNE, ["departement 29"]),
        (SIGNE, []),  # without a known perimeter
        (PROJET, ["commune 29155"]),
        (SIGNE | {"region": "28"}, ["departement 35"]),  # in Bretagne, led elsewhere
        (ECHU, ["departement 56"]),
        regions={"53": announcement("53", "17"), "94": announcement("94", "")},
    )
    bretagne = build_completude(couverture, "53")
    assert bretagne is not None
    assert (bretagne.nb_signes, bretagne.nb_projet) == (2, 1)
    assert bretagne.annonce.nb_cls_annonces == "17"
    corse = build_completude(couverture, "94")
    assert corse is not None
    assert (corse.nb_signes, corse.nb_projet, corse.annonce.nb_cls_annonces) == (0, 0, "")


def test_nothing_is_announced_outside_the_regions(moteur: Moteur):
    assert build_completude(moteur.couverture(JOUR), "978") is None


def test_published_figures_are_those_of_the_territory_newest_first(moteur: Moteur):
    bretagne = find_territoire(moteur.referentiel, "region", "53")
    found = chiffres_publies(moteur.registre, bretagne)
    assert {(figure.objet_type, figure.objet_id) for figure in found} == {("region", "53")}
    days = [figure.date.premier_jour for figure in found if figure.date]
    assert len(days) > 1
    assert days == sorted(days, reverse=True)
    quimper = find_territoire(moteur.referentiel, "commune", QUIMPER)
    assert chiffres_publies(moteur.registre, quimper) == []


# Territories


def test_a_territory_lies_in_the_country_its_region_its_departement_and_its_epci(moteur: Moteur):
    quimper = find_territoire(moteur.referentiel, "commune", QUIMPER)
    found = parents_of(moteur.referentiel, quimper)
    assert [(parent.niveau, parent.code) for parent in found] == [
        ("france", "FR"),
        ("region", "53"),
        ("departement", "29"),
        ("epci", QUIMPER_BRETAGNE_OCCIDENTALE),
    ]
    assert parents_of(moteur.referentiel, FRANCE) == ()


def test_an_epci_astride_lies_where_most_of_its_residents_live(moteur: Moteur):
    villes_soeurs = find_territoire(moteur.referentiel, "epci", VILLES_SOEURS)
    found = [parent.code for parent in parents_of(moteur.referentiel, villes_soeurs)]
    assert found == ["FR", "28", "76"]


def test_an_island_in_no_epci_lies_in_none(moteur: Moteur):
    ouessant = find_territoire(moteur.referentiel, "epci", "29155")
    assert ouessant == Territoire("commune", "29155", "Ouessant")
    found = [parent.niveau for parent in parents_of(moteur.referentiel, ouessant)]
    assert found == ["france", "region", "departement"]


def test_the_region_of_a_territory_is_the_one_it_lies_in(moteur: Moteur):
    def region_code(niveau: str, code: str) -> str | None:
        found = region_of(moteur.referentiel, find_territoire(moteur.referentiel, niveau, code))
        return None if found is None else found.code

    assert region_code("commune", QUIMPER) == "53"
    assert region_code("region", "53") == "53"
    assert region_code("france", "FR") is None
    assert region_code("commune", "97801") is None


def test_the_18_regions_come_mainland_first(moteur: Moteur):
    found = regions_of(moteur.referentiel)
    assert len(found) == 18
    overseas = {"01", "02", "03", "04", "06"}
    assert [region.code in overseas for region in found] == [False] * 13 + [True] * 5


@pytest.mark.parametrize(
    ("niveau", "code"),
    [
        ("canton", "29"),
        ("region", "99"),
        ("epci", "97801"),
        ("epci", QUIMPER),
        ("commune", "75119"),
    ],
)
def test_an_unknown_territory_is_not_found(moteur: Moteur, niveau: str, code: str):
    with pytest.raises(TerritoireInconnu, match=rf"{niveau}|{code}"):
        find_territoire(moteur.referentiel, niveau, code)
