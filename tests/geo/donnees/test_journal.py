"""The journal and what changed since a day, on a store of its own."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from data.depot.annulation import annule
from data.depot.base.connexion import Depot
from data.depot.changements import ajout
from data.depot.droits import PROPRIETAIRE, PUBLIC
from data.depot.modele import Entete
from data.depot.ouverture import depot_en_usage
from data.depot.publication import publie
from geo.couverture.moteur import load_moteur
from geo.donnees.fraicheur import RELEVE, build_verifications
from geo.donnees.journal import PARIS, build_entree, build_journal
from geo.donnees.nouveautes import build_nouveautes
from geo.donnees.publication import (
    annule_publication,
    build_publication,
    build_reversibilite,
    peut_annuler,
)
from geo.territoires.territoire import FRANCE, Territoire
from tests.depots import CORNOUAILLE, corrige, depot_a_part

BRETAGNE = Territoire("region", "53", "Bretagne")
NORMANDIE = Territoire("region", "28", "Normandie")


def a_paris() -> date:
    """Return the day in Paris, by which publications are dated: tomorrow, late in the evening."""
    return datetime.now(PARIS).date()


HIER = a_paris() - timedelta(days=1)


@pytest.fixture(scope="module", autouse=True)
def depot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Depot]:
    """Publication 2 ends Cornouaille in 2019, 3 renames it, 4 undoes 3, 5 adds an action."""
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        depot_a_part(tmp_path_factory.mktemp("journal"), monkeypatch),
    ):
        opened = depot_en_usage()
        corrige(
            opened,
            {"date_signature": "2016-01-01", "date_fin": "2019-01-01", "duree_ans": ""},
            source="arrêté",
        )
        corrige(opened, {"nom": "CLS renommé"}, auteur="Marie Durand", source="arrêté")
        annule(opened, 3, "ARS Bretagne", "erreur", lambda *_: True)
        cells = {
            "contrat_id": CORNOUAILLE,
            "intitule": "Bus dentaire",
            "statut": "non_renseigne",
            "pilote": "Mme Durand",
            "source_url": "https://www.ars.sante.fr/essai",
        }
        publie(
            opened, Entete("import", "ARS Bretagne", "liste", "suivi"), [ajout("actions", cells)]
        )
        yield opened


def test_the_newest_publication_comes_first_and_names_organisations_alone() -> None:
    journal = build_journal()
    assert [one.publication.numero for one in journal.entrees] == [5, 4, 3, 2, 1]
    assert journal.total == 5
    assert [one.auteur for one in journal.entrees[1:3]] == ["ARS Bretagne", "Auteur non public"]
    assert [one.publication.numero for one in build_journal(3, 2).entrees] == [3, 2]


def test_a_publication_says_what_it_did_to_the_country_and_to_its_region() -> None:
    reach = build_entree(2).portee
    assert reach.contrats == (CORNOUAILLE,)
    assert [one.territoire.code for one in reach.effets] == ["FR", "53"]
    assert reach.regions == (BRETAGNE,)
    for one in reach.effets:
        assert one.recense_avant is not None
        assert one.recense < one.recense_avant
    unmoved = build_entree(3).portee.effets
    for one in unmoved:
        assert (one.recense_avant, one.atteste_avant) == (one.recense, one.atteste)


def test_the_effect_is_that_of_the_command_line_on_the_day_of_the_publication() -> None:
    from geo.couverture.tables import ligne_du_territoire

    entry = build_entree(2)
    coverage = load_moteur(registre=2).couverture(entry.instant.date())
    expected = ligne_du_territoire(coverage, "region", "53")["taux_signe"]
    assert entry.portee.effets[1].recense == pytest.approx(expected, abs=0.005)


def test_the_first_publication_has_no_rate_before_it() -> None:
    [country, *_] = build_entree(1).portee.effets
    assert (country.recense_avant, country.atteste_avant) == (None, None)
    assert country.recense > 20


def test_rows_are_told_cell_by_cell_with_the_titles_of_the_schema() -> None:
    [row] = build_publication(2).lignes
    told = {cell.titre: (cell.avant, cell.apres) for cell in row.cellules}
    assert told["Date de fin"] == ("", "2019-01-01")
    assert row.contrat == CORNOUAILLE
    assert build_publication(2).noms == {CORNOUAILLE: "CLS de Cornouaille"}


def test_the_name_of_a_person_is_in_no_cell() -> None:
    [row] = build_publication(5).lignes
    assert "Durand" not in "".join(cell.apres for cell in row.cellules)


def test_an_undo_tells_row_by_row_what_it_would_leave() -> None:
    moved = build_reversibilite(2)
    assert moved.lignes == 0
    assert "changée depuis par la publication 4" in moved.refus[0].pourquoi
    assert build_reversibilite(1).impossible
    assert build_reversibilite(5).lignes == 1


def test_who_has_the_machine_may_undo_and_the_public_may_not() -> None:
    assert peut_annuler(5, PROPRIETAIRE)
    assert not peut_annuler(5, PUBLIC)


def test_an_undo_is_one_publication_more(depot: Depot) -> None:
    last = corrige(depot, {"notes": "à annuler"}, source="arrêté")
    done = annule_publication(last, PROPRIETAIRE, "ARS Bretagne", "essai")
    assert done.publication is not None
    assert build_entree(last).publication.annulee_par == (done.publication.numero,)
    assert build_entree(done.publication.numero).publication.annule == last


def test_what_changed_is_net_and_what_came_back_is_not_told() -> None:
    found = build_nouveautes(HIER, registre=4)
    [one] = found.contrats
    fields = {cell.colonne for row in one.lignes for cell in row.cellules}
    assert one.id == CORNOUAILLE
    assert "nom" not in fields  # renamed, then named as before
    assert "date_fin" in fields
    assert found.est_l_origine
    assert (found.numero_avant, found.numero) == (1, 4)


def test_nothing_changed_where_nothing_was_published() -> None:
    assert build_nouveautes(HIER, NORMANDIE, 4).contrats == ()
    assert build_nouveautes(HIER, NORMANDIE, 4).entrees == ()
    tomorrow = a_paris() + timedelta(days=1)
    assert build_nouveautes(tomorrow, FRANCE, 4).contrats == ()


def test_an_entry_says_who_last_looked_at_a_contract() -> None:
    found = {one.contrat.id: one for one in build_verifications(load_moteur(), BRETAGNE, HIER)}
    seen = found.pop(CORNOUAILLE)
    assert (seen.par, seen.le) == ("ARS Bretagne", a_paris())
    assert {one.par for one in found.values()} == {RELEVE}
