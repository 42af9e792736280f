"""Which cells each territory is made of."""

import numpy as np
import pytest

from geo.territoires.cellules import CellulesParCode
from geo.territoires.referentiel import load_referentiel


@pytest.mark.parametrize("millesime", [2019, 2026])
def test_each_level_shares_out_its_cells_among_its_territories(millesime: int):
    referentiel = load_referentiel(millesime)
    known = referentiel.cellules_par_code
    assert len(known) == len(set(known))
    for name in CellulesParCode.NIVEAUX:
        level = referentiel.niveaux[name]
        for place, code in enumerate(level.codes.tolist()):
            cells = known[name, code]
            assert (level.appartenance[cells] == place).all(), code
            assert (np.diff(cells) > 0).all(), "in order, each once"
        shared = sum(len(known[name, code]) for code in level.codes.tolist())
        assert shared == (level.appartenance >= 0).sum()


def test_an_arrondissement_is_a_cell_of_its_own():
    referentiel = load_referentiel(2026)
    (cell,) = referentiel.cellules_par_code["arrondissement_municipal", "69385"]
    assert referentiel.codes[cell] == "69385"


@pytest.mark.parametrize(
    "territoire",
    [
        ("commune", "29999"),
        ("commune", ""),
        ("commune", "zzzzz"),
        ("commune", "200068120"),  # an EPCI: longer than any code of commune
        ("epci", "29232"),
        ("arrondissement_municipal", "69123"),
        ("quartier", "1"),
    ],
)
def test_a_territory_that_is_not_there_has_no_cells(territoire: tuple[str, str]):
    known = load_referentiel(2026).cellules_par_code
    assert territoire not in known
    assert known.get(territoire) is None
