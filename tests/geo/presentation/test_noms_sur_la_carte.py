"""The names of EPCI on a map: what tells one from another, short enough to hide no neighbour."""

import pytest

from geo.presentation.noms import nom_sur_la_carte


@pytest.mark.parametrize(
    ("nom", "sur_la_carte"),
    [
        ("CA Quimper Bretagne Occidentale", "Quimper Bretagne Occidentale"),
        ("CC du Pays Fouesnantais", "Pays Fouesnantais"),
        ("CA de La Rochelle", "La Rochelle"),
        ("CC de l'Île de Ré", "Île de Ré"),
        ("CU d'Arras", "Arras"),
        ("Brest Métropole", "Brest Métropole"),
        ("CAUX Seine Agglo", "CAUX Seine Agglo"),
    ],
)
def test_the_kind_of_an_epci_is_not_written_on_the_map(nom: str, sur_la_carte: str):
    assert nom_sur_la_carte(nom) == sur_la_carte
