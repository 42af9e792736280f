"""One fault in the shape of a file of the real registre: told in French, and nothing loads."""

import types
from typing import Any

import pytest

from data.lecture.messages import translate
from data.lecture.registre import load_registre
from data.lecture.schemas import TABLES, fields_by_name
from data.lecture.tables import read_table


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_file_is_told_by_its_name(copie: Any, table: str) -> None:
    (copie.folder / f"{table}.csv").unlink()
    erreur = copie.only_error()  # and not one more for each row that refers to it
    assert (erreur.fichier, erreur.ligne, erreur.colonne) == (f"{table}.csv", None, "")
    assert erreur.message == "le fichier est absent."
    assert erreur.attendu == f"un fichier nommé {table}.csv"


@pytest.mark.parametrize("contenu", [b"", b"\xef\xbb\xbf", b"\n \n"])
def test_an_empty_file_is_not_a_table_without_rows(copie: Any, contenu: bytes) -> None:
    (copie.folder / "axes.csv").write_bytes(contenu)
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.message) == ("axes.csv", "le fichier est vide.")


def test_a_header_without_rows_is_a_table_where_nothing_is_known_yet(copie: Any) -> None:
    copie.write("actions.csv", copie.read("actions.csv")[:1])
    assert load_registre(copie.folder).actions == ()


def test_a_file_that_cannot_be_opened_is_told(copie: Any) -> None:
    (copie.folder / "axes.csv").unlink()
    (copie.folder / "axes.csv").mkdir()
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.message) == ("axes.csv", "le fichier ne peut pas être ouvert.")


@pytest.mark.parametrize(
    ("separateur", "nom"),
    [(";", "des points-virgules"), ("\t", "des tabulations"), ("|", "des barres verticales")],
)
def test_another_separator_than_the_comma_is_named(copie: Any, separateur: str, nom: str) -> None:
    copie.write("contrats.csv", copie.read("contrats.csv"), separateur=separateur)
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.ligne, erreur.valeur) == ("contrats.csv", 1, separateur)
    assert erreur.message == f"les colonnes sont séparées par {nom}."
    assert erreur.attendu == "des virgules entre les colonnes"


def test_a_quoted_header_with_semicolons_is_recognised_too(copie: Any) -> None:
    chemin = copie.folder / "etapes.csv"
    chemin.write_text('"ordre";"code";"intitule";"source"\n"1";"cadrage";"x";"y"\n', "utf-8")
    assert "points-virgules" in copie.only_error().message


@pytest.mark.parametrize(
    ("encodage", "nom"),
    [
        ("latin-1", "Windows (cp1252)"),
        ("cp1252", "Windows (cp1252)"),
        ("utf-16", "UTF-16 ("),
        ("utf-16-le", "UTF-16 ("),
    ],
)
def test_another_encoding_than_utf8_is_told(copie: Any, encodage: str, nom: str) -> None:
    chemin = copie.folder / "etapes.csv"
    texte = chemin.read_text(encoding="utf-8").replace("’", "'")
    chemin.write_bytes(texte.encode(encodage))
    erreur = copie.only_error()
    assert erreur.fichier == "etapes.csv"
    assert erreur.ligne == (1 if encodage == "utf-16" else 2)
    assert erreur.message.startswith(f"le fichier n'est pas enregistré en UTF-8, mais en {nom}")
    assert "UTF-8" in erreur.attendu


def test_a_byte_order_mark_and_windows_line_ends_are_welcome(copie_entiere: Any) -> None:
    for chemin in copie_entiere.folder.glob("*.csv"):
        chemin.write_bytes(b"\xef\xbb\xbf" + chemin.read_bytes().replace(b"\n", b"\r\n"))
    assert load_registre(copie_entiere.folder) == load_registre()


def test_a_missing_column_is_told_once(copie: Any) -> None:
    copie.write("contrats.csv", [ligne[:2] + ligne[3:] for ligne in copie.read("contrats.csv")])
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.ligne, erreur.colonne) == ("contrats.csv", 1, "region")
    assert erreur.message == "cette colonne est absente."
    assert erreur.attendu.startswith("les colonnes id, nom, region, departements")


