"""A newer delivered registre: rows that nobody touched follow it, the others are proposed."""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.depot.annulation import annule
from data.depot.base.connexion import Depot
from data.depot.erreurs import ChangementInvalide
from data.depot.export import export_fichiers
from data.depot.journal import read_publication
from data.depot.livraison.fichiers import Livraison, read_fichiers, read_livraison
from data.depot.livraison.rangs import PAS, ranks_for
from data.depot.livraison.reprise import Reprise, prepare_reprise, reprend
from data.depot.modele import Cellules
from data.depot.ouverture import ouvre
from data.depot.registre import Lecteur
from tests.data.depot.outils import ajout, change, faults, publish, remove, tables, texts
from tests.data.depot.registre_invente import (
    Lignes,
    action,
    axe,
    contrat,
    lignes_inventees,
    write_registre,
)

ARMOR, ARGOAT, LEON = "cls-29-armor-1", "cls-29-argoat-1", "cls-29-leon-1"
NEUF = "cls-29-iroise-1"


def delivered(folder: Path, alter: Callable[[Lignes], None], jour: str = "2026-07-01") -> Livraison:
    """A newer delivery: the invented registre, altered."""
    lignes = lignes_inventees()
    alter(lignes)
    return read_livraison(write_registre(folder, lignes, jour))


def take(depot: Depot, livraison: Livraison, *acceptees: tuple[str, str]) -> Reprise:
    return reprend(depot, livraison, "Atlas", "nouvelle livraison", acceptees)


def set_step(lignes: Lignes, etape: str, contrat_id: str = ARMOR) -> None:
    row_of(lignes, contrat_id)["etape"] = etape


def row_of(lignes: Lignes, contrat_id: str) -> Cellules:
    return next(une for une in lignes["contrats"] if une["id"] == contrat_id)


def step(depot: Depot, contrat_id: str = ARMOR) -> str:
    return texts(tables(depot))["contrats"][contrat_id]["etape"]


def test_a_row_that_nobody_touched_follows_the_delivery(depot: Depot, tmp_path: Path) -> None:
    faite = take(depot, delivered(tmp_path, lambda lignes: set_step(lignes, "evaluation")))
    assert (step(depot), faite.propositions) == ("evaluation", ())
    assert faite.publication is not None
    assert (faite.publication.nature, faite.publication.lignes) == ("reprise", {"contrats": 1})
    assert faults(depot) == []


def test_a_row_that_somebody_corrected_stays_and_the_delivery_is_proposed(
    depot: Depot, tmp_path: Path
) -> None:
    publish(depot, change(depot, "contrats", ARMOR, etape="renouvellement"))
    livraison = delivered(tmp_path, lambda lignes: set_step(lignes, "evaluation"))
    [proposition] = take(depot, livraison).propositions
    assert step(depot) == "renouvellement"
    dits = [proposition.livree, proposition.actuelle, proposition.proposee]
    assert [dit and dit["etape"] for dit in dits] == ["signe", "renouvellement", "evaluation"]


def test_a_proposal_stays_one_until_both_agree(depot: Depot, tmp_path: Path) -> None:
    publish(depot, change(depot, "contrats", ARMOR, etape="renouvellement"))
    livraison = delivered(tmp_path, lambda lignes: set_step(lignes, "evaluation"))
    take(depot, livraison)
    assert len(take(depot, livraison).propositions) == 1
    faite = take(depot, livraison, ("contrats", ARMOR))
    assert (step(depot), faite.propositions) == ("evaluation", ())
    assert prepare_reprise(depot, livraison).propositions == ()


def test_what_is_accepted_must_be_proposed(depot: Depot, tmp_path: Path) -> None:
    livraison = delivered(tmp_path, lambda lignes: set_step(lignes, "evaluation", LEON))
    with pytest.raises(ChangementInvalide, match=ARMOR):
        take(depot, livraison, ("contrats", ARMOR))
    assert step(depot, LEON) == "signe"


