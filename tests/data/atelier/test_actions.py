"""Follow-up sheets of other shapes than the samples: axis, status, number of an action."""

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from data.atelier.actions import ActionLue, axes_de, read_actions
from data.atelier.decisions import Decisions
from data.atelier.fautes import Fautes
from data.atelier.fichier.document import read_document
from data.atelier.releve import Releve
from data.atelier.tableau.tableau import ChoixDeLecture, find_tableau
from data.atelier.valeurs.lecture import PROPOSEE
from tests.data.atelier.fichiers_essai import xlsx


def lire(contenu: str | bytes, **reponses: str) -> tuple[tuple[ActionLue, ...], Releve]:
    """Read a sheet; ``reponses``: answers for statuses, by what is written."""
    octets = contenu.encode() if isinstance(contenu, str) else contenu
    tableau = find_tableau(
        read_document("suivi", octets), ChoixDeLecture(), lambda _: False, lambda _: False
    )
    decisions = Decisions(valeurs={("statut", text, ""): one for text, one in reponses.items()})
    releve = Releve(decisions)
    return read_actions(tableau, releve), releve


def a_demander(releve: Releve) -> list[str]:
    return [one.ecrit for one in releve.valeurs() if one.a_decider]


def test_an_axis_in_a_column_of_its_own_is_kept_to_the_next():
    actions, _ = lire(
        "Orientation;Fiche action;État\n"
        "Orientation 1 : Prévention;Bus santé;en cours\n"
        ";Guide;réalisé\n"
        "Orientation 2 : Accès;CLSM;abandonnée\n"
    )
    assert [(one.axe.numero, one.axe.intitule) for one in actions] == [
        ("1", "Prévention"),
        ("1", "Prévention"),
        ("2", "Accès"),
    ]
    assert [one.statut for one in actions] == ["en_cours", "realisee", "abandonnee"]
    assert [axe.numero for axe in axes_de(actions)] == ["1", "2"]


def test_a_title_without_a_number_is_an_axis_too():
    actions, _ = lire("N°;Action;Statut\nAxe Santé mentale;;\n1;PSSM;En cours\n")
    assert actions[0].axe.intitule == "Axe Santé mentale"


def test_the_legend_answered_once_holds_for_the_whole_sheet():
    text = "N°;Action;Couleur\n1.1;Un;vert\n1.2;Deux;rouge\n1.3;Trois;Vert\n"
    actions, releve = lire(text, vert="realisee", Vert="realisee", rouge="suspendue")
    assert [one.statut for one in actions] == ["realisee", "suspendue", "realisee"]
    assert a_demander(releve) == []


def test_a_colour_without_legend_gives_no_status_meanwhile():
    def prepare(sheet: Worksheet) -> None:
        sheet["C2"].fill = PatternFill("solid", fgColor="FF00B050")

    actions, releve = lire(xlsx([("N°", "Action", "État"), ("1.1", "Un", None)], prepare))
    assert a_demander(releve) == ["fond vert (#00b050)"]
    assert (actions[0].statut, actions[0].statut_decide) == ("non_renseigne", False)


def test_a_legend_beside_the_table_is_read():
    def prepare(sheet: Worksheet) -> None:
        for row, colour in ((2, "FF00B050"), (3, "FFFF0000")):
            sheet.cell(row, 3).fill = PatternFill("solid", fgColor=colour)
        for row, colour, text in ((6, "FF00B050", "Terminée"), (7, "FFFF0000", "Abandonnée")):
            sheet.cell(row, 5).fill = PatternFill("solid", fgColor=colour)
            sheet.cell(row, 6).value = text

    rows = [("N°", "Action", "État"), ("1.1", "Un", None), ("1.2", "Deux", None)]
    actions, releve = lire(xlsx(rows, prepare))
    assert [one.statut for one in actions] == ["realisee", "abandonnee"]
    assert a_demander(releve) == []


def test_a_progress_alone_proposes_a_status():
    actions, releve = lire("N°;Action;% réalisé\n1;Un;100 %\n2;Deux;0,4\n3;Trois;0\n")
    proposed = {one.ecrit: one.propose for one in releve.valeurs() if one.colonne == "statut"}
    assert proposed == {
        "avancement 100 %": "realisee",
        "avancement 0,4": "en_cours",
        "avancement 0": "non_demarree",
    }
    assert {one.lecture.certitude for one in releve.valeurs()} == {PROPOSEE}
    assert not any(one.statut_decide for one in actions)


def test_a_progress_that_contradicts_the_status_is_told():
    _, releve = lire("N°;Action;Statut;% réalisé\n1;Un;en cours;100 %\n2;Deux;réalisé;100 %\n")
    assert [(one.genre, one.lignes) for one in releve.fautes] == [
        (Fautes.AVANCEMENT_CONTRAIRE, (2,))
    ]


def test_decimal_commas_hide_numbers_of_actions_too():
    _, releve = lire("N°;Action;Statut\n1,1;Un;en cours\n1,2;Deux;en cours\n1,1;Dix;en cours\n")
    lost = [one for one in releve.fautes if one.genre is Fautes.NUMERO_PERDU]
    assert [one.lignes for one in lost] == [(2,)]
    assert a_demander(releve) == ["1.1 (ligne 4)"]


def test_several_leaders_are_put_on_one_line():
    actions, _ = lire(
        'N°;Action;Pilote;Statut\n1;Un;"CPTS\nMSP";en cours\n2;Deux;à définir;en cours\n'
    )
    assert [one.pilote for one in actions] == ["CPTS\xa0; MSP", ""]


def test_an_action_without_a_title_is_told_and_left():
    actions, releve = lire("N°;Action;Statut\n1;Un;en cours\n2;;\n")
    assert len(actions) == 1
    assert [(one.genre, one.lignes) for one in releve.fautes] == [(Fautes.INTITULE_ABSENT, (3,))]


def test_what_stands_under_a_status_and_is_no_tick_is_asked():
    actions, releve = lire(
        "Fiche action;En cours;Réalisé\nBus;x;\nGuide;;partiellement\nCLSM;non;✗\nPSSM;;0\n"
    )
    assert [(one.statut, one.statut_decide) for one in actions] == [
        ("en_cours", True),
        ("non_renseigne", False),
        ("non_renseigne", False),
        ("non_renseigne", True),
    ]
    assert a_demander(releve) == ["Réalisé\u00a0: partiellement", "Réalisé\u00a0: ✗"]


def test_words_in_a_column_of_progress_are_statuses():
    actions, releve = lire("Action;Avancement\nBus;fait\nGuide;50 %\nCLSM;🟠\n")
    assert [(one.statut, one.statut_decide) for one in actions] == [
        ("realisee", True),
        ("en_cours", False),
        ("non_renseigne", False),
    ]
    assert a_demander(releve) == ["avancement 50 %", "🟠"]
