"""Names and codes of territories: right or asked, none wrong and accepted."""

import csv
from collections import Counter
from collections.abc import Iterable

import pytest

from data.atelier.valeurs.lecture import A_CONFIRMER, PROPOSEE, REFUSEE, SURE
from data.lecture.referentiel import load_tables, millesimes_disponibles
from geo.atelier.territoires.contexte import Contexte
from geo.atelier.territoires.index import Cible
from geo.atelier.territoires.resolveur import Resolveur
from geo.territoires.evenements import load_anciens
from tests.geo.atelier.lecture_essai import ECHANTILLONS

PARTOUT = Contexte()
Cas = tuple[str, Contexte, frozenset[Cible]]


def bilan(resolveur: Resolveur, cas: Iterable[Cas]) -> Counter[str]:
    """Count answers by certainty; those taken for another territory are ``faux``."""
    counts: Counter[str] = Counter()
    for texte, contexte, attendus in cas:
        answer = resolveur.reponse(texte, contexte)
        certainty = answer.lecture.certitude
        taken = set(answer.cibles)
        wrong = certainty == SURE and (len(taken) != 1 or not taken <= attendus)
        counts["faux" if wrong else certainty] += 1
    return counts


@pytest.fixture(scope="module")
def sans_approchants(resolveur: Resolveur) -> Resolveur:
    """The same without near names, that only propose: tens of thousands are asked here."""
    asked = Resolveur(resolveur.referentiel)
    asked.propositions.asked = 10**9
    return asked


def test_the_names_and_codes_of_the_sample_are_right_or_asked(resolveur: Resolveur):
    path = ECHANTILLONS / "07_noms_et_codes_de_territoires.csv"
    right, asked, wrong = [], [], []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            answer = resolveur.reponse(row["saisie"], PARTOUT)
            expected = row["code attendu aujourd'hui"]
            found = [code for _, code in answer.cibles]
            if found == ([expected] if expected else []):
                right.append(row["saisie"])
            elif answer.lecture.certitude != SURE:
                asked.append(row["saisie"])
            else:
                wrong.append(row["saisie"])
    print(f"07 : {len(right)} justes, {len(asked)} demandés, {len(wrong)} faux et acceptés")
    assert wrong == []
    assert len(right) + len(asked) >= 36


@pytest.mark.parametrize(
    "niveau", ["commune", "arrondissement_municipal", "epci", "ept", "departement"]
)
def test_the_names_of_today_are_sure_where_they_are(sans_approchants: Resolveur, niveau: str):
    index = sans_approchants.index
    named = [(cible, nom) for cible, nom in index.noms.items() if cible[0] == niveau]
    everywhere = bilan(sans_approchants, ((n, PARTOUT, frozenset({c})) for c, n in named))
    at_home = bilan(
        sans_approchants,
        ((nom, Contexte(index.dans(c), niveau=niveau), frozenset({c})) for c, nom in named),
    )
    print(
        f"{niveau}, {len(named)} noms : {dict(everywhere)} ; dans leur département {dict(at_home)}"
    )
    assert everywhere["faux"] == at_home["faux"] == 0
    assert at_home[SURE] >= 0.9 * len(named)


def test_the_codes_of_today_are_sure(sans_approchants: Resolveur):
    cases = [
        (code, Contexte(niveau=niveau, codes_insee=True), frozenset({(niveau, code)}))
        for niveau, code in sans_approchants.index.noms
    ]
    found = bilan(sans_approchants, cases)
    print(f"{len(cases)} codes d'aujourd'hui : {dict(found)}")
    assert found["faux"] == 0
    assert found[SURE] >= 0.9 * len(cases)


def test_nine_tenths_of_names_and_codes_of_today_are_sure_without_any_département(
    sans_approchants: Resolveur,
):
    """In one column, whose codes are then all known to be of communes: none is a postcode."""
    column = Contexte(codes_insee=True)
    noms = sans_approchants.index.noms
    cases: list[Cas] = [(nom, column, frozenset({cible})) for cible, nom in noms.items()]
    cases += [(code, column, frozenset({(niveau, code)})) for niveau, code in noms]
    found = bilan(sans_approchants, cases)
    print(f"{len(cases)} noms et codes sans département : {dict(found)}")
    assert found["faux"] == 0
    assert found[SURE] >= 0.9 * len(cases)


def test_names_and_codes_that_are_no_more_are_never_taken_for_others(sans_approchants: Resolveur):
    cases: list[Cas] = []
    for old in load_anciens():
        became = frozenset((old.niveau_actuel, code) for code in old.devenus)
        cases += [(old.nom, PARTOUT, became), (old.code, PARTOUT, became)]
    found = bilan(sans_approchants, cases)
    print(f"{len(cases)} noms et codes d'autrefois : {dict(found)}")
    assert found["faux"] == 0