def test_contracts_without_their_id_column_are_one_fault_and_not_thousands(
    copie_entiere: Any,
) -> None:
    copie_entiere.write("contrats.csv", [ligne[1:] for ligne in copie_entiere.read("contrats.csv")])
    assert copie_entiere.only_error().colonne == "id"


def test_an_unforeseen_column_is_refused(copie: Any) -> None:
    lignes = copie.read("etapes.csv")
    copie.write("etapes.csv", [[*ligne, "remarque"] for ligne in lignes])
    erreur = copie.only_error()
    assert (erreur.ligne, erreur.colonne, erreur.valeur) == (1, "remarque", "remarque")
    assert erreur.message == "cette colonne n'est pas prévue."


def test_a_misspelt_column_is_both_unforeseen_and_missing(copie: Any) -> None:
    copie.set_cell("contrats.csv", 1, "date_signature", "date_signatur")
    assert {erreur.colonne for erreur in copie.errors()} == {"date_signature", "date_signatur"}


def test_columns_may_come_in_another_order(copie_entiere: Any) -> None:
    copie_entiere.write("etapes.csv", [ligne[::-1] for ligne in copie_entiere.read("etapes.csv")])
    assert load_registre(copie_entiere.folder) == load_registre()


@pytest.mark.parametrize(
    ("libelle", "colonne", "message"),
    [
        ("nom", "nom", "figure deux fois dans l'en-tête."),
        ("", "", "numéro 3 n'a pas de nom."),
        ("region ", "region ", "commence ou finit par une espace."),
    ],
)
def test_a_column_has_one_name_of_its_own(
    copie: Any, libelle: str, colonne: str, message: str
) -> None:
    copie.set_cell("contrats.csv", 1, "region", libelle)
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.ligne, erreur.colonne) == ("contrats.csv", 1, colonne)
    assert message in erreur.message


@pytest.mark.parametrize("debut", ["Registre des CLS\n", "<!DOCTYPE html>\n", "ID,NOM,REGION\n"])
@pytest.mark.parametrize("fichier", ["contrats.csv", "etapes.csv"])
def test_a_title_is_not_a_header(copie: Any, fichier: str, debut: str) -> None:
    chemin = copie.folder / fichier
    chemin.write_text(debut + chemin.read_text(encoding="utf-8"), encoding="utf-8")
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.ligne) == (fichier, 1)
    assert erreur.message == "la première ligne ne nomme aucune colonne de cette table."


def test_a_blank_first_line_is_not_a_header(copie: Any) -> None:
    copie.write("etapes.csv", [[], *copie.read("etapes.csv")])
    erreur = copie.only_error()
    assert (erreur.ligne, erreur.message) == (1, "la première ligne est vide.")


@pytest.mark.parametrize("vide", [[], [""] * 4])
def test_a_blank_row_is_told(copie: Any, vide: list[str]) -> None:
    lignes = copie.read("etapes.csv")
    copie.write("etapes.csv", [*lignes[:3], vide, *lignes[3:]])
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.ligne, erreur.message) == ("etapes.csv", 4, "la ligne est vide.")


def test_a_comma_outside_quotes_makes_one_cell_too_many(copie: Any) -> None:
    lignes = copie.read("etapes.csv")
    lignes[2].append("suite")
    copie.write("etapes.csv", lignes)
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.ligne, erreur.valeur) == ("etapes.csv", 3, "suite")
    assert erreur.message == "la ligne a 5 cellules, l'en-tête en a 4."
    assert erreur.attendu.startswith("4 cellules")


def test_a_short_row_is_told_by_the_columns_that_it_lacks(copie: Any) -> None:
    lignes = copie.read("etapes.csv")
    lignes[2] = lignes[2][:2]
    copie.write("etapes.csv", lignes)
    erreurs = copie.errors()
    assert [(e.ligne, e.colonne) for e in erreurs] == [(3, "intitule"), (3, "source")]
    assert {e.message for e in erreurs} == {"la ligne s'arrête avant cette colonne."}


def test_a_quote_left_open_is_told_at_the_line_where_it_opens(copie: Any) -> None:
    chemin = copie.folder / "etapes.csv"
    texte = chemin.read_text(encoding="utf-8").replace("\n3,diagnostic,", '\n3,diagnostic,"')
    chemin.write_text(texte, encoding="utf-8")
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.ligne) == ("etapes.csv", 4)
    assert "guillemets" in erreur.message


