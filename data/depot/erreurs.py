"""What can go wrong with the store, each told in one French line to the person who meets it.

The text is for who runs the atlas: it may say where the store is, on which disk or machine. Readers
are told what ``dit_a_tous`` returns.
"""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from data.depot.modele import Conflit, Refus

logger = logging.getLogger("atlas.depot")


class DepotErreur(Exception):
    """Something that the store cannot do; the text is for a person, on one line.

    ``A_TOUS``: what readers are told where the text says more than they may know, "" elsewhere.
    """

    A_TOUS: ClassVar[str] = ""

    @property
    def a_tous(self) -> str:
        """What readers are told."""
        return self.A_TOUS or str(self)


def note(erreur: DepotErreur) -> None:
    """Write in the log what an error says and readers are not told."""
    if erreur.A_TOUS:
        logger.warning("%s", erreur)


def dit_a_tous(erreur: Exception) -> str:
    """Return what readers are told of an error; what it says besides is written in the log."""
    if not isinstance(erreur, DepotErreur):
        return str(erreur)
    note(erreur)
    return erreur.a_tous


class AdresseInvalide(DepotErreur):
    """The address of the store is not one that the atlas can open."""

    A_TOUS = (
        "L'atlas ne sait pas où est la base du registre\u00a0: ce réglage est à corriger par son "
        "exploitant."
    )


class DepotInjoignable(DepotErreur):
    """The store does not answer: stopped, unreachable, disk full, file out of reach."""

    A_TOUS = "La base du registre ne répond pas. Réessayer dans un instant."


class DepotOccupe(DepotErreur):
    """Another publication holds the store for longer than one waits."""

    A_TOUS = "La base du registre est occupée par une publication. Réessayer dans un instant."


class DepotAbime(DepotErreur):
    """The file is not a store, or its content cannot be read."""

    A_TOUS = (
        "La base du registre est abîmée ou n'en est pas une. L'exploitant de l'atlas doit "
        "restaurer une sauvegarde (python -m data restauration FICHIER)."
    )


class DepotPlusRecent(DepotErreur):
    """The store was written by a newer version of the atlas."""

    A_TOUS = (
        "La base du registre a été écrite par une version plus récente de l'atlas\u00a0: celle-ci "
        "ne peut pas la lire. L'exploitant doit mettre l'atlas à jour."
    )


class DepotEnLectureSeule(DepotErreur):
    """The store can be read and not written."""

    A_TOUS = (
        "La base du registre ne peut qu'être lue\u00a0: l'atlas montre tout, mais rien ne peut y "
        "être changé."
    )


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
