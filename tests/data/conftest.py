"""Copies of the real registre, to be altered by one fault at a time."""

import csv
import io
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.errors import ErreurDeDonnees, RegistreInvalide
from data.lecture.registre import load_registre
from data.paths import DOSSIER_REGISTRE

LIGNES_GARDEES = 40


@dataclass
class CopieDuRegistre:
    """A folder that a test may spoil. Lines are numbered as in an editor: the header is line 1."""

    folder: Path

    def read(self, fichier: str) -> list[list[str]]:
        texte = (self.folder / fichier).read_text(encoding="utf-8")
        return list(csv.reader(io.StringIO(texte, newline="")))

    def write(self, fichier: str, enregistrements: list[list[str]], separateur: str = ",") -> None:
        with (self.folder / fichier).open("w", encoding="utf-8", newline="") as sortie:
            csv.writer(sortie, delimiter=separateur, lineterminator="\n").writerows(enregistrements)

    def set_cell(self, fichier: str, ligne: int, colonne: str, valeur: str) -> None:
        enregistrements = self.read(fichier)
        enregistrements[ligne - 1][enregistrements[0].index(colonne)] = valeur
        self.write(fichier, enregistrements)

    def cell(self, fichier: str, ligne: int, colonne: str) -> str:
        enregistrements = self.read(fichier)
        return enregistrements[ligne - 1][enregistrements[0].index(colonne)]

    def errors(self) -> tuple[ErreurDeDonnees, ...]:
        """What loading tells; the test fails if anything gets loaded."""
        with pytest.raises(RegistreInvalide) as leve:
            load_registre(self.folder)
        return leve.value.erreurs

    def only_error(self) -> ErreurDeDonnees:
        erreurs = self.errors()
        assert len(erreurs) == 1, [erreur.texte for erreur in erreurs]
        return erreurs[0]


@pytest.fixture
def copie_entiere(tmp_path: Path) -> CopieDuRegistre:
    """The whole real registre, in a folder that the test may spoil."""
    folder = tmp_path / "registre"
    folder.mkdir()
    for chemin in DOSSIER_REGISTRE.iterdir():
        shutil.copyfile(chemin, folder / chemin.name)  # not the mode: a copy can be written
    return CopieDuRegistre(folder)


@pytest.fixture
def copie(copie_entiere: CopieDuRegistre) -> CopieDuRegistre:
    """The first rows of the real files, and the contracts that they name: a quicker copy."""
    identifiants = set()
    for fichier in ("perimetres.csv", "axes.csv", "actions.csv", "signataires.csv"):
        debut = copie_entiere.read(fichier)[: 1 + LIGNES_GARDEES]
        copie_entiere.write(fichier, debut)
        identifiants |= {ligne[0] for ligne in debut[1:]}
    contrats = copie_entiere.read("contrats.csv")
    debut, suite = contrats[: 1 + LIGNES_GARDEES], contrats[1 + LIGNES_GARDEES :]
    copie_entiere.write(
        "contrats.csv", debut + [ligne for ligne in suite if ligne[0] in identifiants]
    )
    return copie_entiere