def test_a_correction_that_the_delivery_does_not_question_is_left_in_peace(
    depot: Depot, tmp_path: Path
) -> None:
    publish(depot, change(depot, "contrats", ARMOR, etape="renouvellement"))
    faite = take(depot, delivered(tmp_path, lambda lignes: set_step(lignes, "echu", LEON)))
    assert (step(depot), step(depot, LEON), faite.propositions) == ("renouvellement", "echu", ())


def test_a_correction_that_the_delivery_also_makes_is_no_question(
    depot: Depot, tmp_path: Path
) -> None:
    publish(depot, change(depot, "contrats", ARMOR, etape="evaluation"))
    faite = take(depot, delivered(tmp_path, lambda lignes: set_step(lignes, "evaluation")))
    assert (faite.changements, faite.propositions) == ((), ())


def test_what_was_corrected_then_undone_follows_the_delivery(depot: Depot, tmp_path: Path) -> None:
    publish(depot, change(depot, "contrats", ARMOR, etape="renouvellement"))
    annule(depot, 2, "ARS", "erreur", lambda *_: True)
    take(depot, delivered(tmp_path, lambda lignes: set_step(lignes, "evaluation")))
    assert step(depot) == "evaluation"


def test_a_delivery_that_was_undone_is_not_taken_in_again(depot: Depot, tmp_path: Path) -> None:
    livraison = delivered(tmp_path, lambda lignes: set_step(lignes, "evaluation"))
    take(depot, livraison)
    annule(depot, 2, "ARS", "erreur", lambda *_: True)
    faite = take(depot, livraison)
    assert (step(depot), faite.changements, faite.propositions) == ("signe", (), ())


def test_rows_of_a_newer_delivery_come_and_go(depot: Depot, tmp_path: Path) -> None:
    def alter(lignes: Lignes) -> None:
        lignes["contrats"].insert(1, contrat(NEUF))
        lignes["axes"].append(axe(NEUF, "Accès aux droits"))
        del lignes["actions"][0]

    take(depot, delivered(tmp_path, alter))
    lues = texts(tables(depot))
    assert list(lues["contrats"]) == [ARMOR, NEUF, ARGOAT, LEON, "cls-29-tregor-1"]
    assert [une["intitule"] for une in lues["actions"].values()] == ["Maison\ndes aidants"]
    assert len(lues["axes"]) == 3


def test_a_row_deleted_here_and_changed_there_is_proposed(depot: Depot, tmp_path: Path) -> None:
    [cle] = [cle for cle in tables(depot)["actions"] if ARMOR in cle]
    publish(depot, remove(depot, "actions", cle))

    def alter(lignes: Lignes) -> None:
        lignes["actions"][0]["statut"] = "en_cours"

    [proposition] = take(depot, delivered(tmp_path, alter)).propositions
    assert (proposition.actuelle, proposition.cle) == (None, cle)
    assert cle not in tables(depot)["actions"]


def test_a_row_added_on_both_sides_is_proposed(depot: Depot, tmp_path: Path) -> None:
    publish(depot, ajout("axes", axe(LEON, "Habitat", themes="acces_droits")))
    livraison = delivered(tmp_path, lambda lignes: lignes["axes"].append(axe(LEON, "Habitat")))
    [proposition] = take(depot, livraison).propositions
    assert proposition.livree is None
    assert proposition.proposee is not None
    assert proposition.proposee["themes"] == "sante_mentale"


def test_a_contract_that_the_delivery_drops_stays_while_a_row_of_ours_names_it(
    depot: Depot, tmp_path: Path
) -> None:
    publish(depot, ajout("actions", action(LEON, "Ajoutée par l'ARS")))

    def alter(lignes: Lignes) -> None:
        for nom in ("contrats", "perimetres", "axes", "actions", "signataires"):
            champ = "id" if nom == "contrats" else "contrat_id"
            lignes[nom] = [une for une in lignes[nom] if une[champ] != LEON]

    faite = take(depot, delivered(tmp_path, alter))
    assert [(une.ressource, une.cle) for une in faite.propositions] == [("contrats", LEON)]
    lues = texts(tables(depot))
    assert LEON in lues["contrats"]
    assert not [une for une in lues["perimetres"].values() if une["contrat_id"] == LEON]
    assert faults(depot) == []


