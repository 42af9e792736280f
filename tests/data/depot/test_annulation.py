"""Undoing a publication: row by row, itself in the history, and undone in its turn."""

from collections.abc import Callable

import pytest

from data.depot.annulation import Annulation, annule, prepare_annulation
from data.depot.base.connexion import Depot
from data.depot.droits import ADMINISTRATEUR, ANNULER, REFERENT, Compte
from data.depot.erreurs import (
    ActeRefuse,
    AnnulationImpossible,
    PublicationIncomplete,
    PublicationInconnue,
)
from data.depot.journal import read_modifications, read_publication
from data.depot.modele import Changement
from data.depot.territoires import permission
from tests.data.depot.outils import ajout, change, faults, publish, remove, tables, texts
from tests.data.depot.registre_invente import action, axe, contrat

ARMOR, LEON = "cls-29-armor-1", "cls-29-leon-1"
NEUF = "cls-29-iroise-1"


def undo(depot: Depot, numero: int, compte: Compte | None = None) -> Annulation:
    qui = compte or Compte(ADMINISTRATEUR)
    return annule(depot, numero, "ARS Bretagne", "erreur de saisie", permission(qui, ANNULER))


def bus(depot: Depot) -> str:
    return next(cle for cle in tables(depot)["actions"] if ARMOR in cle)


Geste = Callable[[Depot], list[Changement]]
GESTES: dict[str, Geste] = {
    "a row corrected": lambda depot: [change(depot, "contrats", ARMOR, etape="evaluation")],
    "a row added": lambda depot: [ajout("axes", axe(ARMOR, "Ajouté"))],
    "a row taken away": lambda depot: [remove(depot, "actions", bus(depot))],
    "a row renamed": lambda depot: [
        remove(depot, "actions", bus(depot)),
        ajout("actions", action(ARMOR, "Bus de la santé")),
    ],
    "a contract with its rows": lambda depot: [
        ajout("contrats", contrat(NEUF)),
        ajout("axes", axe(NEUF, "Premier")),
    ],
}


@pytest.mark.parametrize("geste", GESTES.values(), ids=GESTES)
def test_what_nobody_touched_since_comes_back_as_it_was(depot: Depot, geste: Geste) -> None:
    avant = texts(tables(depot))
    ordre = {nom: list(lignes) for nom, lignes in avant.items()}
    publish(depot, *geste(depot))
    faite = undo(depot, 2)
    assert texts(tables(depot)) == avant
    assert {nom: list(lignes) for nom, lignes in tables(depot).items()} == ordre
    assert faite.refus == ()
    assert faults(depot) == []


@pytest.mark.parametrize("geste", GESTES.values(), ids=GESTES)
def test_an_undo_is_undone_in_its_turn(depot: Depot, geste: Geste) -> None:
    publish(depot, *geste(depot))
    apres = texts(tables(depot))
    undo(depot, 2)
    undo(depot, 3)
    assert texts(tables(depot)) == apres
    assert faults(depot) == []


def test_the_undo_is_in_the_history_and_what_it_undid_stays_there(depot: Depot) -> None:
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    undo(depot, 2)
    with depot.lecture() as connection:
        undone, undoing = read_publication(connection, 2), read_publication(connection, 3)
        [faite] = read_modifications(connection, 2)
    assert undone is not None
    assert undoing is not None
    assert undone.annulee_par == (3,)
    assert (undoing.nature, undoing.annule, undoing.motif) == ("annulation", 2, "erreur de saisie")
    assert faite.avant is not None


def test_a_row_changed_since_is_left_and_the_others_come_back(depot: Depot) -> None:
    publish(
        depot,
        change(depot, "contrats", ARMOR, etape="evaluation"),
        change(depot, "contrats", LEON, etape="evaluation"),
    )
    publish(depot, change(depot, "contrats", ARMOR, date_fin="2028"))
    faite = undo(depot, 2)
    [refus] = faite.refus
    assert (refus.cle, refus.publication) == (ARMOR, 3)
    assert "publication 3" in refus.pourquoi
    lues = texts(tables(depot))["contrats"]
    assert (lues[ARMOR]["etape"], lues[LEON]["etape"]) == ("evaluation", "signe")


