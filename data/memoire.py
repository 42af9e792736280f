"""What was computed once is kept, within a bound, and never computed twice at the same time.

``functools.lru_cache`` lets two threads that ask for the same thing both compute it: in a room
that opens one link, as many vintages would be loaded as there are readers.
"""

from collections.abc import Callable
from threading import Condition
from typing import Any, TypeVar

from cachetools import LRUCache, cached

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
        keep: Any = cached(LRUCache(maxsize=maximum), condition=Condition(), info=True)
        kept: Fonction = keep(function)
        return kept

    return decorate
