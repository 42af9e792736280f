"""An import under way: kept with its file, decided in gestures, published, reported, undone."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data.atelier.decisions import ACCEPTER, IGNORER, DecisionsInvalides
from data.atelier.fautes import FichierRefuse
from data.atelier.gestes import (
    ChoisirColonnes,
    ChoisirLecture,
    Dire,
    FixerValeurs,
    LignesValidesSeules,
    Repondre,
    Situer,
)
from data.atelier.importation import TransitionRefusee
from data.depot.droits import PROPRIETAIRE, PUBLIC
from data.depot.erreurs import ActeRefuse, AttenteChangee, AttenteInconnue
from data.depot.journal import read_fichier
from data.depot.ouverture import depot_en_usage, oublie
from data.paths import DOSSIER_PROJET
from geo.atelier.chantier import (
    Chantier,
    abandonne,
    analyse_de,
    apercu_de,
    en_cours,
    fait,
    ouvre,
    passe,
    profil_propose,
    reprend,
)
from geo.atelier.depot import load_connu
from geo.atelier.journal import annule_import, dernier_auteur, dernieres_publications
from geo.atelier.publication import Attestee, publie
from geo.atelier.rapport import AJOUTE, decisions_en_mots, load_rapport
from geo.atelier.vue import vue_de
from tests.depots import depot_a_part
from tests.liste_inventee import LIGNES, NOM, liste

DIRE = Dire("ARS d'Essai", "liste inventée", "essai")
MARCHE = ("perimetre", "CC de la Marche Berichonne", "36")


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store of its own."""
    with depot_a_part(tmp_path / "var", monkeypatch):
        yield tmp_path


@pytest.fixture
def chantier(depot: Path) -> Chantier:
    """The list of twenty contracts, just dropped."""
    return ouvre(NOM, liste(), "ARS d'Essai")


def decided(chantier: Chantier) -> Chantier:
    """Answer all that the list asks: what is proposed is taken, the rest is left out."""
    lue = analyse_de(chantier)
    return fait(
        chantier,
        *(
            Repondre(
                (one.colonne, one.ecrit, one.dans),
                ACCEPTER if one.lecture.certitude == "proposee" else IGNORER,
            )
            for one in lue.valeurs_a_decider
        ),
    )


def published(chantier: Chantier) -> Chantier:
    return publie(decided(chantier), DIRE, load_connu().numero, PROPRIETAIRE)


def test_a_list_dropped_waits_with_its_file_and_changes_nothing(chantier: Chantier) -> None:
    assert load_connu().numero == 1
    assert [one.id for one in en_cours()] == [chantier.id]
    assert len(analyse_de(chantier).lignes) == len(LIGNES)
    assert dernier_auteur() == "ARS d'Essai"


def test_an_import_is_at_the_same_step_after_a_restart(chantier: Chantier) -> None:
    later = passe(decided(chantier), "controler")
    oublie()
    again = reprend(later.id)
    assert again.importation.etat == "controle"
    assert again.importation.decisions == later.importation.decisions
    assert analyse_de(again).est_prete


def test_a_process_killed_leaves_its_import_at_the_step_it_was(depot: Path) -> None:
    program = (
        "import os, signal\n"
        "from geo.atelier.chantier import ouvre, passe\n"
        "from tests.liste_inventee import NOM, liste\n"
        "print(passe(ouvre(NOM, liste(), ''), 'voir_valeurs').id, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=DOSSIER_PROJET, capture_output=True, text=True
    )
    assert done.returncode == -9, done.stderr
    assert reprend(done.stdout.strip()).importation.etat == "valeurs"


