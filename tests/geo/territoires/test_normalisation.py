"""Names as they are compared: no accent, no ligature, no abbreviation."""

import pytest

from geo.territoires.normalisation import normaliser, sans_articles


@pytest.mark.parametrize(
    ("name", "normalised", "short"),
    [
        ("L'Haÿ-les-Roses", "l hay les roses", "hay roses"),
        ("Vandœuvre-lès-Nancy", "vandoeuvre les nancy", "vandoeuvre nancy"),
        ("STE-MÈRE-ÉGLISE", "sainte mere eglise", "sainte mere eglise"),
        ("Communauté d’agglomération de Cergy", "ca de cergy", "ca cergy"),
        ("Le", "le", "le"),
        ("…", "", ""),
    ],
)
def test_normalised_names(name: str, normalised: str, short: str) -> None:
    assert (normaliser(name), sans_articles(normaliser(name))) == (normalised, short)


def test_many_names_at_once_are_normalised_as_one_by_one() -> None:
    names = [" L'Île-d'Yeu ", "La", "", "Paris 1er Arrondissement", "CC de l'Est", "St-Y "]
    together = normaliser("\n".join(names))
    assert together.split("\n") == [normaliser(name) for name in names]
    assert sans_articles(together).split("\n") == [sans_articles(normaliser(n)) for n in names]
