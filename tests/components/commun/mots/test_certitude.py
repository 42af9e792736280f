"""The words of certainty, on two régions: Bretagne attests its list, Normandie does not."""

from collections.abc import Callable
from datetime import date

import pytest

from components.commun.mots.certitude import (
    CLASSES,
    MOTS_INTERDITS,
    actions_en_mots,
    compte_en_mots,
    heros,
    manquants,
    mots_interdits,
    phrase,
    phrase_saut,
    publie_a_cote,
    titre_ou_chercher,
)
from components.figures.certitude import barre_de_certitude
from geo.certitude.au_fil import find_sauts
from geo.certitude.certitude import Certitude, build_certitude
from geo.certitude.classes import CLASSES_DE_CONTRAT, CLASSES_DE_TERRITOIRE
from geo.certitude.comptes import CompteDActions, CompteDeContrats
from geo.couverture.moteur import Moteur
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import find_territoire
from tests.deux_regions import BRETAGNE, JOUR, NORMANDIE, build_moteur

PLACES = [
    ("france", "FR"),
    ("region", BRETAGNE),
    ("region", NORMANDIE),
    ("departement", "29"),
    ("departement", "76"),
    ("epci", "200068120"),
    ("commune", "14118"),
    ("commune", "76217"),
    ("commune", "55189"),
]
CertitudeDe = Callable[..., Certitude]


@pytest.fixture(scope="module")
def deux_regions(referentiel: Referentiel) -> Moteur:
    return build_moteur(referentiel)


@pytest.fixture(scope="module")
def certitude_de(deux_regions: Moteur) -> CertitudeDe:
    def build(niveau: str, code: str, jour: date = JOUR) -> Certitude:
        place = find_territoire(deux_regions.referentiel, niveau, code)
        return build_certitude(deux_regions.couverture(jour), place)

    return build


def plain(texte: str) -> str:
    return texte.replace("\u00a0", " ").replace("\u202f", " ")


def everything(certitude: Certitude) -> str:
    """All that is said of a territory, sentences, figures and bar."""
    bar = barre_de_certitude(certitude)
    told = [phrase(certitude), *heros(certitude), publie_a_cote(certitude), manquants(certitude)]
    told.append(compte_en_mots(certitude.contrats))
    if bar is not None:
        told += [bar.alternative, *(cell for row in bar.lignes for cell in row)]
        told += [one.libelle for one in (*bar.segments, *bar.reperes)]
    return "\n".join(told)


# What is told first


def test_a_published_figure_is_told_first_then_what_the_registre_finds(certitude_de: CertitudeDe):
    said = plain(phrase(certitude_de("departement", "76")))
    assert said.startswith("Au 30 septembre 2026, Seine-Maritime : 70 % de la population")
    assert "chiffre publié en mars 2026 ; l'atlas en retrouve" in said
    assert said.endswith("d'après les contrats recensés.")


def test_a_figure_published_as_more_than_is_told_as_published(certitude_de: CertitudeDe):
    said = plain(phrase(certitude_de("region", NORMANDIE, date(2025, 6, 1))))
    assert "plus de 50 % de la population sous un contrat signé" in said
    assert "chiffre publié par l'ARS le 26 mars 2025" in said


def test_without_a_recent_figure_the_rate_recorded_is_a_floor(certitude_de: CertitudeDe):
    found = certitude_de("region", NORMANDIE)
    said = plain(phrase(found))
    assert "Normandie : au moins 8" in said
    assert said.endswith("d'après les contrats recensés.")
    value, what, rest = map(plain, heros(found))
    assert value.startswith("au moins ")
    assert "d'après les contrats recensés" in what
    assert rest.startswith("de ")
    assert " au plus par ceux du registre" in rest
    assert plain(publie_a_cote(found)) == (
        "Chiffre ancien : plus de 50 %, publié par l'ARS le 26 mars 2025."
    )


def test_an_attested_list_gives_its_rate_its_author_and_its_date(certitude_de: CertitudeDe):
    said = plain(phrase(certitude_de("region", BRETAGNE)))
    assert "au moins" not in said
    assert said.endswith("; liste attestée complète par ARS Bretagne (juin 2026).")


def test_nothing_is_above_the_whole_population(certitude_de: CertitudeDe):
    said = plain(phrase(certitude_de("commune", "76351")))
    assert "Le Havre : 100 % de la population" in said


def test_a_place_without_a_contract_recorded_is_not_said_to_have_none(certitude_de: CertitudeDe):
    said = plain(phrase(certitude_de("commune", "14118")))
    assert said.endswith(
        "Caen : aucun contrat recensé ; il peut en exister que le registre ne tient pas."
    )
    attested = plain(phrase(certitude_de("commune", "56260")))
    assert "Vannes : non couvert ; liste attestée complète" in attested


def test_an_ended_contract_does_not_make_a_place_bare(certitude_de: CertitudeDe):
    said = plain(phrase(certitude_de("commune", "76217")))
    assert said.endswith("Dieppe : aucun contrat signé recensé n'y couvre d'habitant.")


