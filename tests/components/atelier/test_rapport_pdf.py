"""The report of a publication as a PDF, read back as a reader's program reads it."""

import io
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from components.atelier.fichiers import MODELE, modele
from components.atelier.rapport import ce_qui_change, lignes_du_rapport
from components.atelier.rapport_pdf import rapport_en_pdf
from data.atelier.decisions import ACCEPTER
from data.atelier.fautes import FichierRefuse
from data.atelier.fichier.document import read_document
from data.atelier.gestes import Dire, Repondre
from data.atelier.tableau.tableau import ChoixDeLecture, find_tableau
from data.depot.droits import PROPRIETAIRE
from geo.atelier.chantier import analyse_de, fait, ouvre
from geo.atelier.publication import publie
from geo.atelier.rapport import Rapport, load_rapport
from tests.components.documents.pdf.accessibilite import defauts
from tests.components.documents.pdf.lecture import Lu, flat
from tests.depots import depot_a_part

LISTE = (
    "CLS;EPCI;Signature;Durée;État\n"
    "CLS <b>d'Invention</b>;CC Giennoises;12/07/2023;5 ans;signé - avenant en cours\n"
    "CLS d'Essai;CC des Loges;;;En élaboration\n"
)


@pytest.fixture(scope="module")
def rapport(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rapport]:
    """What a list of two contracts changed."""
    with (
        pytest.MonkeyPatch.context() as patch,
        depot_a_part(tmp_path_factory.mktemp("atelier"), patch),
    ):
        chantier = ouvre("liste.csv", LISTE.encode(), "")
        asked = analyse_de(chantier).valeurs_a_decider
        answers = [Repondre((one.colonne, one.ecrit, one.dans), ACCEPTER) for one in asked]
        done = publie(
            fait(chantier, *answers), Dire("ARS d'Essai", "liste", "essai"), 1, PROPRIETAIRE
        )
        found = load_rapport(done.importation.numero or 0)
        assert found is not None
        yield found


def test_the_report_says_who_what_and_the_rates_before_and_after(rapport: Rapport) -> None:
    read = Lu(rapport_en_pdf(rapport, ["Ligne 5 laissée"]))
    text = flat(read.texte)
    for expected in ("Publication 2", "ARS d'Essai", "liste.csv", "2 contrats ajoutés"):
        assert flat(expected) in text
    assert flat("CLS <b>d'Invention</b>") in text
    assert flat("Centre-Val de Loire") in text
    assert flat("Ligne 5 laissée") in text


def test_the_report_can_be_read_by_everybody(rapport: Rapport) -> None:
    assert list(defauts(Lu(rapport_en_pdf(rapport, [])))) == []


def test_a_new_contract_stands_on_one_line_in_words(rapport: Rapport) -> None:
    assert ce_qui_change(rapport) == "2\u00a0contrats ajoutés"
    rows = lignes_du_rapport(rapport.contrats)
    assert len(rows) == 2
    name, what, before, after = rows[0]
    assert (name, what, before) == ("CLS <b>d'Invention</b>", "contrat ajouté", "")
    assert "12\u00a0juillet\u00a02023" in after
    assert "CC Giennoises" in after


def test_the_model_has_columns_that_are_all_recognised() -> None:
    document = read_document("modele.xlsx", modele())
    sheet = document.feuille("Liste")
    assert sheet.lignes[0].cellules == tuple(name for name, _, _ in MODELE)
    choice = ChoixDeLecture(feuille="Liste", ligne_entete=1)
    with pytest.raises(FichierRefuse, match="rien n'est écrit dessous"):
        find_tableau(document, choice, lambda _: False, lambda _: False)
    book = load_workbook(io.BytesIO(modele()))
    book["Liste"].append(["CLS d'Essai"])
    book.save(filled := io.BytesIO())
    document = read_document("modele.xlsx", filled.getvalue())
    table = find_tableau(document, choice, lambda _: False, lambda _: False)
    assert [one.cible for one in table.colonnes if one.cible is None] == []
