"""Slides of a deck, by their names."""

from components.diaporama.contenu import build_diaporama

LIEUX = [
    ("france", ""),
    ("region", "75"),
    ("region", "53"),
    ("region", "06"),
    ("departement", "23"),
]


def slides(seminaire):
    return {one.cle: one for one in build_diaporama(seminaire).diapositives}
