"""How many runs of the script are under way at once: the others wait for their turn.

Threads of Python share one lock: fifty runs at once all end when the last one does, and passing
the lock on costs them more than they compute. In their turn, the first come are served at once,
and the last no later.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, get_ident

PLACES = 2  # one computes while the other waits for the store, or for what is being loaded
PATIENCE_S = 5.0
"""Longer than a room of fifty takes: beyond, those who hold a place are waiting themselves."""


class Tour:
    """The places of the runs under way; a thread holds one at most.

    >>> tour = Tour(places=1)
    >>> with tour.pris():
    ...     tour.laisser(lambda: None)
    """

    def __init__(self, places: int = PLACES, patience: float = PATIENCE_S) -> None:
        self._places = BoundedSemaphore(places)
        self._patience = patience
        self._attente: set[int] = set()
        self._en_cours: set[int] = set()

    @contextmanager
    def pris(self) -> Iterator[None]:
        """Hold a place while the block runs; wait for it ``patience`` seconds at most."""
        self._take()
        try:
            yield
        finally:
            self._give()

    @property
    def tient(self) -> bool:
        """Tell whether this thread holds a place."""
        return get_ident() in self._en_cours

    @property
    def attendu(self) -> bool:
        """Tell whether somebody waits for a place."""
        return bool(self._attente)

    def laisser(self, pause: Callable[[], object]) -> None:
        """Give one's place away during a pause, which is not made in a room where others run."""
        if self.attendu or len(self._en_cours) > 1:
            return
        self._give()
        pause()
        self._take()

    def _take(self) -> None:
        me = get_ident()
        self._attente.add(me)
        if self._places.acquire(timeout=self._patience):
            self._en_cours.add(me)
        self._attente.discard(me)

    def _give(self) -> None:
        if self.tient:
            self._en_cours.discard(get_ident())
            self._places.release()


_tour = Tour()
a_son_tour = _tour.pris
laisser_son_tour = _tour.laisser
