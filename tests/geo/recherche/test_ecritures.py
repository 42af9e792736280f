"""What people write around a name: none of it hides the territory, none of it leads elsewhere."""

import pytest

from geo.recherche.ecritures import sans_enveloppe

COMMUNE, EPCI, EPT = "commune", "epci", "ept"
DEPARTEMENT, REGION, ARRONDISSEMENT = "departement", "region", "arrondissement_municipal"


@pytest.mark.parametrize(
    ("saisie", "niveau", "code"),
    [
        # an envelope
        ("BP 123 29000 Quimper", COMMUNE, "29232"),
        ("B.P. 30123 - 56000 VANNES", COMMUNE, "56260"),
        ("CS 24117 35031 RENNES CEDEX", COMMUNE, "35238"),
        ("TSA 12345 75901 Paris Cedex 15", ARRONDISSEMENT, "75115"),
        ("F-29000 Quimper", COMMUNE, "29232"),
        ("20 000 Ajaccio", COMMUNE, "2A004"),
        ("6000 Nice", COMMUNE, "06088"),
        ("97490 Sainte-Clotilde", COMMUNE, "97411"),
        # where it is
        ("Quimper, France", COMMUNE, "29232"),
        ("Rennes (Bretagne)", COMMUNE, "35238"),
        ("Saint-Denis Île-de-France", COMMUNE, "93066"),
        ("Bastia (Corse)", COMMUNE, "2B033"),
        ("Saint-Brieuc, Côtes-du-Nord", COMMUNE, "22278"),
        ("64 - Gan", COMMUNE, "64230"),
        # an article at the end, or glued
        ("Mans (Le)", COMMUNE, "72181"),
        ("Havre, Le", COMMUNE, "76351"),
        ("Haÿ-les-Roses (L')", COMMUNE, "94038"),
        ("l'Ain", DEPARTEMENT, "01"),
        # a slash, two names
        ("Sassey/Meuse", COMMUNE, "55469"),
        ("Nantes & Rennes", COMMUNE, "44109"),
        # an arrondissement
        ("troisième arrondissement de Lyon", ARRONDISSEMENT, "69383"),
        ("IIIe arrondissement de Lyon", ARRONDISSEMENT, "69383"),
        ("Paris premier", ARRONDISSEMENT, "75101"),
        ("13ème", ARRONDISSEMENT, "75113"),
        # a level, who serves it
        ("Paris ville", COMMUNE, "75056"),
        ("Paris (département)", DEPARTEMENT, "75"),
        ("Hôtel de ville de Nantes", COMMUNE, "44109"),
        ("CD 35", DEPARTEMENT, "35"),
        ("le 35", DEPARTEMENT, "35"),
        ("Préfecture du Finistère", DEPARTEMENT, "29"),
        ("ARS Bretagne", REGION, "53"),
        ("Ars-sur-Moselle", COMMUNE, "57032"),
        ("EPT 12", EPT, "200058014"),
        ("T8 Est Ensemble", EPT, "200057875"),
        # an island
        ("Île de la Réunion", DEPARTEMENT, "974"),
        ("Oléron", EPCI, "241700624"),
        # codes and names of collectivités
        ("69M", EPCI, "200046977"),
        ("69D", DEPARTEMENT, "69"),
        ("978", COMMUNE, "97801"),
        ("Seine", DEPARTEMENT, "75"),
        ("NPDC", REGION, "32"),
        ("VGP", EPCI, "247800584"),
        ("Annemasse Agglo", EPCI, "200011773"),
    ],
)
def test_what_stands_around_a_name_is_understood(cherche, saisie: str, niveau: str, code: str):
    first = cherche(saisie).resultats[0]
    assert (first.niveau, first.code) == (niveau, code)


@pytest.mark.parametrize(
    ("saisie", "dit"),
    [
        ("France", "la France entière"),
        ("977", "Saint-Barthélemy, collectivité d'outre-mer"),
        ("Polynésie", "hors de l'atlas"),
        ("Athènes", "Grèce, hors de France"),
        ("Moscou", "Russie, hors de France"),
        ("Val d'Aoste", "Italie, hors de France"),
    ],
)
def test_what_is_no_territory_of_the_atlas_leads_to_none(cherche, saisie: str, dit: str):
    found = cherche(saisie)
    assert found.resultats == []
    assert dit in found.message


@pytest.mark.parametrize(
    ("saisie", "code", "dit"),
    [
        ("Lyon 10e", "69123", "Lyon n'a que 9 arrondissements"),
        ("21e arrondissement de Paris", "75056", "Paris n'a que 20 arrondissements"),
        ("Liège", "37127", "porté hors de l'atlas\u00a0: Liège\u00a0: Belgique"),
    ],
)
def test_a_doubt_is_said_beside_what_is_found(cherche, saisie: str, code: str, dit: str):
    found = cherche(saisie)
    assert found.resultats[0].code == code
    assert dit in found.message


def test_what_is_found_at_another_level_than_the_one_said_is_said_to_be_near(cherche):
    assert all(one.pourquoi for one in cherche("Thaumier agglo").resultats)


@pytest.mark.parametrize(
    "texte",
    ["Roissy-en-France", "Île-de-France", "Ars", "Vix", "Paris-l'Hôpital", "CSA", "29232", "Ré"],
)
def test_a_name_that_looks_like_what_surrounds_one_is_left_whole(texte: str):
    assert sans_enveloppe(texte) == texte