SUITES: dict[str, Geste] = {
    "changed again": lambda depot: [change(depot, "actions", bus(depot), statut="en_cours")],
    "taken away": lambda depot: [remove(depot, "actions", bus(depot))],
}


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_nothing_is_undone_when_every_row_moved(depot: Depot, suite: Geste) -> None:
    publish(depot, change(depot, "actions", bus(depot), statut="realisee"))
    publish(depot, *suite(depot))
    avant = tables(depot)
    with pytest.raises(AnnulationImpossible, match="publication 3"):
        undo(depot, 2)
    assert tables(depot) == avant


def test_a_row_taken_away_then_added_again_is_left(depot: Depot) -> None:
    cle = bus(depot)
    publish(depot, remove(depot, "actions", cle))
    publish(depot, ajout("actions", action(ARMOR, "Bus santé", statut="en_cours")))
    with pytest.raises(AnnulationImpossible):
        undo(depot, 2)


def test_a_publication_is_undone_once(depot: Depot) -> None:
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    undo(depot, 2)
    with pytest.raises(AnnulationImpossible, match="publication 3"):
        undo(depot, 2)


def test_a_contract_that_got_an_axis_since_is_not_taken_away(depot: Depot) -> None:
    publish(depot, *GESTES["a contract with its rows"](depot))
    publish(depot, ajout("axes", axe(NEUF, "Second")))
    faite = undo(depot, 2)
    assert [(un.ressource, un.cle) for un in faite.refus] == [("contrats", NEUF)]
    assert NEUF in tables(depot)["contrats"]
    restent = [une for une in texts(tables(depot))["axes"].values() if une["contrat_id"] == NEUF]
    assert [une["intitule"] for une in restent] == ["Second"]
    assert faults(depot) == []


def test_a_row_whose_contract_is_gone_does_not_come_back_alone(depot: Depot) -> None:
    publish(depot, ajout("contrats", contrat(NEUF)), ajout("axes", axe(NEUF, "Premier")))
    [cle] = [cle for cle in tables(depot)["axes"] if NEUF in cle]
    publish(depot, remove(depot, "axes", cle))
    publish(depot, remove(depot, "contrats", NEUF))
    with pytest.raises(AnnulationImpossible, match="n'existe plus"):
        undo(depot, 3)


def test_looking_at_an_undo_writes_nothing(depot: Depot) -> None:
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    avant = tables(depot)
    preparee = prepare_annulation(depot, 2)
    assert [un.cle for un in preparee.changements] == [ARMOR]
    assert preparee.publication is None
    assert tables(depot) == avant


@pytest.mark.parametrize("numero", [0, 9, -3])
def test_a_publication_that_does_not_exist_is_not_undone(depot: Depot, numero: int) -> None:
    with pytest.raises(PublicationInconnue):
        undo(depot, numero)


def test_the_first_publication_is_what_everything_starts_from(depot: Depot) -> None:
    with pytest.raises(AnnulationImpossible, match="première"):
        undo(depot, 1)


def test_why_it_is_undone_must_be_said(depot: Depot) -> None:
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    with pytest.raises(PublicationIncomplete, match="motif"):
        annule(depot, 2, "ARS Bretagne", "", permission(Compte(ADMINISTRATEUR), ANNULER))


@pytest.mark.parametrize(
    ("compte", "permis"),
    [
        (Compte(ADMINISTRATEUR), True),
        (Compte(REFERENT, regions=frozenset({"53"})), True),
        (Compte(REFERENT, departements=frozenset({"29"})), True),
        (Compte(REFERENT, regions=frozenset({"28"})), False),
        (Compte(REFERENT, departements=frozenset({"35"})), False),
        (Compte("porteur", contrats=frozenset({ARMOR})), False),
        (Compte(), False),
    ],
)
def test_who_may_undo_is_who_may_publish_there(depot: Depot, compte: Compte, permis: bool) -> None:
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    if permis:
        assert undo(depot, 2, compte).publication is not None
    else:
        with pytest.raises(ActeRefuse):
            undo(depot, 2, compte)
        assert len(prepare_annulation(depot, 2).changements) == 1


def test_a_contract_that_changes_of_region_is_undone_by_both(depot: Depot) -> None:
    publish(depot, change(depot, "contrats", ARMOR, region="28", departements="14"))
    for region in ("53", "28"):
        with pytest.raises(ActeRefuse):
            undo(depot, 2, Compte(REFERENT, regions=frozenset({region})))
    assert undo(depot, 2, Compte(REFERENT, regions=frozenset({"53", "28"}))).publication
