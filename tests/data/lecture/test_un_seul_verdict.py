"""What the registre says twice agrees, or is refused alike by the command, the pages, the store."""

from pathlib import Path
from typing import Any

import pytest

from data.depot.base.adresse import adresse_du_fichier
from data.depot.ouverture import ouvre
from data.errors import RegistreInvalide
from data.lecture.avertissements import find_avertissements
from data.lecture.codes_connus import regions_du_departement
from data.lecture.schemas import fields_by_name
from data.lecture.tables import read_table
from data.lecture.validation import read_valid_registre
from data.paths import DOSSIER_REGISTRE
from data.validation import main


def first_line(copie: Any, fichier: str, **cellules: str) -> int:
    """Return the first line of a file whose cells are these."""
    entete, *lignes = copie.read(fichier)
    for numero, ligne in enumerate(lignes, start=2):
        if all(ligne[entete.index(nom)] == texte for nom, texte in cellules.items()):
            return numero
    raise AssertionError(f"{fichier}: {cellules}")


# The fault, its line among others, its column, and words of what is said of it.
FAUTES = [
    ("perimetres.csv", 2, {"code": "29999"}, "code", ("29999", "aucun territoire")),
    ("perimetres.csv", 2, {"code": "29232"}, "code", ("29232", "Quimper", "Bourg-en-Bresse")),
    ("perimetres.csv", 2, {"libelle": "Brest"}, "code", ("01053", "Bourg-en-Bresse", "Brest")),
    (
        "perimetres.csv",
        4,
        {"code": "200068120"},
        "code",
        ("200068120", "Quimper Bretagne Occidentale", "Terre Valserhône"),
    ),
    ("contrats.csv", 5, {"region": "53"}, "region", ("53", "Bretagne", "972", "Martinique")),
    ("contrats.csv", 5, {"departements": "99"}, "departements", ("99",)),
    ("contrats.csv", 5, {"departements": "20"}, "departements", ("20",)),
    ("contrats.csv", 5, {"date_fin": "2024"}, "date_fin", ("2024", "2025-07-17", "précède")),
    ("regions.csv", 10, {"taux_signe_publie": "786"}, "taux_signe_publie", ("786", "100")),
    ("chiffres_publies.csv", 12, {"valeur": ">100.5"}, "valeur", (">100.5", "0 et 100")),
    ("chiffres_publies.csv", 2, {"objet_id": "20"}, "objet_id", ("20",)),
    ("chiffres_publies.csv", 2, {"objet_type": "region", "objet_id": "05"}, "objet_id", ("05",)),
]


@pytest.mark.parametrize(("fichier", "ligne", "cellules", "colonne", "mots"), FAUTES)
def test_what_the_pages_refuse_the_command_refuses_at_its_place(
    copie: Any,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    fichier: str,
    ligne: int,
    cellules: dict[str, str],
    colonne: str,
    mots: tuple[str, ...],
) -> None:
    for nom, texte in cellules.items():
        copie.set_cell(fichier, ligne, nom, texte)
    assert main([str(copie.folder)]) == 2
    dit = capsys.readouterr()
    assert dit.out == ""
    [line] = dit.err.splitlines()
    assert line.startswith(f"{fichier}, ligne {ligne}, colonne «\u00a0{colonne}\u00a0»\u00a0: ")
    for mot in mots:
        assert mot in line
    with pytest.raises(RegistreInvalide) as refused:  # what the pages read: a store made of it
        ouvre(adresse_du_fichier(tmp_path / "var" / "atlas.db"), copie.folder)
    assert str(refused.value) == line


def test_a_territory_is_said_once_by_contract(copie: Any) -> None:
    for operation, said in (("inclut", "figure déjà ligne 2"), ("exclut", "inclus et exclu")):
        lignes = copie.read("perimetres.csv")
        double = [lignes[1][0], operation, *lignes[1][2:4], "Bourg-en-Bresse (01)", lignes[1][5]]
        copie.write("perimetres.csv", [*lignes, double])
        erreur = copie.only_error()
        assert (erreur.ligne, erreur.colonne) == (len(lignes) + 1, "code")
        assert said in erreur.message
        copie.write("perimetres.csv", lignes)


def test_saint_martin_is_followed_by_the_ars_of_guadeloupe(copie_entiere: Any) -> None:
    ligne = first_line(copie_entiere, "contrats.csv", id="cls-978-saint-martin-1", region="01")
    assert regions_du_departement("978") == ("01",)
    read_valid_registre(copie_entiere.folder)
    copie_entiere.set_cell("contrats.csv", ligne, "region", "02")
    assert "Guadeloupe" in copie_entiere.only_error().attendu


def test_a_contract_astride_two_regions_is_in_either(copie_entiere: Any) -> None:
    ligne = first_line(copie_entiere, "contrats.csv", id="cls-76-villes-soeurs-x")
    for region in ("28", "32"):
        copie_entiere.set_cell("contrats.csv", ligne, "region", region)
        read_valid_registre(copie_entiere.folder)
    copie_entiere.set_cell("contrats.csv", ligne, "region", "53")
    assert "Normandie" in copie_entiere.only_error().attendu


def test_a_label_that_recalls_nothing_of_its_code_is_a_warning(copie: Any) -> None:
    copie.set_cell("perimetres.csv", 2, "libelle", "Les Trois Clochers")
    [warning] = [
        une
        for une in find_avertissements(read_valid_registre(copie.folder).tables)
        if une.fichier == "perimetres.csv"
    ]
    assert (warning.ligne, warning.colonne) == (2, "libelle")
    assert "Bourg-en-Bresse" in warning.message


@pytest.mark.parametrize(
    "libelle", ["Ville de Bourg-en-Bresse", "BOURG EN BRESSE", "commune 01053"]
)
def test_a_name_written_otherwise_is_the_same_name(copie: Any, libelle: str) -> None:
    copie.set_cell("perimetres.csv", 2, "libelle", libelle)
    found = find_avertissements(read_valid_registre(copie.folder).tables)
    assert [une for une in found if une.fichier == "perimetres.csv"] == []


def test_the_initials_of_an_epci_are_its_name(copie: Any) -> None:
    copie.set_cell("perimetres.csv", 4, "code", "200068120")
    copie.set_cell("perimetres.csv", 4, "libelle", "QBO")
    found = find_avertissements(read_valid_registre(copie.folder).tables)
    assert [une for une in found if une.fichier == "perimetres.csv"] == []


def test_a_contract_told_twice_is_a_warning(copie: Any) -> None:
    lignes = copie.read("contrats.csv")
    copie.write("contrats.csv", [*lignes, [f"{lignes[1][0]}-bis", *lignes[1][1:]]])
    found = find_avertissements(read_valid_registre(copie.folder).tables)
    assert [une.ligne for une in found if "même contrat" in une.message] == [len(lignes) + 1]


def test_no_label_of_the_real_registre_is_in_doubt() -> None:
    table = read_table(DOSSIER_REGISTRE / "perimetres.csv", list(fields_by_name("perimetres")))
    assert find_avertissements({"perimetres": table}) == []
