"""The staged import: its life is a table, it comes back whole from JSON, a step gives a new one."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data.atelier.decisions import (
    Decisions,
    DecisionsInvalides,
    decisions_de_json,
    decisions_en_json,
    parse_decisions,
)
from data.atelier.gestes import (
    AppliquerProfil,
    ChoisirColonnes,
    ChoisirContrat,
    ChoisirLecture,
    Dire,
    Geste,
    LaisserLignes,
    LignesValidesSeules,
    Repondre,
    RepondreDoublon,
    Retirer,
    Situer,
    decider,
)
from data.atelier.importation import (
    ABANDONNE,
    ANNULE,
    COLONNES,
    COMPARE,
    CONTROLE,
    DEPOSE,
    ETAPES,
    ETATS,
    GARDES,
    PAR_NOM,
    PUBLIE,
    TRANSITIONS,
    VALEURS,
    Faits,
    Fichier,
    Importation,
    TransitionRefusee,
    importation_de_json,
    importation_en_json,
    passer,
    publiee,
    raisons_de_refus,
)
from data.atelier.profils import (
    appliquer_profil,
    empreinte_des_entetes,
    profil_de,
    profil_de_json,
    profil_en_json,
)
from data.atelier.releve import Releve
from data.atelier.tableau.colonnes import Colonne
from data.atelier.tableau.tableau import ChoixDeLecture
from data.atelier.valeurs.dates import lire_date
from data.atelier.valeurs.lecture import SURE

MIDI = datetime(2026, 11, 30, 12, tzinfo=UTC)
TOUT_VA = Faits(lu=True, colonnes=4, changements=3)
IMPORT = Importation("i-1", Fichier("liste.xlsx", "a" * 64, 1234))
DECISIONS = Decisions(
    lecture=ChoixDeLecture(feuille="CLS", ligne_entete=4, colonnes={"Dpt": None, "État": "etape"}),
    contrat="cls-29-essai-1",
    valeurs={
        ("perimetre", "Pays de Brest", "29"): ("242900314", "242900801"),
        ("etape", "en cours", ""): "signe",
        ("date_fin", "fin 2027", ""): True,
        ("date_signature", "T3 2024", ""): "ignorer",
    },
    doublons={(5, "cls-29-essai-1"): "generation"},
    lignes_ignorees=(7,),
    retirer=("cls-29-ancien-1",),
    lignes_valides_seules=True,
)


def test_the_table_of_transitions_is_sound():
    assert {one.vers for one in TRANSITIONS} == set(ETATS)
    assert {state for one in TRANSITIONS for state in one.de} <= set(ETATS)
    assert {guard for one in TRANSITIONS for guard in one.gardes} == set(GARDES)
    assert len({one.nom for one in TRANSITIONS}) == len(TRANSITIONS)


@pytest.mark.parametrize(
    ("etat", "ouvertes"),
    [
        *(
            (
                one,
                {
                    "voir_fichier",
                    "voir_colonnes",
                    "voir_valeurs",
                    "controler",
                    "comparer",
                    "abandonner",
                }
                | ({"publier"} if one == COMPARE else set()),
            )
            for one in ETAPES
        ),
        (PUBLIE, {"annuler"}),
        (ANNULE, set()),
        (ABANDONNE, set()),
    ],
)
def test_what_is_open_in_each_state_when_all_is_well(etat: str, ouvertes: set[str]):
    staged = replace(IMPORT, etat=etat, source="liste", motif="mise à jour", auteur="ARS d'Essai")
    assert {nom for nom in PAR_NOM if not raisons_de_refus(staged, nom, TOUT_VA)} == ouvertes


@pytest.mark.parametrize(
    ("faits", "transition", "raison"),
    [
        (Faits(), "voir_colonnes", "fichier_lu"),
        (replace(TOUT_VA, colonnes=0), "voir_valeurs", "colonnes_reconnues"),
        (replace(TOUT_VA, erreurs=1), "comparer", "sans_erreur"),
        (replace(TOUT_VA, a_decider=2), "publier", "valeurs_decidees"),
        (replace(TOUT_VA, changements=0), "publier", "quelque_chose_a_publier"),
        (TOUT_VA, "publier", "dit_qui_et_pourquoi"),
    ],
)
def test_a_guard_says_why_a_step_is_closed(faits: Faits, transition: str, raison: str):
    said = GARDES[raison][1]
    assert said in raisons_de_refus(replace(IMPORT, etat=COMPARE), transition, faits)


def test_the_valid_rows_alone_open_what_errors_close():
    staged = replace(IMPORT, decisions=Decisions(lignes_valides_seules=True))
    assert raisons_de_refus(staged, "comparer", replace(TOUT_VA, erreurs=4)) == ()


def test_one_goes_forward_and_back_and_every_step_is_noted():
    staged = IMPORT
    for name in ("voir_colonnes", "voir_valeurs", "controler", "comparer", "voir_colonnes"):
        staged = passer(staged, name, TOUT_VA, MIDI)
    assert staged.etat == COLONNES
    assert [one.transition for one in staged.passages][-2:] == ["comparer", "voir_colonnes"]
    assert IMPORT.etat == DEPOSE


def test_what_is_published_can_only_be_undone():
    staged = replace(IMPORT, etat=COMPARE, source="s", motif="m", auteur="a")
    done = publiee(staged, TOUT_VA, 142, MIDI)
    assert (done.etat, done.numero) == (PUBLIE, 142)
    with pytest.raises(TransitionRefusee):
        passer(done, "voir_valeurs", TOUT_VA, MIDI)
    assert passer(done, "annuler", TOUT_VA, MIDI).etat == ANNULE


@pytest.mark.parametrize("etat", [DEPOSE, VALEURS, CONTROLE, COMPARE, PUBLIE])
def test_a_staged_import_comes_back_whole_from_what_the_store_keeps(etat: str):
    staged = passer(
        replace(IMPORT, region="84", decisions=DECISIONS), "voir_fichier", TOUT_VA, MIDI
    )
    staged = replace(staged, etat=etat, source="Liste du 3 mars", numero=7)
    kept = json.dumps(importation_en_json(staged))
    assert importation_de_json(json.loads(kept)) == staged


def test_decisions_come_back_whole():
    assert decisions_de_json(json.loads(json.dumps(decisions_en_json(DECISIONS)))) == DECISIONS


def test_what_has_no_answer_is_still_to_decide():
    text = '{"valeurs": [{"colonne": "etape", "ecrit": "en cours", "reponse": null}]}'
    assert parse_decisions(text) == Decisions()


def test_the_answer_of_the_command_is_read_as_decisions():
    text = json.dumps({"fichier": {}, "decisions": decisions_en_json(DECISIONS)})
    assert parse_decisions(text) == DECISIONS


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "[1]",
        "{",
        '{"valeurs": [1]}',
        '{"valeurs": [{"ecrit": "x", "reponse": "y"}]}',
        '{"doublons": [{"ligne": 1, "contrat_id": "x", "reponse": "peut-être"}]}',
        '{"valeurs": [{"colonne": "a", "ecrit": "x", "reponse": {}}]}',
        '{"lecture": 3}',
        "[" * 100_000,
    ],
)
def test_decisions_that_are_not_are_told(texte: str):
    with pytest.raises(DecisionsInvalides, match=r"\."):
        parse_decisions(texte)


def test_an_answer_given_for_any_département_holds_in_each():
    decisions = Decisions().avec_valeur(("perimetre", "Saint-Denis", ""), "97411")
    assert decisions.reponse(("perimetre", "Saint-Denis", "974")) == "97411"
    assert decisions.avec_valeur(("perimetre", "Saint-Denis", ""), None) == Decisions()


@pytest.mark.parametrize("reponse", ["2024-13", "demain", "2024-02-30"])
def test_an_answer_that_the_registre_could_not_hold_is_refused(reponse: str):
    releve = Releve(Decisions(valeurs={("date_signature", "T3 2024", ""): reponse}))
    with pytest.raises(DecisionsInvalides, match="2023-07"):
        releve.lire("date_signature", "T3 2024", lire_date("T3 2024"), 5)


def test_a_value_is_asked_once_for_all_its_rows():
    releve = Releve(Decisions())
    for row in (5, 6, 9):
        releve.lire("date_fin", "fin 2027", lire_date("fin 2027"), row)
    (found,) = releve.valeurs()
    assert (found.lignes, found.a_decider) == ((5, 6, 9), True)


def test_an_accepted_proposal_is_sure():
    releve = Releve(Decisions(valeurs={("date_fin", "fin 2027", ""): True}))
    read = releve.lire("date_fin", "fin 2027", lire_date("fin 2027"), 5)
    assert (read.certitude, read.valeur) == (SURE, "2027")


def test_a_profile_proposes_again_what_was_decided_of_a_shape():
    columns = [Colonne(0, "Dpt", "departements", ""), Colonne(1, "État", "etape", "")]
    profile = profil_de_json(json.loads(json.dumps(profil_en_json(profil_de(DECISIONS, columns)))))
    assert profile.empreinte == empreinte_des_entetes(["état", "DPT", ""])
    again = appliquer_profil(Decisions(), profile)
    assert again.lecture.colonnes == {"Dpt": "departements", "État": "etape"}
    assert again.reponse(("etape", "en cours", "")) == "signe"
    assert again.reponse(("date_fin", "fin 2027", "")) is None


def test_a_profile_never_undoes_what_is_decided_now():
    profile = profil_de(DECISIONS, [Colonne(0, "État", "etape", "")])
    now = Decisions(
        lecture=ChoixDeLecture(colonnes={"État": None}),
        valeurs={("etape", "en cours", ""): "elaboration"},
    )
    again = appliquer_profil(now, profile)
    assert again.lecture.colonnes["État"] is None
    assert again.reponse(("etape", "en cours", "")) == "elaboration"


@pytest.mark.parametrize(
    ("geste", "change"),
    [
        (Situer("84", "38"), {"region": "84", "departement": "38"}),
        (Dire("ARS d'Essai", "Liste", "Mise à jour"),
         {"auteur": "ARS d'Essai", "source": "Liste", "motif": "Mise à jour"}),
    ],
)  # fmt: skip
def test_a_gesture_gives_a_new_import(geste: Geste, change: dict[str, str]):
    assert decider(IMPORT, geste) == replace(IMPORT, **change)
    assert IMPORT.region == ""


@pytest.mark.parametrize(
    ("geste", "decisions"),
    [
        (ChoisirLecture(feuille="CLS"), Decisions(lecture=ChoixDeLecture(feuille="CLS"))),
        (ChoisirLecture(ligne_entete=0), Decisions(lecture=ChoixDeLecture(ligne_entete=0))),
        (ChoisirColonnes({"Dpt": None}), Decisions(lecture=ChoixDeLecture(colonnes={"Dpt": None}))),
        (ChoisirContrat("cls-29-essai-1"), Decisions(contrat="cls-29-essai-1")),
        (Repondre(("etape", "en cours", ""), "signe"),
         Decisions(valeurs={("etape", "en cours", ""): "signe"})),
        (RepondreDoublon(5, "cls-29-essai-1", "distinct"),
         Decisions(doublons={(5, "cls-29-essai-1"): "distinct"})),
        (LaisserLignes((4,)), Decisions(lignes_ignorees=(4,))),
        (Retirer(("cls-29-essai-1",)), Decisions(retirer=("cls-29-essai-1",))),
        (LignesValidesSeules(True), Decisions(lignes_valides_seules=True)),
        (AppliquerProfil(profil_de(DECISIONS, [])),
         Decisions(valeurs={cle: one for cle, one in DECISIONS.valeurs.items()
                            if cle[0] in ("perimetre", "etape")})),
    ],
)  # fmt: skip
def test_a_gesture_changes_what_is_decided_and_nothing_else(geste: Geste, decisions: Decisions):
    assert decider(IMPORT, geste) == replace(IMPORT, decisions=decisions)


def test_an_answer_is_taken_back():
    cle = ("etape", "en cours", "")
    assert decider(decider(IMPORT, Repondre(cle, "signe")), Repondre(cle, None)) == IMPORT


@pytest.mark.parametrize("etat", [PUBLIE, ANNULE, ABANDONNE])
def test_nothing_is_decided_any_more_of_an_import_whose_life_is_over(etat: str):
    with pytest.raises(TransitionRefusee, match="terminé"):
        decider(replace(IMPORT, etat=etat), LaisserLignes((4,)))
