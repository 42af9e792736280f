"""The barre de certitude as data: segments that follow one another, marks, words and a table."""

from dataclasses import replace
from datetime import date

import pytest

from components.figures.certitude import TRAMES, barre_de_certitude
from data.dates import DatePartielle
from geo.certitude.certitude import Certitude
from geo.certitude.comptes import CompteDeContrats
from geo.certitude.publie import PointPublie
from geo.territoires.territoire import Territoire


@pytest.fixture
def certitude() -> Certitude:
    """A région of 1,000 residents: 160 attested, 280 recorded, 420 at most; 600 published."""
    return Certitude(
        territoire=Territoire("region", "53", "Bretagne"),
        jour=date(2025, 1, 31),
        region=None,
        population=1000,
        atteste=160,
        recense=280,
        plafond=420,
        projet=50,
        echeance_passee=100,
        incertain=40,
        aucun_recense=530,
        publie=PointPublie(DatePartielle(2023), "taux_signe", 60.0, False, ""),
        publie_signe_ou_projet=None,
        publie_ensuite=None,
        contrats=CompteDeContrats((), (), ()),
        annonce=None,
        manquants=None,
        regions_muettes=0,
        attestations=(),
    )


def segments(certitude: Certitude) -> list[tuple[str, float, float]]:
    return [(one.trame, one.debut, one.fin) for one in barre_de_certitude(certitude).segments]


def test_each_segment_begins_where_the_one_before_ends(certitude: Certitude):
    assert segments(certitude) == [
        ("plein", 0, 16),
        ("hachures", 16, 28),
        ("clair", 28, 42),
    ]
    assert len(set(TRAMES)) == 3  # told apart without a colour


def test_what_is_not_there_has_no_segment(certitude: Certitude):
    assert segments(replace(certitude, recense=160, plafond=160)) == [("plein", 0, 16)]
    assert segments(replace(certitude, atteste=0, recense=0, plafond=0)) == []


def test_a_published_rate_is_a_mark_with_its_date(certitude: Certitude):
    (mark,) = barre_de_certitude(certitude).reperes
    assert (mark.taux, mark.ouvert, mark.recent) == (60, False, True)
    assert mark.libelle == "60\u00a0%, publié en 2023"
    later = replace(certitude, jour=date(2026, 1, 1))
    assert not barre_de_certitude(later).reperes[0].recent
    assert barre_de_certitude(replace(certitude, publie=None)).reperes == ()


def test_a_rate_published_as_more_than_is_an_open_mark(certitude: Certitude):
    at_least = replace(certitude.publie, au_moins=True)
    (mark,) = barre_de_certitude(replace(certitude, publie=at_least)).reperes
    assert mark.ouvert
    assert mark.libelle.startswith("plus de 60\u00a0%")


def test_the_bar_is_told_in_words_and_in_a_table(certitude: Certitude):
    bar = barre_de_certitude(certitude)
    for figure in ("28,0\u00a0%", "16,0\u00a0%", "42,0\u00a0%", "60\u00a0%"):
        assert figure in bar.alternative
    rows = {row[0]: row for row in bar.lignes}
    assert [row[1:3] for row in bar.lignes[:3]] == [
        ("16,0\u00a0%", "160\u00a0hab."),
        ("28,0\u00a0%", "280\u00a0hab."),
        ("42,0\u00a0%", "420\u00a0hab."),
    ]
    assert rows["Publié, signé"][1] == "60\u00a0%"
    assert rows["Aucun contrat recensé"][2] == "530\u00a0hab."


def test_where_nobody_lives_there_is_no_bar(certitude: Certitude):
    assert barre_de_certitude(replace(certitude, population=0)) is None