def test_the_names_of_every_vintage_are_never_taken_for_others(sans_approchants: Resolveur):
    index = sans_approchants.index
    cases: dict[tuple[str, str], Cas] = {}
    for millesime in millesimes_disponibles()[:-1]:
        tables = load_tables(millesime)
        for niveau, table in (
            ("commune", tables.communes), ("epci", tables.epci), ("ept", tables.ept)
        ):  # fmt: skip
            for code, nom in zip(table["code"].tolist(), table["nom"].tolist(), strict=True):
                if (niveau, code) in index.noms:
                    became = frozenset({(niveau, code)})
                else:
                    became = frozenset(one.cible for one in index.codes(code))
                cases[nom, code] = (nom, PARTOUT, became)
    found = bilan(sans_approchants, cases.values())
    print(f"{len(cases)} noms des millésimes : {dict(found)}")
    assert found["faux"] == 0


@pytest.mark.parametrize(
    ("ecrit", "departement", "code"),
    [
        ("Saint-Denis", "974", "97411"),
        ("Saint-Denis (974)", "", "97411"),
        ("Saint-Denis 974", "", "97411"),
        ("974 - Saint-Denis", "", "97411"),
        ("Œuilly, Marne", "", "51410"),
        ("Ville de Quimper", "", "29232"),
        ("Communauté de communes du Pays de Craon", "", "200048551"),
        ("C.C. du Pays de Craon (CCPC)", "", "200048551"),
        ("CC du Pays de Craon (37 communes)", "", "200048551"),
        ("Quimper Bretagne Occidentale", "", "200068120"),
        ("13e arrondissement de Paris", "", "75113"),
        ("Département du Finistère", "", "29"),
        ("29000 Quimper", "", "29232"),
    ],
)
def test_a_name_in_its_place_is_sure(resolveur: Resolveur, ecrit: str, departement: str, code: str):
    place = Contexte(frozenset({departement}) if departement else frozenset())
    answer = resolveur.reponse(ecrit, place)
    assert (answer.lecture.certitude, answer.lecture.valeur) == (SURE, code)


@pytest.mark.parametrize(
    ("ecrit", "certitude"),
    [
        ("Saint-Denis", A_CONFIRMER),
        ("Laval", A_CONFIRMER),  # the town, its agglomération, and two communes of the past
        ("CC du Pays de Kraon", PROPOSEE),
        ("CC du Douaisis", PROPOSEE),  # it is a CA
        ("MEL", PROPOSEE),
        ("Atlantide-sur-Mer-du-Nord", A_CONFIRMER),
        ("Nouméa", REFUSEE),
        ("Bruxelles", REFUSEE),
        ("99999", REFUSEE),
        ("2,42E+08", REFUSEE),
        ("<b>Quimper</b>", A_CONFIRMER),
        ("x" * 5_000, A_CONFIRMER),
    ],
)
def test_what_is_not_exactly_a_name_is_never_accepted(
    resolveur: Resolveur, ecrit: str, certitude: str
):
    assert resolveur.reponse(ecrit, PARTOUT).lecture.certitude == certitude


def test_a_name_outside_the_département_given_is_only_proposed(resolveur: Resolveur):
    answer = resolveur.reponse("Quimper", Contexte(frozenset({"53"})))
    assert (answer.lecture.certitude, answer.cibles) == (PROPOSEE, (("commune", "29232"),))


def test_a_département_taken_from_above_helps_and_does_not_decide(resolveur: Resolveur):
    answer = resolveur.reponse("Saint-Denis", Contexte(frozenset({"974"}), herite=True))
    assert answer.lecture.certitude == PROPOSEE
    assert (
        resolveur.reponse(
            "Plougastel-Daoulas", Contexte(frozenset({"29"}), herite=True)
        ).lecture.certitude
        == SURE
    )


def test_a_code_that_is_also_a_postcode_is_asked_unless_its_column_says(resolveur: Resolveur):
    assert resolveur.reponse("69003", PARTOUT).lecture.certitude == A_CONFIRMER
    insee = resolveur.reponse("69003", Contexte(niveau="commune"))
    assert insee.cibles == (("commune", "69003"),)


def test_a_number_that_may_be_a_year_or_lies_elsewhere_is_not_a_code_mended_in_silence(
    resolveur: Resolveur,
):
    insee = Contexte(codes_insee=True)
    bretagne = Contexte(departements=frozenset({"35"}))
    assert resolveur.reponse("2023", PARTOUT).lecture.certitude == PROPOSEE
    assert resolveur.reponse("2023", insee).lecture.certitude == SURE
    assert resolveur.reponse("1053", PARTOUT).lecture.certitude == SURE
    assert resolveur.reponse("1053", bretagne).lecture.certitude == PROPOSEE


def test_a_siren_and_a_name_in_one_cell_are_sure_only_when_they_agree(resolveur: Resolveur):
    morlaix, landerneau = "242900835", "CA du Pays de Landerneau-Daoulas"
    for ecrit in (f"{morlaix} - CA Morlaix Communauté", f"CA Morlaix Communauté ({morlaix})"):
        answer = resolveur.reponse(ecrit, PARTOUT)
        assert (answer.lecture.certitude, answer.cibles) == (SURE, (("epci", morlaix),))
        assert resolveur.est_exact(ecrit, PARTOUT)
    for ecrit in (f"{morlaix} - {landerneau}", f"{landerneau} ({morlaix})"):
        assert resolveur.reponse(ecrit, PARTOUT).lecture.certitude == A_CONFIRMER
    assert resolveur.reponse(f"{morlaix} - CC Inventée", PARTOUT).lecture.certitude == PROPOSEE
