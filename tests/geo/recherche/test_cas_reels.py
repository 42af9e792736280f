"""Names and codes as people keep them: each leads to its territory of today, or says why not."""

import csv
from pathlib import Path

import pytest

from geo.recherche.recherche import Recherche

CAS = Path(__file__).parent / "donnees" / "noms_et_codes_de_territoires.csv"
AUCUN = "(aucun)"
COMMUNE, EPCI, EPT = "commune", "epci", "ept"
ARRONDISSEMENT = "arrondissement_municipal"


def cas() -> list[tuple[str, str, str]]:
    with CAS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return [(r["saisie"], r["niveau attendu"], r["code attendu aujourd'hui"]) for r in rows]


def premier(found: Recherche) -> tuple[str, str]:
    return found.resultats[0].niveau, found.resultats[0].code


def test_the_cases_are_there():
    assert len(cas()) > 30
    assert {niveau for _, niveau, _ in cas()} == {COMMUNE, EPCI, EPT, ARRONDISSEMENT, AUCUN}


@pytest.mark.parametrize(("saisie", "niveau", "code"), cas())
def test_each_leads_to_its_territory_or_says_why_not(cherche, saisie: str, niveau: str, code: str):
    found = cherche(saisie)
    if niveau == AUCUN:
        assert found.resultats == []
        assert "hors de l'atlas" in found.message
        return
    assert premier(found) == (niveau, code)


@pytest.mark.parametrize(
    ("saisie", "niveau", "code"),
    [
        ("Quimper Cedex", COMMUNE, "29232"),
        ("29107 QUIMPER CEDEX", COMMUNE, "29232"),
        ("29018 Quimper cedex 9", COMMUNE, "29232"),
        ("77487 Provins Cedex", COMMUNE, "77379"),
        ("33076 BORDEAUX CEDEX", COMMUNE, "33063"),
        ("35042 Rennes Cedex", COMMUNE, "35238"),
        ("59033 Lille Cedex", COMMUNE, "59350"),
        ("Lyon Cedex 03", ARRONDISSEMENT, "69383"),
        ("69433 LYON CEDEX 03", ARRONDISSEMENT, "69383"),
        ("75813 Paris Cedex 17", ARRONDISSEMENT, "75117"),
        ("13331 Marseille Cedex 03", ARRONDISSEMENT, "13203"),
        ("20189 Ajaccio Cedex 2", COMMUNE, "2A004"),
        ("97261 Fort-de-France Cedex", COMMUNE, "97209"),
        ("69003 Lyon", ARRONDISSEMENT, "69383"),
        ("Lyon 69003", ARRONDISSEMENT, "69383"),
        ("Paris 75013", ARRONDISSEMENT, "75113"),
        ("Paris XIIIe", ARRONDISSEMENT, "75113"),
        ("Marseille IV", ARRONDISSEMENT, "13204"),
        ("29000 Quimper", COMMUNE, "29232"),
    ],
)
def test_the_line_of_an_envelope_leads_to_its_town(cherche, saisie: str, niveau: str, code: str):
    assert premier(cherche(saisie)) == (niveau, code)


@pytest.mark.parametrize(
    ("saisie", "niveau", "code"),
    [
        ("20006812000019", EPCI, "200068120"),
        ("200 068 120 00019", EPCI, "200068120"),
        ("24590041000013", EPCI, "200093201"),
        ("21290232400017", COMMUNE, "29232"),
        ("210100012", COMMUNE, "01001"),
        ("21010001200017", COMMUNE, "01001"),
        ("1053", COMMUNE, "01053"),
        ("1000", COMMUNE, "01053"),
        ("'01053", COMMUNE, "01053"),
        ("2,42900314E+08", EPCI, "242900314"),
        ("242900314,00", EPCI, "242900314"),
        ("242.900.314", EPCI, "242900314"),
        ("29232.0", COMMUNE, "29232"),
        ("02A004", COMMUNE, "2A004"),
        ("20004", COMMUNE, "2A004"),
        ("2,00068E+13", None, None),
        ("2,00068E+08", None, None),
        ("05E12", None, None),
        ("75101;75102", None, None),
        ("12345678", None, None),
        ("99999", None, None),
    ],
)
def test_a_damaged_code_is_read_without_a_guess_or_refused_with_its_reason(
    cherche, saisie: str, niveau: str | None, code: str | None
):
    found = cherche(saisie)
    if niveau is None:
        assert found.resultats == []
        assert found.message
        assert "\n" not in found.message
    else:
        assert premier(found) == (niveau, code)


