"""What a person types to answer a value is understood as in a file, or refused with an example."""

import pytest

from data.atelier.decisions import DecisionsInvalides
from geo.atelier.saisies import Imprecis, comprend
from geo.territoires.referentiel import Referentiel


@pytest.mark.parametrize(
    ("colonne", "texte", "compris"),
    [
        ("perimetre", "CA Quimper Bretagne Occidentale", ("200068120",)),
        ("perimetre", "200068120 ; CC Giennoises", ("200068120", "244500211")),
        ("perimetre", "29232", ("29232",)),
        ("date_signature", "12/07/2023", "2023-07-12"),
        ("date_fin", "juillet 2028", "2028-07"),
        ("duree_ans", "5 ans", "5"),
        ("generation", "2ème", "2"),
        ("etape", "en élaboration", "elaboration"),
        ("statut", "réalisée", "realisee"),
        ("departements", "Finistère", "29"),
        ("notes", "  deux   mots ", "deux mots"),
    ],
)
def test_words_are_understood(
    colonne: str, texte: str, compris: object, referentiel: Referentiel
) -> None:
    assert comprend(colonne, texte, "", referentiel) == compris


def test_a_name_in_its_departement_is_that_of_there(referentiel: Referentiel) -> None:
    assert comprend("perimetre", "Saint-Denis", "974", referentiel) == ("97411",)


def test_a_name_of_several_territories_leads_to_a_list(referentiel: Referentiel) -> None:
    with pytest.raises(Imprecis) as refus:
        comprend("perimetre", "Saint-Denis", "", referentiel)
    assert {"97411", "93066"} <= {one.code for one in refus.value.propositions}
    assert "Choisissez dans sa liste" in str(refus.value)


@pytest.mark.parametrize(
    ("colonne", "texte", "dit"),
    [
        ("perimetre", "xyzzyx qwrtp", "aucun territoire"),
        ("date_signature", "bientôt", "12/07/2023"),
        ("departements", "Nulle part", "Finistère"),
    ],
)
def test_what_is_not_understood_is_told_with_an_example(
    colonne: str, texte: str, dit: str, referentiel: Referentiel
) -> None:
    with pytest.raises(DecisionsInvalides, match=dit):
        comprend(colonne, texte, "", referentiel)
