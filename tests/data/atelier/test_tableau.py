"""The table in a sheet: where its header is, what its columns are, which rows are not its own."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from data.atelier.fautes import Fautes, FichierRefuse
from data.atelier.fichier.document import read_document
from data.atelier.tableau.legende import read_legende
from data.atelier.tableau.tableau import ChoixDeLecture
from tests.data.atelier.feuilles import LISTE, cibles, csv, lire
from tests.data.atelier.fichiers_essai import xlsx

TERRITOIRES = {"CC du Pays de Craon", "CC de l'Ernée", "Laval", "Quimper", "200048551", "245300355"}


@given(titres=st.integers(0, 6), vides=st.integers(0, 3), graine=st.integers(0, 10_000))
def test_the_header_is_found_wherever_it_stands_and_whatever_its_order(
    titres: int, vides: int, graine: int
):
    order = list(range(4))
    random.Random(graine).shuffle(order)
    above = [[f"ARS d'Essai, liste arrêtée en 202{number}", "", "", ""] for number in range(titres)]
    above += [["", "", "", ""] for _ in range(vides)]
    shuffled = [[row[rank] for rank in order] for row in LISTE]
    lu = lire(csv([*above, *shuffled]))
    assert lu.entete.ligne == titres + vides + 1
    assert cibles(lu) == {
        "Territoire": "perimetre",
        "Porteur": "porteur",
        "Date de signature": "date_signature",
        "État": "etape",
    }
    assert len(lu.rangees) == 2


def test_a_header_on_two_rows_is_one():
    lu = lire(csv([
        ["Territoire", "Dates", "", "État"],
        ["", "Signature", "Fin", ""],
        ["Laval", "2023", "2028", "Signé"],
    ]))  # fmt: skip
    assert cibles(lu) == {
        "Territoire": "perimetre",
        "Signature": "date_signature",
        "Fin": "date_fin",
        "État": "etape",
    }
    assert [row.ligne for row in lu.rangees] == [3]


@pytest.mark.parametrize(
    ("ligne", "pourquoi"),
    [
        (["Total", "", "", "12 signés"], "total"),
        (["", "", "Sous-total 53", "2"], "total"),
        (["* hors communes nouvelles", "", "", ""], "note"),
        (["Source : ARS d'Essai", "", "", ""], "note"),
        (["Territoire", "Porteur", "Date de signature", "État"], "en-tête répété"),
        (["", "", "2023", ""], "ni contrat, ni territoire, ni porteur"),
    ],
)
def test_what_is_no_row_of_the_table_is_left_with_its_reason(ligne: list[str], pourquoi: str):
    lu = lire(csv([*LISTE, ligne, ["Laval", "", "2024", "Signé"]]))
    assert lu.ignorees == {4: pourquoi}
    assert [row.ligne for row in lu.rangees] == [2, 3, 5]


def test_a_département_alone_on_its_row_is_the_title_of_what_follows():
    rows = [LISTE[0], ["Mayenne", "", "", ""], LISTE[1], ["Finistère", "", "", ""], LISTE[2]]
    lu = lire(csv(rows))
    assert lu.titres == {2: "Mayenne", 4: "Finistère"}
    assert [row.titre for row in lu.rangees] == ["Mayenne", "Finistère"]


def test_a_second_table_below_is_not_read_and_is_told():
    rows = [
        *LISTE,
        ["", "", "", ""],
        ["Axe", "N° fiche", "Action", "Pilote"],
        ["1", "1.1", "x", "y"],
    ]
    lu = lire(csv(rows))
    assert [row.ligne for row in lu.rangees] == [2, 3]
    assert [(one.genre, one.lignes) for one in lu.fautes] == [(Fautes.SECOND_TABLEAU, (5,))]


def test_a_second_table_is_told_by_its_header_even_under_a_title_and_with_two_columns():
    for other in (["CLS en projet"], []):
        rows = [*LISTE, other, ["Territoire", "Signature prévue"], ["Laval", "2026"]]
        tableau = lire(csv([one for one in rows if one]))
        assert [one.textes[0] for one in tableau.rangees] == [LISTE[1][0], LISTE[2][0]]
        assert [one.genre for one in tableau.fautes] == [Fautes.SECOND_TABLEAU]


@pytest.mark.parametrize("idem", ["idem", "Id.", "〃", "”"])
def test_a_ditto_says_what_stands_above(idem: str):
    rows = [*LISTE[:2], ["CC de l'Ernée", idem, "2024", idem]]
    texts = lire(csv(rows)).rangees[1].textes
    assert (texts[1], texts[3]) == ("CC du Pays de Craon", "Signé")


def test_a_second_table_beside_is_not_read_and_is_told():
    beside = [["", *row] for row in (LISTE[0], ["Quimper", "", "2025", "Échu"], ["", "", "", ""])]
    lu = lire(csv([[*one, *other] for one, other in zip(LISTE, beside, strict=True)]))
    assert [one.entete for one in lu.colonnes if one.cible] == LISTE[0]
    assert [row.textes[0] for row in lu.rangees] == ["CC du Pays de Craon", "CC de l'Ernée"]
    assert [one.genre for one in lu.fautes] == [Fautes.SECOND_TABLEAU]


def test_an_empty_column_inside_a_table_is_no_end_of_it():
    lu = lire("Territoire;État;;Signature;Porteur\nLaval;Signé;;2023;Laval\n")
    assert cibles(lu)["Signature"] == "date_signature"


def test_merged_cells_hold_for_all_their_rows():
    def prepare(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("B3:B4")

    rows = [
        ("Région", "Porteur", "Territoire"),
        ("Bretagne", "un", "Laval"),
        ("", "deux", "Quimper"),
        ("", "", "CC de l'Ernée"),
    ]
    lu = lire(xlsx(rows, prepare))
    assert [lu.texte(row, "region") for row in lu.rangees] == ["Bretagne"] * 3
    assert [lu.texte(row, "porteur") for row in lu.rangees] == ["un", "deux", "deux"]
    assert lu.rangees[2].fusionnees == {0, 1}


def test_a_hidden_row_is_read_and_told():
    def prepare(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True

    lu = lire(xlsx(LISTE, prepare))
    assert len(lu.rangees) == 2
    assert [(one.genre, one.lignes) for one in lu.fautes] == [(Fautes.LIGNE_MASQUEE, (2,))]


def test_the_sheet_that_looks_like_a_list_is_taken():
    def prepare(sheet: Worksheet) -> None:
        other = sheet.parent.create_sheet("Notice", 0)
        other["A1"] = "À lire avant de remplir"
        hidden = sheet.parent.create_sheet("Ancienne liste")
        for row in LISTE:
            hidden.append([*row, "x"])
        hidden.sheet_state = "hidden"
        sheet.title = "CLS 2026"

    content = xlsx(LISTE, prepare)
    assert lire(content).feuille.nom == "CLS 2026"
    assert lire(content, ChoixDeLecture(feuille="Ancienne liste")).feuille.masquee
    with pytest.raises(FichierRefuse, match="Notice"):
        lire(content, ChoixDeLecture(feuille="CLS 2027"))


def test_a_header_row_that_does_not_exist_is_refused():
    with pytest.raises(FichierRefuse, match="99"):
        lire(csv(LISTE), ChoixDeLecture(ligne_entete=99))


def test_a_text_without_a_table_is_refused():
    with pytest.raises(FichierRefuse) as raised:
        lire("Bonjour, voici ma lettre.\nElle ne contient pas de tableau.\n")
    assert raised.value.faute.genre is Fautes.SANS_ENTETE


@pytest.mark.parametrize(
    "texte",
    [
        "Légende : 🟢 = réalisé ; 🔴 = abandonné",
        "🟢 : réalisé\n🔴 : abandonné",
        "réalisé → 🟢 | abandonné → 🔴",
    ],
)
def test_a_legend_in_words_is_read(texte: str):
    feuille = read_document("x", f'a;b\n1;2\n"{texte}";\n'.encode()).feuilles[0]
    found = {sign: one.statut for sign, one in read_legende(feuille, {1, 2}).items()}
    assert found == {"🟢": "realisee", "🔴": "abandonnee"}


def test_a_sentence_is_no_header_and_a_header_has_something_under_it():
    with pytest.raises(FichierRefuse, match="rien n'est écrit dessous"):
        lire("Point CLS\nLe CLS de Laval a été signé en mai 2022 pour cinq ans.\nErnée en projet\n")


def test_a_table_that_lies_on_its_side_is_told_with_how_to_turn_it():
    lying = [list(column) for column in zip(*LISTE, strict=True)]
    with pytest.raises(FichierRefuse, match=r"Collage spécial, Transposer") as refus:
        lire(csv(lying))
    assert refus.value.faute.genre is Fautes.COUCHE
    assert "« Territoire », « Porteur », « Date de signature »" in str(refus.value).replace(
        "\u00a0", " "
    )
    with pytest.raises(FichierRefuse, match=r"en colonnes"):  # the sheet of one contract
        lire("Fiche;\nPorteur;CC de l'Ernée\nTerritoire;CC de l'Ernée\nSignature;2023\nFin;2028\n")
    assert lire(csv(lying), ChoixDeLecture(ligne_entete=1)).entete.ligne == 1  # as a person says


def test_a_list_whose_first_column_says_words_of_headers_is_no_table_on_its_side():
    rows = [["Territoire", "Porteur", "Signature"]]
    rows += [[name, "x", "2023"] for name in ("Commune", "Porteur", "Laval", "Craon", "Quimper")]
    assert lire(csv(rows)).entete.ligne == 1
