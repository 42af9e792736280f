"""Every territory is found by its own name and code, first or among its homonyms."""

import random
import time

import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo.recherche.index import IndexDeRecherche, build_index
from geo.recherche.recherche import Resultat, chercher
from geo.territoires.normalisation import coller, normaliser
from geo.territoires.referentiel import load_referentiel
from tests.geo.recherche.trouvailles import territories

EVERY_HOMONYM = 100
EVERY_NEIGHBOUR = 1000
quick = settings(max_examples=80, deadline=None)


def the_index() -> IndexDeRecherche:
    return build_index(load_referentiel())


def name_found(resultat: Resultat) -> str:
    """The name that matched: that of the commune déléguée when there is one."""
    return resultat.precision.rsplit(", ", 1)[0] or resultat.nom


@st.composite
def entries(draw: st.DrawFn) -> pd.Series:
    """Any row of the index."""
    table = the_index().entrees
    return table.iloc[draw(st.integers(0, len(table) - 1))]


@quick
@given(entries())
def test_every_entry_is_found_by_its_name_first_or_among_homonyms(entry: pd.Series) -> None:
    found = chercher(entry["ecrit"], limite=EVERY_HOMONYM)
    if entry["d_avant"]:  # a name of before 2019 may be a near name of today
        found = chercher(entry["ecrit"], limite=EVERY_NEIGHBOUR)
    else:
        assert normaliser(name_found(found[0])) == normaliser(entry["ecrit"])
    assert (entry["niveau"], entry["code"]) in territories(found)


@quick
@given(entries())
def test_every_entry_is_found_first_by_its_code(entry: pd.Series) -> None:
    assume(entry["cle"] and not entry["d_avant"] and entry["niveau"] != "region")
    table = the_index().entrees
    bearing = table[(table["cle"] == entry["cle"]) & (table["niveau"] == entry["niveau"])]
    codes = set(bearing["code"])  # 20 was the code of what is 2A and 2B
    found = chercher(entry["cle"], niveaux={entry["niveau"]})
    assert set(territories(found)[: len(codes)]) == {(entry["niveau"], code) for code in codes}
    assert chercher(entry["cle"])[0].code in codes


@quick
@given(entries(), st.randoms(use_true_random=False))
def test_a_long_name_is_found_with_a_letter_left_out(
    entry: pd.Series, chance: random.Random
) -> None:
    letters = coller(normaliser(entry["ecrit"]))
    assume(len(letters) >= 8)
    hole = chance.randrange(len(letters))
    typed = letters[:hole] + letters[hole + 1 :]
    found = chercher(typed, limite=EVERY_NEIGHBOUR)
    assume(coller(normaliser(name_found(found[0]))) != typed)  # the very name of another
    assert (entry["niveau"], entry["code"]) in territories(found)


def test_a_search_takes_a_few_hundredths_of_a_second() -> None:
    draw = random.Random(93066)
    names = [name[:-1] for name in draw.sample(the_index().noms, 60) if len(name) > 5]
    started = time.thread_time()
    for name in names:
        chercher(name)
    assert (time.thread_time() - started) / len(names) < 0.1  # ten times what was measured
