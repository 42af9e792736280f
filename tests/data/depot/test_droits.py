"""Who may do what, where: the table of roles, and who is at home on this machine."""

import pytest

from data.depot.droits import (
    ACTES,
    ADMINISTRATEUR,
    NATIONAL,
    PROPRIETAIRE,
    PUBLIC,
    ROLES,
    Compte,
    Territoire,
    compte_du_visiteur,
    is_loopback,
    peut,
)

BREST = Territoire(frozenset({"53"}), frozenset({"29"}), "cls-29-brest-1")
VILLES_SOEURS = Territoire(
    frozenset({"28", "32"}), frozenset({"76", "80"}), "cls-76-villes-soeurs-x"
)
BRETAGNE = Territoire(frozenset({"53"}))


def somebody(role: str, **ou: str) -> Compte:
    return Compte(role, **{nom: frozenset(codes.split()) for nom, codes in ou.items()})


TOUT = "lire signaler proposer suivre publier annuler administrer"
# Who, where, and all that they may do there.
TABLE = [
    (PUBLIC, BREST, "lire signaler"),
    (PUBLIC, NATIONAL, "lire signaler"),
    (somebody("contributeur"), BREST, "lire signaler proposer"),
    (somebody("contributeur", regions="53"), BREST, "lire signaler proposer"),
    (somebody("porteur", contrats="cls-29-brest-1"), BREST, "lire signaler proposer suivre"),
    (somebody("porteur", contrats="cls-29-brest-1"), VILLES_SOEURS, "lire signaler proposer"),
    (somebody("porteur", regions="53", departements="29"), BREST, "lire signaler proposer"),
    (somebody("porteur", contrats=""), BRETAGNE, "lire signaler proposer"),
    (somebody("referent", regions="53"), BREST, "lire signaler proposer suivre publier annuler"),
    (
        somebody("referent", departements="29"),
        BREST,
        "lire signaler proposer suivre publier annuler",
    ),
    (somebody("referent", regions="53"), BRETAGNE, "lire signaler proposer suivre publier annuler"),
    (somebody("referent", departements="29"), BRETAGNE, "lire signaler proposer"),
    (somebody("referent", departements="35"), BREST, "lire signaler proposer"),
    (somebody("referent", regions="28"), BREST, "lire signaler proposer"),
    (somebody("referent", contrats="cls-29-brest-1"), BREST, "lire signaler proposer"),
    (
        somebody("referent", regions="28"),
        VILLES_SOEURS,
        "lire signaler proposer suivre publier annuler",
    ),
    (
        somebody("referent", regions="32"),
        VILLES_SOEURS,
        "lire signaler proposer suivre publier annuler",
    ),
    (
        somebody("referent", departements="80"),
        VILLES_SOEURS,
        "lire signaler proposer suivre publier annuler",
    ),
    (somebody("referent", regions="53"), VILLES_SOEURS, "lire signaler proposer"),
    (somebody("referent", regions="53"), NATIONAL, "lire signaler proposer"),
    (somebody("referent"), NATIONAL, "lire signaler proposer"),
    (somebody("administrateur"), BREST, TOUT),
    (somebody("administrateur"), NATIONAL, TOUT),
    (PROPRIETAIRE, VILLES_SOEURS, TOUT),
]


@pytest.mark.parametrize(("compte", "territoire", "permis"), TABLE)
def test_what_an_account_may_do(compte: Compte, territoire: Territoire, permis: str) -> None:
    assert {acte for acte in ACTES if peut(compte, acte, territoire)} == set(permis.split())


def test_every_role_is_in_the_table() -> None:
    assert {compte.role for compte, _, _ in TABLE} == set(ROLES)


def test_an_unknown_role_or_act_is_refused_and_never_guessed() -> None:
    with pytest.raises(ValueError, match="role"):
        peut(Compte("prefet"), "lire", BREST)
    with pytest.raises(ValueError, match="acte"):
        peut(Compte(ADMINISTRATEUR), "effacer", BREST)


CHEZ_MOI = {"ATLAS_PROPRIETAIRE": "1"}
VISITES = [
    (CHEZ_MOI, {"Host": "localhost:8501"}, True),
    (CHEZ_MOI, {"host": "127.0.0.1:8501"}, True),
    (CHEZ_MOI, {"Host": "[::1]:8501"}, True),
    (CHEZ_MOI, {"Host": "LOCALHOST"}, True),
    ({}, {"Host": "localhost:8501"}, False),
    ({"ATLAS_PROPRIETAIRE": "0"}, {"Host": "localhost:8501"}, False),
    (CHEZ_MOI, {}, False),
    (CHEZ_MOI, {"Host": "atlas.sante.fr"}, False),
    (CHEZ_MOI, {"Host": "192.168.1.10:8501"}, False),
    (CHEZ_MOI, {"Host": "localhost.exemple.fr"}, False),
    (CHEZ_MOI, {"Host": "localhost:8501", "X-Forwarded-For": "10.0.0.1"}, False),
    (CHEZ_MOI, {"Host": "localhost:8501", "x-forwarded-proto": "https"}, False),
    (CHEZ_MOI, {"Host": "localhost:8501", "Forwarded": "for=10.0.0.1"}, False),
    (CHEZ_MOI, {"Host": "localhost:8501", "X-Real-IP": "10.0.0.1"}, False),
    (CHEZ_MOI, {"Host": "localhost:8501", "Via": "1.1 relais"}, False),
]


@pytest.mark.parametrize(("environnement", "en_tetes", "chez_soi"), VISITES)
def test_an_atlas_is_its_owner_s_on_the_very_machine_that_asked_for_it(
    environnement: dict[str, str], en_tetes: dict[str, str], chez_soi: bool
) -> None:
    attendu = PROPRIETAIRE if chez_soi else PUBLIC
    assert compte_du_visiteur(environnement, en_tetes) == attendu


@pytest.mark.parametrize(
    ("adresse", "chez_soi"),
    [
        ("", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("192.168.1.10", False),
        ("unix:", False),
    ],
)
def test_another_machine_that_writes_the_name_of_this_one_only_reads(
    adresse: str, chez_soi: bool
) -> None:
    attendu = PROPRIETAIRE if chez_soi else PUBLIC
    assert compte_du_visiteur(CHEZ_MOI, {"Host": "localhost:8501"}, adresse) == attendu


@pytest.mark.parametrize(
    "hote",
    [
        "",
        " ",
        ":8501",
        "localhost:",
        "localhost:80:80",
        "[::1",
        "[::1]x",
        "::1",
        "127.0.0.1.fr",
        "0.0.0.0",
        "[::]",
        "2130706433",
        "localhost,atlas.fr",
        "localhost:٣",
        "user@localhost",
    ],
)
def test_what_is_no_name_of_this_machine_is_not_taken_for_one(hote: str) -> None:
    assert not is_loopback(hote)
