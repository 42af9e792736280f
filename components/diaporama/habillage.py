"""What a speaker adds to a deck: a name on its first slide, a logo on all of them."""

from dataclasses import dataclass, replace

from components.gabarit.diapositive import Diaporama, Diapositive
from geo.presentation.logo import Logo


@dataclass(frozen=True)
class Habillage:
    """``orateur``: who speaks, '' for nobody; ``logo``: None without."""

    orateur: str = ""
    logo: Logo | None = None

    def sur(self, deck: Diaporama) -> Diaporama:
        """Return the same deck with what the speaker adds."""
        if not self.orateur and self.logo is None:
            return deck
        return replace(deck, diapositives=tuple(map(self._slide, deck.diapositives)))

    def _slide(self, slide: Diapositive) -> Diapositive:
        lines = slide.puces
        if slide.cle == "titre" and self.orateur:
            lines = (*lines, self.orateur)
        return replace(slide, puces=lines, logo=self.logo)


SANS_HABILLAGE = Habillage()
