"""What travels of each feature of the map, in a few characters."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

CHIFFRES = "0123456789abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=4096)
def _base_36(value: int) -> str:
    quotient, remainder = divmod(value, 36)
    return (_base_36(quotient) if quotient else "") + CHIFFRES[remainder]


POUR_MILLE = np.array([*(_base_36(value).zfill(2) for value in range(1001)), "--"])


def pack_taux(taux: Iterable[float | None]) -> str:
    """Pack rates (0 to 1, None or NaN when not computable) as two base-36 digits of per-mille.

    They are rounded, but never to nobody or everybody when that is not so.
    """
    rates = np.array(list(taux), dtype=float)
    rounded = np.rint(rates * 1000)
    partly = (rates > 0) & (rates < 1)
    kept = np.where(partly, np.clip(rounded, 1, 999), rounded)
    return "".join(POUR_MILLE[np.where(np.isnan(rates), -1, kept).astype(int)].tolist())


def pack_contrats(contrats: Iterable[Iterable[tuple[int, str]]]) -> str:
    """Pack the contracts of each feature, in the order in which the tooltip names them.

    Each contract is (index in the published names, code of its status: "s", "p" or "e"); it is
    written as the code in capitals, then the index in base 36. Features are separated by ";":
    ``[[(0, "s"), (41, "p")], [], [(7, "e")]]`` gives ``"S0P15;;E7"``.
    """
    return ";".join(
        [
            "".join([f"{statut.upper()}{_base_36(index)}" for index, statut in references])
            for references in contrats
        ]
    )
