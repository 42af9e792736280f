"""What the process knows of itself: whether its data are good, and whether it is warm."""

from dataclasses import dataclass, field
from threading import Event, Lock


@dataclass
class Etat:
    """What ``/pret`` tells; written by the warm-up, read by the addresses."""

    chaud: bool = False
    refus: tuple[str, ...] = ()
    depot: str = ""
    """Why the store does not answer, in French; "" when it does."""
    premiere_session: Event = field(default_factory=Event)
    """Set when a first reader comes."""
    arret: Event = field(default_factory=Event)
    """Set when the process stops."""
    _verrou: Lock = field(default_factory=Lock, repr=False)

    @property
    def pret(self) -> bool:
        """Whether readers may be sent here."""
        return self.chaud and not self.refus and not self.depot

    def stop(self) -> None:
        """Note that the process stops: whoever waits for a reader or a delay waits no more."""
        self.arret.set()
        self.premiere_session.set()

    def warm(self) -> None:
        """Note that the data were accepted and that a page can be drawn."""
        with self._verrou:
            self.chaud, self.refus = True, ()

    def note_depot(self, panne: str) -> None:
        """Note that the store answers, or why it does not: pages go on with what they know."""
        with self._verrou:
            self.depot = panne

    def refuse(self, raisons: tuple[str, ...]) -> None:
        """Note why the data were refused."""
        with self._verrou:
            self.chaud, self.refus = False, raisons
