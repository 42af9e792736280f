"""A deck of slides as data: shown on screen, or written as PPTX and PDF, from one content."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.figures.certitude import BarreDeCertitude
from components.figures.figure import Carte, Chiffre, Graphique
from geo.presentation.logo import Logo


@dataclass(frozen=True, eq=False)
class Diapositive:
    """One slide.

    Parameters
    ----------
    cle : stable name, used in the address ("titre", "pays", "region", "evolution", ...).
    titre : what the slide says, in a short sentence.
    phrase : the answer, one sentence, with its figure.
    chiffres : the figures to quote, the first one being the hero.
    carte, graphique, tableau : what illustrates it, at most one map, one chart and one table.
    puces : short lines, when the slide is a list.
    pied : source, dates and population year, in one line, on the slide itself.
    notes : what the speaker says: the figures in full and their sources, one line each.
    etapes : the maps of an animated slide, with the name of each step ("2015"); ``carte`` is the
        last one, the only one on paper.
    barre : what the first figure rests on, drawn under what illustrates it.
    logo : of who speaks, None without.
    """

    cle: str
    titre: str
    phrase: str = ""
    chiffres: tuple[Chiffre, ...] = ()
    carte: Carte | None = None
    graphique: Graphique | None = None
    tableau: pd.DataFrame | None = None
    puces: tuple[str, ...] = ()
    pied: str = ""
    notes: tuple[str, ...] = ()
    etapes: tuple[tuple[str, Carte], ...] = ()
    barre: BarreDeCertitude | None = None
    logo: Logo | None = None


@dataclass(frozen=True, eq=False)
class Diaporama:
    """A deck: its title, the territory and the day it speaks of, its slides in order."""

    titre: str
    territoire: str
    jour: date
    diapositives: tuple[Diapositive, ...]