@pytest.mark.parametrize(
    ("nom", "octets", "dit"),
    [
        ("photo.xlsx", b"\xff\xd8\xff\xe0" + bytes(300), "photographie"),
        ("vide.csv", b"", "vide"),
        (
            "macro.xlsm",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "mot de passe",
        ),
        ("page.csv", b"<html><body>CLS</body></html>", "page web"),
        ("archive.zip", b"PK\x05\x06" + bytes(18), "archive"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence_and_not_kept(
    depot: Path, nom: str, octets: bytes, dit: str
) -> None:
    with pytest.raises(FichierRefuse, match=dit):
        ouvre(nom, octets, "")
    assert en_cours() == []


def test_a_file_whose_header_is_not_found_is_kept_for_a_person_to_show_it(depot: Path) -> None:
    chantier = ouvre("notes.csv", b"un;deux\ntrois;quatre\n", "")
    vue = vue_de(chantier, date(2026, 11, 30))
    assert vue.lue is None
    assert "en-tête" in vue.refus
    chosen = fait(chantier, ChoisirColonnes({"un": "perimetre"}))
    assert [one.cible for one in analyse_de(chosen).tableau.colonnes] == ["perimetre", None]  # type: ignore[union-attr]


def test_of_two_windows_the_second_is_told_and_both_decisions_can_be_kept(
    chantier: Chantier,
) -> None:
    fait(chantier, Repondre(MARCHE, ACCEPTER))
    with pytest.raises(AttenteChangee, match="autre fenêtre"):
        fait(chantier, Situer("24"))
    done = fait(reprend(chantier.id), Situer("24"))
    assert done.importation.region == "24"
    assert done.importation.decisions.valeurs[MARCHE] is True


def test_an_answer_that_no_territory_bears_is_refused_and_not_kept(chantier: Chantier) -> None:
    with pytest.raises(DecisionsInvalides, match="n'est pas un territoire"):
        fait(chantier, Repondre(MARCHE, "99999"))
    assert reprend(chantier.id).importation.decisions.valeurs == {}


def test_a_text_for_all_the_rows_stands_for_the_column_that_lacks(depot: Path) -> None:
    content = b"EPCI;Signature\nCC Giennoises;12/07/2023\nCC des Loges;2024\n"
    chantier = ouvre("liste.csv", content, "")
    fixed = fait(chantier, FixerValeurs({"etape": "Diagnostic en cours", "duree_ans": "3 ans"}))
    rows = [line.changements[0].apres for line in analyse_de(fixed).lignes]
    assert [(row["etape"], row["duree_ans"]) for row in rows if row] == [("diagnostic", "3")] * 2
    held = reprend(fixed.id)
    assert held.importation.decisions.lecture.fixes["duree_ans"] == "3 ans"
    again = fait(held, FixerValeurs({}))
    assert analyse_de(again).lignes[0].changements[0].apres["duree_ans"] == ""  # type: ignore[index]


def test_a_file_read_otherwise_is_read_again_from_what_is_kept(chantier: Chantier) -> None:
    other = fait(chantier, ChoisirLecture(encodage="mac_roman"))
    assert "santÈ publique" in str(analyse_de(other).tableau)
    back = fait(other, ChoisirLecture(encodage="cp1252"))
    assert len(analyse_de(back).lignes) == len(LIGNES)


def test_the_effect_is_shown_before_and_is_that_of_the_publication(chantier: Chantier) -> None:
    ready = decided(chantier)
    seen = {(one.niveau, one.code): one.taux_signe_apres for one in apercu_de(ready).effets}
    before = load_connu().moteur.couverture(date.today())
    done = publie(ready, DIRE, load_connu().numero, PROPRIETAIRE)
    rapport = load_rapport(done.importation.numero or 0)
    assert rapport is not None
    assert {(one.niveau, one.code): one.taux_signe_apres for one in rapport.apercu.effets} == seen
    assert rapport.apercu.avant.moteur.registre.contrats == before.moteur.registre.contrats
    assert len(rapport.de_nature(AJOUTE)) == len(LIGNES)


def test_what_is_published_keeps_its_file_and_says_who_and_why(chantier: Chantier) -> None:
    done = published(chantier)
    assert (done.importation.etat, done.importation.numero) == ("publie", 2)
    [publication] = dernieres_publications()
    assert (publication.auteur, publication.source, publication.motif) == (
        "ARS d'Essai",
        "liste inventée",
        "essai",
    )
    with depot_en_usage().lecture() as connection:
        assert read_fichier(connection, publication.fichiers[0].sha256) == liste()
    assert en_cours() == []


def test_a_list_published_then_undone_leaves_the_registre_as_it_was(chantier: Chantier) -> None:
    before = load_connu().moteur.registre.contrats
    done = published(chantier)
    annule_import(2, done.id, PROPRIETAIRE, "ARS d'Essai", "mauvais fichier")
    assert load_connu().moteur.registre.contrats == before
    assert reprend(done.id).importation.etat == "annule"
    rapport = load_rapport(2)
    assert rapport is not None
    assert rapport.publication.annulee_par == (3,)


def test_the_same_list_dropped_again_changes_nothing_and_says_it_was_published(
    chantier: Chantier,
) -> None:
    published(chantier)
    again = decided(ouvre(NOM, liste(), ""))
    vue = vue_de(again, date.today())
    assert vue.deja_publie == 2
    assert vue.lue is not None
    assert vue.lue.changements == ()
    with pytest.raises(TransitionRefusee, match="dit déjà tout cela"):
        publie(again, DIRE, load_connu().numero, PROPRIETAIRE)


def test_what_was_decided_of_a_file_is_proposed_for_the_next_of_its_shape(
    chantier: Chantier,
) -> None:
    changed = fait(chantier, ChoisirColonnes({"Porteur": None}))
    published(changed)
    other = ouvre("suivi 2027.csv", liste().replace(b"2026", b"2027"), "")
    profil = profil_propose(analyse_de(other))
    assert profil is not None
    assert profil.colonnes == {"Porteur": None}


def test_nothing_is_published_while_something_is_to_decide_save_the_valid_rows_alone(
    chantier: Chantier,
) -> None:
    with pytest.raises(TransitionRefusee, match="restent à décider"):
        publie(chantier, DIRE, 1, PROPRIETAIRE)
    alone = fait(chantier, LignesValidesSeules(True))
    done = publie(alone, DIRE, 1, PROPRIETAIRE)
    rapport = load_rapport(done.importation.numero or 0)
    assert rapport is not None
    assert len(rapport.de_nature(AJOUTE)) == 17


@pytest.mark.parametrize("dire", [Dire("", "s", "m"), Dire("a", " ", "m"), Dire("a", "s", "")])
def test_who_from_what_and_why_are_obligatory(chantier: Chantier, dire: Dire) -> None:
    with pytest.raises(TransitionRefusee, match="manque"):
        publie(decided(chantier), dire, 1, PROPRIETAIRE)
    assert load_connu().numero == 1


def test_a_registre_that_moved_since_the_comparison_is_told_and_nothing_is_published(
    chantier: Chantier,
) -> None:
    ready = decided(chantier)
    published(ouvre("autre.csv", b"EPCI;Signature\nCC Giennoises;2020\n", ""))
    with pytest.raises(AttenteChangee, match="a changé entre-temps"):
        publie(ready, DIRE, 1, PROPRIETAIRE)
    assert load_connu().numero == 2


def test_a_reader_publishes_nothing(chantier: Chantier) -> None:
    with pytest.raises(ActeRefuse, match="référent"):
        publie(decided(chantier), DIRE, 1, PUBLIC)
    assert load_connu().numero == 1


def test_a_list_said_complete_attests_its_region_on_its_day(chantier: Chantier) -> None:
    attestee = Attestee("24", date(2026, 7, 12))
    publie(decided(chantier), DIRE, 1, PROPRIETAIRE, attestee)
    region = load_connu().moteur.registre.regions["24"]
    assert (region.completude, region.completude_auteur) == ("complete", "ARS d'Essai")
    assert region.completude_date is not None
    assert region.completude_date.texte == "2026-07-12"


def test_an_import_given_up_leaves_with_its_file(chantier: Chantier) -> None:
    empreinte = chantier.importation.fichier.empreinte
    abandonne(chantier)
    with pytest.raises(AttenteInconnue):
        reprend(chantier.id)
    with depot_en_usage().lecture() as connection:
        assert read_fichier(connection, empreinte) is None


def test_the_report_says_what_was_decided(chantier: Chantier) -> None:
    said = decisions_en_mots(decided(chantier).importation.decisions)
    assert "« CC de la Marche Berichonne » : proposition acceptée".replace(" ", "") in [
        one.replace("\u00a0", "").replace(" ", "") for one in said
    ]