def test_a_place_where_nobody_lives_has_no_rate(certitude_de: CertitudeDe):
    assert "un taux ne peut pas être calculé" in phrase(certitude_de("commune", "55189"))


# Words that nothing attests


@pytest.mark.parametrize(("niveau", "code"), PLACES)
def test_no_forbidden_word_is_said_where_nothing_is_attested(
    certitude_de: CertitudeDe, niveau: str, code: str
):
    found = certitude_de(niveau, code)
    if not found.est_attestee:
        assert mots_interdits(everything(found)) == ()


@pytest.mark.parametrize(
    ("texte", "trouves"),
    [
        ("Ce territoire est non couvert.", ("non couvert",)),
        ("12 communes non\u00a0couvertes", ("non\u00a0couvertes",)),
        ("Sans contrat signé ni en projet", ("Sans contrat",)),
        ("des EPCI sans CLS", ("sans CLS",)),
        ("sans contrat recensé", ()),
        ("sans contrat signé recensé", ()),
        ("sans CLS recensé", ()),
        ("un contrat sans échéance", ()),
        ("aucun contrat recensé", ()),
    ],
)
def test_forbidden_words_are_found_unless_recense_follows(texte: str, trouves: tuple[str, ...]):
    assert mots_interdits(texte) == trouves


def test_each_forbidden_word_is_found_in_its_own_text():
    assert all(mots_interdits(word) == (word,) for word in MOTS_INTERDITS)


def test_every_class_has_its_words_and_only_one_says_not_covered():
    assert set(CLASSES) == {*CLASSES_DE_CONTRAT, *CLASSES_DE_TERRITOIRE}
    labels = [mot.libelle for mot in CLASSES.values()]
    assert len(set(labels)) == len(labels)
    said = {name: f"{mot.libelle}, {mot.definition}" for name, mot in CLASSES.items()}
    told = {name for name, words in said.items() if mots_interdits(words)}
    assert told == {"non_couvert"}


# What lacks, counts, jumps


@pytest.mark.parametrize(
    ("niveau", "code", "attendu"),
    [
        ("region", BRETAGNE, "2 contrats signés recensés, 2 annoncés en janvier 2026."),
        (
            "region",
            NORMANDIE,
            "4 contrats signés recensés sur plus de 9 annoncés le 26 mars 2025, il en manque au "
            "moins 6.",
        ),
        ("departement", "29", "2 contrats signés recensés sur 4 annoncés en 2025, il en manque 2."),
        (
            "commune",
            "14118",
            "Normandie : 4 contrats signés recensés sur plus de 9 annoncés le 26 mars 2025, il en "
            "manque au moins 6.",
        ),
        (
            "france",
            "FR",
            "Au moins 6 contrats annoncés ne sont pas recensés ; 16 régions n'en annoncent aucun.",
        ),
    ],
)
def test_what_is_announced_and_not_held_is_told(
    certitude_de: CertitudeDe, niveau: str, code: str, attendu: str
):
    assert plain(manquants(certitude_de(niveau, code))) == attendu


def test_a_count_of_contracts_says_what_makes_the_others_differ():
    found = CompteDeContrats(("a", "b", "c"), ("d",), ("c",))
    said = "4 contrats signés recensés, dont 1 sans périmètre connu et 1 d'une ARS voisine"
    assert plain(compte_en_mots(found)) == said
    assert plain(compte_en_mots(CompteDeContrats(("a",), (), ()))) == "1 contrat signé recensé"


@pytest.mark.parametrize(
    ("compte", "attendu"),
    [
        (CompteDActions(0, 2, 21), "0 réalisée sur 2 connues, 21 annoncées"),
        (CompteDActions(3, 12, None), "3 réalisées sur 12 connues"),
        (CompteDActions(0, 0, 14), "aucune action connue, 14 annoncées"),
        (CompteDActions(1, 1, 1), "1 réalisée sur 1 connue, 1 annoncée"),
    ],
)
def test_actions_known_are_told_beside_those_announced(compte: CompteDActions, attendu: str):
    assert plain(actions_en_mots(compte)) == attendu


def test_a_jump_of_the_curve_is_not_told_as_growth(deux_regions: Moteur):
    place = find_territoire(deux_regions.referentiel, "region", BRETAGNE)
    begins, ceases = (plain(phrase_saut(jump)) for jump in find_sauts(deux_regions, place))
    assert begins.startswith("Au 1er janvier 2025, 1 contrat sans date lue entre dans le compte (")
    assert begins.endswith("date de la source : ce n'est pas une progression.")
    assert "n'est plus compté" in ceases
    assert ceases.endswith("ce n'est pas une fin connue.")


def test_where_to_act_is_said_of_an_attested_list_alone():
    assert titre_ou_chercher(True) == "Où agir"
    assert titre_ou_chercher(False) == "Où chercher d'abord"