@pytest.mark.parametrize(
    ("saisie", "niveau", "code"),
    [
        ("clermont-fd", COMMUNE, "63113"),
        ("Clermont Fd", COMMUNE, "63113"),
        ("boulogne bt", COMMUNE, "92012"),
        ("aix en pce", COMMUNE, "13001"),
        ("St Germain en L.", COMMUNE, "78551"),
        ("chalon s/s", COMMUNE, "71076"),
        ("Fontenay s/ Bois", COMMUNE, "94033"),
        ("ste foy les lyon", COMMUNE, "69202"),
        ("vandœuvre lès nancy", COMMUNE, "54547"),
        ("Villeneuve-d'A.", COMMUNE, "59009"),
        ("CC du Pays de Fayence", EPCI, "200004802"),
        ("comcom du pays de fayence", EPCI, "200004802"),
        ("com. com. du pays de Fayence", EPCI, "200004802"),
        ("C.C. du Pays de Fayence", EPCI, "200004802"),
        ("CA Quimper Bretagne Occidentale", EPCI, "200068120"),
        ("agglo de Rennes", EPCI, "243500139"),
        ("comm. d'agglo de La Rochelle", EPCI, "241700434"),
        ("CDA La Rochelle", EPCI, "241700434"),
        ("comm. urbaine d'Arras", EPCI, "200033579"),
        ("dpt du Finistère", "departement", "29"),
    ],
)
def test_usual_abbreviations_are_understood(cherche, saisie: str, niveau: str, code: str):
    assert premier(cherche(saisie)) == (niveau, code)


@pytest.mark.parametrize(
    ("saisie", "niveau", "code"),
    [
        ("MEL", EPCI, "200093201"),
        ("mel", EPCI, "200093201"),
        ("MGP", EPCI, "200054781"),
        ("GPSO", EPT, "200057974"),
        ("GPSEO", EPCI, "200059889"),
        ("CUB", EPCI, "243300316"),
        ("TPM", EPCI, "248300543"),
        ("AMP", EPCI, "200054807"),
        ("MAMP", EPCI, "200054807"),
        ("GPSEA", EPT, "200058006"),
        ("VSGP", EPT, "200057966"),
        ("POLD", EPT, "200057982"),
        ("T6", EPT, "200057867"),
        ("CAPB", EPCI, "200067106"),
        ("CASA", EPCI, "240600585"),
        ("CAPI", EPCI, "243800604"),
        ("SQY", EPCI, "200058782"),
        ("GAM", EPCI, "200040715"),
        ("TMVL", EPCI, "243700754"),
        ("COBAS", EPCI, "243300563"),
        ("CIVIS", EPCI, "249740077"),
        ("CCFI", EPCI, "200040947"),
        ("CAVEM", EPCI, "200035319"),
        ("IDF", "region", "11"),
        ("PACA", "region", "93"),
        ("région AURA", "region", "84"),
        ("CeA", "departement", "67"),
    ],
)
def test_acronyms_lead_to_their_territory_and_say_so(cherche, saisie: str, niveau: str, code: str):
    first = cherche(saisie).resultats[0]
    assert (first.niveau, first.code) == (niveau, code)
    assert first.pourquoi or f"({saisie}" in first.nom or saisie in first.nom


@pytest.mark.parametrize(
    ("saisie", "code"),
    [
        ("brehat", "22016"),
        ("Sein", "29083"),
        ("Batz", "29082"),
        ("yeu", "85113"),
        ("colombey", "54135"),
        ("houplin", "59316"),
    ],
)
def test_a_short_exact_word_comes_before_a_longer_name_near_it(cherche, saisie: str, code: str):
    assert premier(cherche(saisie)) == (COMMUNE, code)
