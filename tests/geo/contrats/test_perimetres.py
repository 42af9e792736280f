"""Perimeters: which territories a contract covers, wholly or in part."""

from collections.abc import Callable, Iterable

import pytest

from data.model import Contrat, Registre
from geo.contrats.perimetres import PerimetreInvalide, Perimetres, build_perimetres
from geo.couverture.moteur import Moteur
from geo.territoires.referentiel import Referentiel
from tests.geo.contrats.lignes_resolues import rows

QUIMPER = "29232"
QUIMPER_BRETAGNE_OCCIDENTALE = "200068120"
VILLES_SOEURS = "247600588"
PLAINE_COMMUNE = "200057867"
PARIS = "75056"
ILES_HORS_EPCI = {
    "29155": "Ouessant",
    "29083": "Île-de-Sein",
    "22016": "Île-de-Bréhat",
    "85113": "L'Île-d'Yeu",
}
ESSAI = "cls-29-essai-1"

Resout = Callable[..., Perimetres]


COMMUNES = {row["code"]: row for row in rows("communes")}
ARRONDISSEMENTS_DE_PARIS = {
    row["code"] for row in rows("arrondissements_municipaux") if row["commune"] == PARIS
}


def communes_where(colonne: str, code: str) -> set[str]:
    return {commune for commune, row in COMMUNES.items() if row[colonne] == code}


Codes = Callable[..., set[str]]


# Whole territories


def test_a_commune_is_itself(couvertes: Codes):
    assert couvertes(f"commune {QUIMPER}") == {QUIMPER}


def test_an_epci_is_its_member_communes(couvertes: Codes):
    members = communes_where("epci", QUIMPER_BRETAGNE_OCCIDENTALE)
    assert QUIMPER in members
    assert couvertes(f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}") == members


def test_every_ept_is_its_member_communes(couvertes: Codes):
    territoires = [row["code"] for row in rows("ept")]
    assert len(territoires) == 11
    for ept in territoires:
        members = communes_where("ept", ept)
        assert members
        assert couvertes(f"ept {ept}") == members


def test_the_epts_and_paris_make_the_metropole_du_grand_paris(couvertes: Codes):
    epts = couvertes(*(f"ept {row['code']}" for row in rows("ept")))
    assert epts | ARRONDISSEMENTS_DE_PARIS == couvertes("epci 200054781")


def test_a_departement_is_all_its_communes(couvertes: Codes):
    assert couvertes("departement 2A") == communes_where("departement", "2A")


@pytest.mark.parametrize("code", ILES_HORS_EPCI)
def test_an_island_in_no_epci_is_resolved_as_a_commune(
    couvertes: Codes, referentiel: Referentiel, code: str
):
    assert COMMUNES[code]["epci"] == ""
    assert COMMUNES[code]["nom"] == ILES_HORS_EPCI[code]
    assert couvertes(f"commune {code}") == {code}
    assert referentiel.est_hors_epci(code)


def test_saint_martin_is_resolved_although_it_is_in_no_region(
    couvertes: Codes, referentiel: Referentiel
):
    assert couvertes("commune 97801") == {"97801"}
    assert not set(referentiel.cellules("commune", "97801")) & set(
        referentiel.cellules("region", "01")
    )


def test_several_lines_add_up_and_an_overlap_is_kept_once(resout: Resout, couvertes: Codes):
    lines = (f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}", f"commune {QUIMPER}", "commune 29155")
    members = communes_where("epci", QUIMPER_BRETAGNE_OCCIDENTALE)
    assert couvertes(*lines) == members | {"29155"}
    assert len(resout(*lines).cellules) == len(members) + 1


# Paris, Lyon, Marseille


def test_an_arrondissement_municipal_is_itself(couvertes: Codes):
    assert couvertes("arrondissement_municipal 75119") == {"75119"}
    assert couvertes("arrondissement_municipal 69383") == {"69383"}


@pytest.mark.parametrize("ligne", [f"commune {PARIS}", "departement 75"])
def test_paris_whole_is_its_twenty_arrondissements(couvertes: Codes, ligne: str):
    assert len(ARRONDISSEMENTS_DE_PARIS) == 20
    assert couvertes(ligne) == ARRONDISSEMENTS_DE_PARIS


def test_an_arrondissement_may_be_taken_out_of_its_city(couvertes: Codes):
    lines = (f"commune {PARIS}", "sauf arrondissement_municipal 75101")
    assert couvertes(*lines) == ARRONDISSEMENTS_DE_PARIS - {"75101"}


# Borders


def test_villes_soeurs_lies_astride_two_departements_and_two_regions(
    un_moteur: Callable[..., Moteur], un_contrat: Callable[..., Contrat]
):
    contrat = un_contrat(ESSAI, date_signature="2024")
    engine = un_moteur([contrat], {ESSAI: [f"epci {VILLES_SOEURS}"]})
    cells = engine.perimetres.par_contrat[ESSAI]
    members = communes_where("epci", VILLES_SOEURS)

    for niveau, codes in (("departement", {"76", "80"}), ("region", {"28", "32"})):
        level = engine.referentiel.niveaux[niveau]
        found: dict[str, set[str]] = {}
        for cell in cells.tolist():
            owner = str(level.codes[level.appartenance[cell]])
            found.setdefault(owner, set()).add(str(engine.referentiel.codes[cell]))
        assert found == {code: members & communes_where(niveau, code) for code in codes}
        assert all(found.values())


# Exclusions


