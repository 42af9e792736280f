"""What can go wrong with the store, each told in one French line to the person who meets it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.depot.modele import Conflit, Refus


class DepotErreur(Exception):
    """Something that the store cannot do; the text is for a person, on one line."""


class AdresseInvalide(DepotErreur):
    """The address of the store is not one that the atlas can open."""


class DepotInjoignable(DepotErreur):
    """The store does not answer: stopped, unreachable, disk full, file out of reach."""


class DepotOccupe(DepotErreur):
    """Another publication holds the store for longer than one waits."""


class DepotAbime(DepotErreur):
    """The file is not a store, or its content cannot be read."""


class DepotPlusRecent(DepotErreur):
    """The store was written by a newer version of the atlas."""


class DepotEnLectureSeule(DepotErreur):
    """The store can be read and not written."""


class PublicationInconnue(DepotErreur):
    """No publication has this number."""


class PublicationVide(DepotErreur):
    """The publication would change nothing."""


class PublicationIncomplete(DepotErreur):
    """Who publishes, from which source or why is missing."""


class ChangementInvalide(DepotErreur):
    """A change names a table, a column or a key that the registre does not have."""


class SauvegardeInvalide(DepotErreur):
    """The file is not a backup that can be restored."""


class ActeRefuse(DepotErreur):
    """The account may not do this on this territory."""


class AttenteInconnue(DepotErreur):
    """No import under way, or no report of an error, has this identifier."""


class AttenteChangee(DepotErreur):
    """What waits was changed since it was read (another window, another person); nothing lost."""


class ConflitDeVersions(DepotErreur):
    """Rows moved since they were read; nothing was written. ``conflits`` shows both versions."""

    def __init__(self, conflits: "Sequence[Conflit]") -> None:
        self.conflits = tuple(conflits)
        lignes = ", ".join(f"{un.ressource} {un.cle}" for un in self.conflits[:3])
        suite = f" et {len(self.conflits) - 3} de plus" if len(self.conflits) > 3 else ""
        super().__init__(
            "Rien n'a été publié\u00a0: quelqu'un a changé entre-temps ce que vous modifiez"
            f" ({lignes}{suite}). Comparer les deux versions, puis publier de nouveau."
        )


class AnnulationImpossible(DepotErreur):
    """No row of the publication can be undone; ``refus`` says why, row by row."""

    def __init__(self, numero: int, refus: "Sequence[Refus]") -> None:
        self.refus = tuple(refus)
        super().__init__(f"La publication {numero} ne peut pas être annulée\u00a0: {self._why()}")

    def _why(self) -> str:
        if not self.refus:
            return "elle ne change aucune ligne."
        premier = self.refus[0]
        if not premier.ressource:
            return premier.pourquoi
        return (
            "aucune de ses lignes ne peut revenir à son état d'avant"
            f" ({premier.ressource} {premier.cle}\u00a0: {premier.pourquoi})."
        )