def test_files_in_another_order_give_the_rows_that_order(depot: Depot, tmp_path: Path) -> None:
    livraison = delivered(tmp_path, lambda lignes: lignes["contrats"].reverse())
    take(depot, livraison)
    assert list(tables(depot)["contrats"]) == list(livraison.lignes["contrats"])
    assert faults(depot) == []


def test_after_a_newer_delivery_the_files_given_back_are_the_newer_ones(
    depot: Depot, tmp_path: Path
) -> None:
    def alter(lignes: Lignes) -> None:
        lignes["contrats"].insert(2, contrat(NEUF))
        lignes["signataires"].reverse()
        del lignes["perimetres"][1]

    livraison = delivered(tmp_path, alter)
    take(depot, livraison)
    assert export_fichiers(depot) == livraison.fichiers


def test_the_day_of_the_survey_is_that_of_the_delivery_known_then(
    depot: Depot, tmp_path: Path
) -> None:
    take(depot, delivered(tmp_path, lambda lignes: None, "2027-01-15"))
    lecteur = Lecteur(depot)
    jours = [lecteur.load_registre(numero).date_releve.isoformat() for numero in (1, 2)]
    assert jours == ["2026-06-15", "2027-01-15"]


def test_the_same_files_are_taken_in_once(depot: Depot, livraison: Path) -> None:
    assert take(depot, read_livraison(livraison)).publication is None


def test_a_newer_delivery_is_taken_in_when_the_store_is_opened(
    depot: Depot, tmp_path: Path
) -> None:
    newer = tmp_path / "livraison"
    delivered(newer, lambda lignes: set_step(lignes, "evaluation"))
    for _ in range(2):
        rouvert = ouvre(depot.adresse, newer)
        assert (step(rouvert), rouvert.a_reprendre) == ("evaluation", "")
        rouvert.ferme()
    with depot.lecture() as connection:
        reprise = read_publication(connection, 2)
        assert read_publication(connection, 3) is None
    assert reprise is not None
    assert reprise.motif == "nouvelle livraison du registre"


def test_an_older_atlas_does_not_take_its_delivery_in_again(
    depot: Depot, livraison: Path, tmp_path: Path
) -> None:
    take(depot, delivered(tmp_path, lambda lignes: set_step(lignes, "evaluation")))
    rouvert = ouvre(depot.adresse, livraison)
    assert step(rouvert) == "evaluation"
    rouvert.ferme()


@pytest.mark.parametrize("faux", ["contrats.csv", "datapackage.json"])
def test_a_newer_delivery_with_faults_leaves_the_store_as_it_is(
    depot: Depot, livraison: Path, tmp_path: Path, faux: str
) -> None:
    for nom, contenu in read_fichiers(livraison).items():
        (tmp_path / nom).write_bytes(contenu)
    (tmp_path / faux).write_bytes(b"rien")
    avant = tables(depot)
    rouvert = ouvre(depot.adresse, tmp_path)
    assert "python -m data reprendre" in rouvert.a_reprendre
    assert tables(rouvert) == avant
    rouvert.ferme()


CLES = st.lists(st.sampled_from("abcdefghij"), unique=True)


@settings(max_examples=300)
@given(CLES, CLES, st.integers(0, 3))
def test_ranks_follow_any_new_order_and_move_few_rows(
    avant: list[str], apres: list[str], serre: int
) -> None:
    pas = PAS if serre else 1  # no room between neighbours
    connus = {cle: pas * place for place, cle in enumerate(avant, start=1)}
    rangs = ranks_for(apres, copy.copy(connus))
    assert sorted(apres, key=rangs.__getitem__) == apres
    assert len(set(rangs.values())) == len(apres)
    communs = [cle for cle in avant if cle in apres]
    if serre and communs == [cle for cle in apres if cle in connus]:
        assert all(rangs[cle] == connus[cle] for cle in communs)
