"""What was computed once is kept, within a bound, and never computed twice at the same time.

``functools.lru_cache`` lets two threads that ask for the same thing both compute it: in a room
that opens one link, as many vintages would be loaded as there are readers.
"""

from collections.abc import Callable
from functools import wraps
from threading import Condition
from typing import Any, TypeVar
from weakref import ref

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

Fonction = TypeVar("Fonction", bound=Callable[..., Any])
VUES_GARDEES = 64
"""Views of which all that is shown is kept, about a megabyte each: as a room looks at, and no more
than the last ones when each reader asks for a day of their own."""
PAR_OBJET = 64
"""Results kept of one function for one object (``tant_qu_il_dure``)."""


_RIEN = object()


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


def une_fois_par_objet(maximum: int) -> Callable[[Fonction], Fonction]:
    """Keep results as ``une_fois`` does, for a function whose first argument has no hash: a table.

    Two are the same when they are the same object: what is shown of a view is written once, since
    a view computes its tables once. The object is kept as long as what was made of it.
    """

    def key(objet: Any, *others: Any, **named: Any) -> Any:
        return hashkey(_Objet(objet), *others, **named)

    def decorate(function: Fonction) -> Fonction:
        return _keep(function, maximum, key)

    return decorate


def tant_qu_il_dure(function: Fonction) -> Fonction:
    """Keep the results of a function as long as its first argument, an object, is in use.

    For what is made of a table or of a view that others keep, or not: nothing is kept of what is
    made anew at each run. Objects are the same when they are the same object; one that Python
    cannot watch, a plain list, is worked on each time. A result may not hold the object itself,
    which would then never be let go.
    """
    kept: dict[int, tuple[ref[Any], dict[Any, Any]]] = {}

    @wraps(function)
    def remembered(objet: Any, *others: Any) -> Any:
        number = id(objet)
        found = kept.get(number)
        if found is None or found[0]() is not objet:
            try:
                found = ref(objet, lambda _: kept.pop(number, None)), {}
            except TypeError:
                return function(objet, *others)
            kept[number] = found
        results = found[1]
        if (known := results.get(others, _RIEN)) is not _RIEN:
            return known
        made = function(objet, *others)
        if len(results) >= PAR_OBJET:
            results.clear()
        results[others] = made
        return made

    keep: Any = remembered
    done: Fonction = keep
    return done


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
