"""What a process that publishes says of itself, in a few bytes that another one reads."""

import mmap

TAILLE = 4  # bytes of a process
PLACES = 8  # processes at once
DEHORS, DEDANS, VALIDE = 0, 1, 2  # outside of a transaction that writes, inside, committing
LIBRE, ATTEND, PRET = 0, 1, 2  # to go on, to wait once rows are read, they are and it waits


class Note:
    """The bytes of one process in the shared file."""

    def __init__(self, partage: mmap.mmap, place: int) -> None:
        self._partage = partage
        self._debut = TAILLE * place

    def clear(self) -> None:
        """Say nothing yet."""
        self._partage[self._debut : self._debut + TAILLE] = bytes(TAILLE)

    def _get(self, numero: int) -> int:
        return self._partage[self._debut + numero]

    def _set(self, numero: int, valeur: int) -> None:
        self._partage[self._debut + numero] = valeur

    etat = property(lambda self: self._get(0), lambda self, valeur: self._set(0, valeur))
    ecrit = property(lambda self: self._get(1), lambda self, valeur: self._set(1, valeur))
    conflits = property(lambda self: self._get(2), lambda self, valeur: self._set(2, valeur))
    attente = property(lambda self: self._get(3), lambda self, valeur: self._set(3, valeur))
