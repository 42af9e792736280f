"""What is kept with the object it was made of."""

import gc

import pandas as pd

from data.memoire import PAR_OBJET, tant_qu_il_dure


def test_what_was_made_of_a_table_is_made_once_and_goes_with_it() -> None:
    made: list[tuple[int, int]] = []

    @tant_qu_il_dure
    def debut(table: pd.DataFrame, lignes: int) -> pd.DataFrame | None:
        made.append((len(table), lignes))
        return table.head(lignes) if lignes else None

    short, long = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1, 2, 3]})
    first = debut(long, 2)
    assert debut(long, 2) is first
    assert debut(long, 0) is debut(long, 0) is None
    assert len(debut(short, 2)) == 1
    assert made == [(3, 2), (3, 0), (1, 2)]
    del long, first
    gc.collect()
    assert len(debut(pd.DataFrame({"a": [4, 5, 6]}), 2)) == 2
    assert made[-1] == (3, 2), "a table of another life is another table"


def test_results_of_one_object_stay_within_a_bound() -> None:
    made: list[int] = []

    @tant_qu_il_dure
    def somme(table: pd.DataFrame, ajout: int) -> int:
        made.append(ajout)
        return int(table["a"].sum()) + ajout

    table = pd.DataFrame({"a": [1, 2]})
    assert [somme(table, one) for one in range(PAR_OBJET + 1)] == list(range(3, PAR_OBJET + 4))
    assert somme(table, 0) == 3
    assert made.count(0) == 2, "the first ones were let go"


def test_an_object_that_cannot_be_watched_is_worked_on_each_time() -> None:
    rows = [1, 2]

    @tant_qu_il_dure
    def somme(nombres: list[int]) -> int:
        return sum(nombres)

    assert somme(rows) == 3
    rows.append(3)
    assert somme(rows) == 6