@pytest.mark.parametrize("exclusion_first", [False, True])
def test_an_exclusion_applies_after_the_inclusions_wherever_it_is_written(
    couvertes: Codes, exclusion_first: bool
):
    lines = [f"epci {QUIMPER_BRETAGNE_OCCIDENTALE}", f"sauf commune {QUIMPER}"]
    if exclusion_first:
        lines.reverse()
    members = communes_where("epci", QUIMPER_BRETAGNE_OCCIDENTALE)
    assert couvertes(*lines) == members - {QUIMPER}


def test_an_epci_may_be_taken_out_of_a_departement(couvertes: Codes):
    lines = ("departement 29", f"sauf epci {QUIMPER_BRETAGNE_OCCIDENTALE}")
    expected = communes_where("departement", "29") - communes_where(
        "epci", QUIMPER_BRETAGNE_OCCIDENTALE
    )
    assert couvertes(*lines) == expected


def test_an_exclusion_prevails_over_an_inclusion_of_the_same_commune(couvertes: Codes):
    lines = ("sauf commune 29155", "commune 29155", "commune 29083")
    assert couvertes(*lines) == {"29083"}


def test_an_exclusion_says_nothing_of_another_contract(
    un_moteur: Callable[..., Moteur], un_contrat: Callable[..., Contrat]
):
    contrats = [un_contrat("cls-29-essai-1"), un_contrat("cls-29-essai-2")]
    lines = {
        "cls-29-essai-1": ["commune 29155", "commune 29083"],
        "cls-29-essai-2": ["commune 29155", "sauf commune 29083"],
    }
    engine = un_moteur(contrats, lines)
    sizes = {name: len(cells) for name, cells in engine.perimetres.par_contrat.items()}
    assert sizes == {"cls-29-essai-1": 2, "cls-29-essai-2": 1}


# Codes that don't exist


@pytest.mark.parametrize(
    ("niveau", "code"),
    [
        ("commune", "29999"),
        ("commune", QUIMPER_BRETAGNE_OCCIDENTALE),
        ("commune", "75119"),
        ("commune", "93059"),
        ("epci", "200000000"),
        ("epci", QUIMPER),
        ("epci", PLAINE_COMMUNE),
        ("ept", QUIMPER_BRETAGNE_OCCIDENTALE),
        ("departement", "20"),
        ("departement", "978"),
        ("arrondissement_municipal", "75121"),
        ("arrondissement_municipal", PARIS),
        ("commune_deleguee", "29999"),
        ("quartier", "29999"),
    ],
)
def test_an_unknown_code_is_refused_naming_the_contract_and_the_code(
    resout: Resout, niveau: str, code: str
):
    with pytest.raises(PerimetreInvalide) as raised:
        resout(f"{niveau} {code}")
    (message,) = raised.value.erreurs
    for told in (ESSAI, niveau, code, "2026", "perimetres.csv"):
        assert told in message


def test_all_unknown_codes_are_told_at_once(
    referentiel: Referentiel,
    un_contrat: Callable[..., Contrat],
    un_registre: Callable[..., Registre],
):
    contrats = [un_contrat("cls-29-essai-1"), un_contrat("cls-29-essai-2")]
    lines = {
        "cls-29-essai-1": ["commune 29998", f"commune {QUIMPER}", "epci 200000000"],
        "cls-29-essai-2": ["departement 29", "sauf commune 29999"],
    }
    with pytest.raises(PerimetreInvalide) as raised:
        build_perimetres(un_registre(contrats, lines), referentiel)
    wrong = [
        ("cls-29-essai-1", "29998"),
        ("cls-29-essai-1", "200000000"),
        ("cls-29-essai-2", "29999"),
    ]
    assert len(raised.value.erreurs) == len(wrong)
    for message, (contrat_id, code) in zip(raised.value.erreurs, wrong, strict=True):
        assert contrat_id in message
        assert code in message
        assert message in str(raised.value)


# Contracts without a known perimeter


def cells_of(perimetres: Perimetres, identifiants: Iterable[str]) -> list[int]:
    return [len(perimetres.par_contrat[identifiant]) for identifiant in identifiants]


def test_a_contract_without_perimeter_covers_nothing_wherever_it_stands(
    un_moteur: Callable[..., Moteur], un_contrat: Callable[..., Contrat]
):
    noms = [f"cls-29-essai-{rang}" for rang in range(1, 6)]
    lines = {noms[1]: ["commune 29155"], noms[3]: ["commune 29155", "commune 29083"]}
    engine = un_moteur([un_contrat(nom) for nom in noms], lines)
    assert cells_of(engine.perimetres, noms) == [0, 1, 0, 2, 0]
    assert [engine.a_un_perimetre(nom) for nom in noms] == [False, True, False, True, False]


def test_a_partial_perimeter_is_a_known_perimeter(
    un_moteur: Callable[..., Moteur], un_contrat: Callable[..., Contrat]
):
    engine = un_moteur([un_contrat(ESSAI)], {ESSAI: [f"quartier {QUIMPER}"]})
    assert engine.a_un_perimetre(ESSAI)


def test_a_registre_without_contract_has_no_perimeter(
    referentiel: Referentiel, un_registre: Callable[..., Registre]
):
    empty = build_perimetres(un_registre([], {}), referentiel)
    assert empty.par_contrat == {}
    assert empty.partielles_par_contrat == {}
    assert len(empty.cellules) == len(empty.cellules_partielles) == 0