def test_lines_are_numbered_as_in_an_editor_after_a_cell_on_several_lines(copie: Any) -> None:
    copie.set_cell("contrats.csv", 3, "notes", "première ligne\ndeuxième\r\ntroisième")
    copie.set_cell("contrats.csv", 5, "etape", "signée")  # fifth record: two lines further down
    erreur = copie.only_error()
    assert erreur.ligne == 7
    texte = (copie.folder / "contrats.csv").read_text(encoding="utf-8")
    assert "signée" in texte.splitlines()[6]


def test_a_csv_file_that_nobody_reads_is_told(copie: Any) -> None:
    (copie.folder / "contrat.csv").write_text("id\n", encoding="utf-8")
    erreur = copie.only_error()
    assert erreur.fichier == "contrat.csv"
    assert "ne fait pas partie du registre" in erreur.message
    assert "contrats.csv" in erreur.attendu


def test_a_folder_that_does_not_exist_is_told(copie: Any) -> None:
    copie.folder = copie.folder / "ailleurs"
    erreur = copie.only_error()
    assert erreur.fichier == str(copie.folder)
    assert erreur.message == "le dossier du registre est introuvable."


@pytest.mark.parametrize(
    ("contenu", "colonne", "valeur", "message"),
    [
        (None, "", "", "le fichier est absent."),
        ("{", "", "", "le fichier ne peut pas être lu."),
        ("[]", "", "", "la date du relevé est absente ou n'est pas une date."),
        ("{}", "", "", "la date du relevé est absente ou n'est pas une date."),
        (
            *('{"created": "novembre"}', "created", "novembre"),
            "la date du relevé est absente ou n'est pas une date.",
        ),
        (
            *('{"created": "9999-12-31"}', "created", "9999-12-31"),
            "la date du relevé est absente ou n'est pas une date.",
        ),
    ],
)
def test_the_day_of_the_survey_must_be_known(
    copie: Any, contenu: str | None, colonne: str, valeur: str, message: str
) -> None:
    chemin = copie.folder / "datapackage.json"
    chemin.unlink()
    if contenu is not None:
        chemin.write_text(contenu, encoding="utf-8")
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.colonne, erreur.valeur) == ("datapackage.json", colonne, valeur)
    assert erreur.message == message
    assert '"created": "2026-11-21T00:00:00Z"' in erreur.attendu


@pytest.mark.parametrize("resources", ["", ', "resources": 3', ', "resources": [{"name": "axes"}]'])
def test_the_descriptor_names_the_tables(copie: Any, resources: str) -> None:
    text = f'{{"created": "2026-11-21T00:00:00Z"{resources}}}'
    (copie.folder / "datapackage.json").write_text(text, encoding="utf-8")
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.colonne) == ("datapackage.json", "resources")
    assert "contrats, perimetres" in erreur.attendu


def test_an_error_type_that_nobody_foresaw_still_gives_a_french_sentence(copie: Any) -> None:
    table = read_table(copie.folder / "etapes.csv", list(fields_by_name("etapes")))
    inconnue = types.SimpleNamespace(
        type="deviated-value", note="odd", row_number=3, field_name="code", cell="x"
    )
    erreur = translate(inconnue, table)
    assert (erreur.fichier, erreur.ligne, erreur.colonne) == ("etapes.csv", 3, "code")
    assert "le contrôle signale une anomalie de type «\u00a0deviated-value\u00a0»" in erreur.message
    sans_lieu = translate(types.SimpleNamespace(type="source-error", note=""), table)
    assert (sans_lieu.ligne, sans_lieu.colonne) == (None, "")
    assert sans_lieu.texte.endswith(".")


def test_a_row_without_any_part_of_its_key_is_told(copie: Any) -> None:
    copie.set_cell("signataires.csv", 4, "contrat_id", "")
    copie.set_cell("signataires.csv", 4, "nom", "")
    erreurs = copie.errors()
    assert [(e.ligne, e.colonne) for e in erreurs][:2] == [(4, "contrat_id"), (4, "nom")]
    assert {e.ligne for e in erreurs} == {4}
    assert "figure déjà" not in "".join(e.message for e in erreurs)
