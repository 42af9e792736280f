"""What was computed once is kept, within a bound, and never computed twice at the same time.

``functools.lru_cache`` lets two threads that ask for the same thing both compute it: in a room
that opens one link, as many vintages would be loaded as there are readers.
"""

from collections.abc import Callable
from threading import Condition
from typing import Any, TypeVar

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

Fonction = TypeVar("Fonction", bound=Callable[..., Any])


def une_fois(maximum: int) -> Callable[[Fonction], Fonction]:
    """Keep the results of a function, the last ones used, by its arguments.

    A second thread that asks for what is being computed waits for it. An error is not kept: the
    next call tries again. The function has ``cache_clear`` and ``__wrapped__``, as with
    ``functools.lru_cache``.

    Parameters
    ----------
    maximum : number of results kept.
    """

    def decorate(function: Fonction) -> Fonction:
        return _keep(function, maximum, hashkey)

    return decorate


def une_fois_par_table(maximum: int) -> Callable[[Fonction], Fonction]:
    """Keep results as ``une_fois`` does, for a function whose first argument is a table.

    Tables are the same when they are the same object: what is shown of a view is written once,
    since a view computes its tables once. A table is kept as long as what was made of it.
    """

    def key(table: Any, *others: Any, **named: Any) -> Any:
        return hashkey(_Objet(table), *others, **named)

    def decorate(function: Fonction) -> Fonction:
        return _keep(function, maximum, key)

    return decorate


def _keep(function: Fonction, maximum: int, key: Callable[..., Any]) -> Fonction:
    keep: Any = cached(LRUCache(maxsize=maximum), key=key, condition=Condition(), info=True)
    kept: Fonction = keep(function)
    return kept


class _Objet:
    """An object equal to itself only, whatever it holds."""

    __slots__ = ("objet",)

    def __init__(self, objet: Any) -> None:
        self.objet = objet

    def __hash__(self) -> int:
        return id(self.objet)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Objet) and other.objet is self.objet
