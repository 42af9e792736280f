"""A draft: rows written by hand, from the registre as it was read, never over somebody else's."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data.depot.annulation import annule
from data.depot.changements import correction
from data.depot.droits import PROPRIETAIRE, PUBLIC, Compte
from data.depot.erreurs import ActeRefuse, ConflitDeVersions
from data.depot.etat import cellules_de
from data.depot.modele import Entete, Tables
from data.depot.ouverture import depot_en_usage
from data.depot.publication import publie
from data.depot.registre import load_registre, load_tables, numero_courant
from geo.certitude.certitude import build_certitude
from geo.saisie.brouillon import TABLES_SAISIES, Brouillon
from geo.saisie.champs import lit_ligne, vide
from geo.saisie.conflits import MIENNE, PUBLIEE, find_divergences, tranche
from geo.saisie.perimetre import ligne_du_territoire
from geo.saisie.publication import annule_publication, publie_brouillon
from geo.saisie.vue import build_vue, load_courant
from tests.depots import depot_a_part

CORNOUAILLE = "cls-29-cornouaille-1"
VILLES_SOEURS = "cls-76-villes-soeurs-x"
JOUR = date(2026, 11, 30)
SAISIE = Entete("saisie", "ARS Bretagne", "avenant du 3 mars 2026", "date corrigée")


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tables]:
    """The rows of a store of its own."""
    with depot_a_part(tmp_path, monkeypatch):
        yield load_tables()


def begun(contrat: str = CORNOUAILLE) -> Brouillon:
    return Brouillon(contrat, numero_courant())


def with_end(draft: Brouillon, tables: Tables, end: str) -> Brouillon:
    row = draft.contrat(tables)
    assert row is not None
    return draft.ecrit(tables, "contrats", row | {"date_fin": end})


def somebody_publishes(colonne: str, texte: str) -> int:
    lue = load_tables()["contrats"][CORNOUAILLE]
    un = correction("contrats", CORNOUAILLE, lue, {colonne: texte})
    entete = Entete("saisie", "Quimper Cornouaille Développement", "courrier", "mise à jour")
    return publie(depot_en_usage(), entete, [un]).numero


def test_every_row_of_the_registre_is_read_back_as_it_is_by_its_form(tables: Tables) -> None:
    changed = {}
    for ressource in TABLES_SAISIES:
        for cle, ligne in tables[ressource].items():
            cells = cellules_de(ressource, ligne)
            if lit_ligne(ressource, cells, cells) != (cells, {}):
                changed[ressource, cle] = cells
    assert changed == {}


@pytest.mark.parametrize(
    ("saisie", "lue"),
    [
        ("12/07/2023", "2023-07-12"),
        ("juillet 2023", "2023-07"),
        ("07/2023", "2023-07"),
        ("2023", "2023"),
        ("", ""),
    ],
)
def test_a_date_keeps_the_precision_that_is_typed(saisie: str, lue: str) -> None:
    cells, wrong = lit_ligne("contrats", vide("contrats", ""), {"date_signature": saisie})
    assert cells["date_signature"] == lue
    assert "date_signature" not in wrong


@pytest.mark.parametrize("saisie", ["bientôt", "2029 ?", "31/02/2023", "T3 2024"])
def test_a_doubtful_date_is_asked_again_with_an_example(saisie: str) -> None:
    _, wrong = lit_ligne("contrats", vide("contrats", ""), {"date_fin": saisie})
    assert "12/07/2023, juillet 2023 ou 2023" in wrong["date_fin"]


def test_a_change_undone_by_hand_leaves_no_trace_in_the_draft(tables: Tables) -> None:
    draft = with_end(begun(), tables, "2029")
    assert [one.place for one in draft.retouches] == [("contrats", CORNOUAILLE)]
    assert not with_end(draft, tables, "")


def test_an_axis_renamed_is_taken_off_and_put_back_in_its_place(tables: Tables) -> None:
    draft = begun()
    axes = draft.lignes(tables, "axes")
    second = list(axes)[1]
    renamed = draft.ecrit(tables, "axes", axes[second] | {"intitule": "Autre nom"}, second)
    names = [row["intitule"] for row in renamed.lignes(tables, "axes").values()]
    assert names.index("Autre nom") == 1
    assert len(names) == len(axes)
    assert len(renamed.retouches) == 2


def test_two_axes_of_one_contract_never_bear_one_name(tables: Tables) -> None:
    draft = begun()
    first, second = list(draft.lignes(tables, "axes").values())[:2]
    row = vide("axes", CORNOUAILLE) | {"intitule": first["intitule"]}
    assert draft.porte(tables, "axes", row)
    assert not draft.porte(tables, "axes", second | {"intitule": "Tout autre"})


def test_the_effect_is_that_of_the_registre_once_published(tables: Tables) -> None:
    draft = with_end(begun(), tables, "2024-06")
    effet = build_vue(load_courant(), draft, JOUR).effet
    assert effet is not None
    [bretagne] = [one.effet for one in effet.territoires if one.effet.nom == "Bretagne"]
    assert (bretagne.taux_signe_avant, bretagne.taux_signe_apres) == (37.31, 30.84)
    assert effet.apercu.signes_en_moins == ("CLS de Cornouaille",)
    publie_brouillon(depot_en_usage(), draft, tables, PROPRIETAIRE, SAISIE)
    couverture = load_courant().moteur.couverture(JOUR)
    for one in effet.territoires:
        assert build_certitude(couverture, one.apres.territoire) == one.apres
    assert any(one.bouge for one in effet.territoires)


def test_what_the_registre_refuses_is_told_of_its_row(tables: Tables) -> None:
    vue = build_vue(load_courant(), with_end(begun(), tables, "2001"), JOUR)
    [told] = vue.anomalies
    assert told.texte.startswith("Le contrat «\u00a0CLS de Cornouaille\u00a0», Date de fin")
    assert vue.effet is None


def test_a_draft_is_published_and_undone(tables: Tables) -> None:
    draft = with_end(begun(), tables, "2024-06")
    done = publie_brouillon(depot_en_usage(), draft, tables, PROPRIETAIRE, SAISIE)
    assert (done.nature, done.lignes) == ("saisie", {"contrats": 1})
    assert str(load_registre().contrats[CORNOUAILLE].date_fin) == "2024-06"
    annule_publication(depot_en_usage(), done.numero, "ARS Bretagne", "erreur", PROPRIETAIRE)
    assert load_registre().contrats[CORNOUAILLE].date_fin is None


def test_two_writers_of_two_columns_both_keep_what_they_wrote(tables: Tables) -> None:
    draft = with_end(begun(), tables, "2024-06")
    numero = somebody_publishes("nb_actions_annonce", "30")
    with pytest.raises(ConflitDeVersions):
        publie_brouillon(depot_en_usage(), draft, tables, PROPRIETAIRE, SAISIE)
    [one] = find_divergences(depot_en_usage(), draft, tables)
    assert one.publication is not None
    assert one.publication.numero == numero
    assert one.opposees == []
    now = load_tables()
    merged = tranche(draft, [one], {one.place: MIENNE}, now, numero)
    publie_brouillon(depot_en_usage(), merged, now, PROPRIETAIRE, SAISIE)
    contrat = load_registre().contrats[CORNOUAILLE]
    assert (str(contrat.date_fin), contrat.nb_actions_annonce) == ("2024-06", 30)


@pytest.mark.parametrize(("choix", "fin"), [(MIENNE, "2024-06"), (PUBLIEE, "2030")])
def test_two_writers_of_one_cell_see_both_and_one_is_chosen(
    tables: Tables, choix: str, fin: str
) -> None:
    draft = with_end(begun(), tables, "2024-06")
    numero = somebody_publishes("date_fin", "2030")
    [one] = find_divergences(depot_en_usage(), draft, tables)
    assert one.opposees == ["date_fin"]
    versions = [row and row["date_fin"] for row in (one.depart, one.publiee, one.voulue)]
    assert versions == ["", "2030", "2024-06"]
    now = load_tables()
    chosen = tranche(draft, [one], {one.place: choix}, now, numero)
    row = chosen.contrat(now)
    assert row is not None
    assert row["date_fin"] == fin
    assert bool(chosen) == (choix == MIENNE)


def test_a_change_of_another_row_needs_no_choice(tables: Tables) -> None:
    draft = begun()
    cle, row = next(iter(draft.lignes(tables, "axes").items()))
    draft = draft.ecrit(tables, "axes", row | {"themes": "numerique"}, cle)
    somebody_publishes("date_fin", "2030")
    vue = build_vue(load_courant(), draft, JOUR)
    assert vue.divergences == []
    assert vue.a_bouge
    publie_brouillon(depot_en_usage(), draft, tables, PROPRIETAIRE, SAISIE)
    assert str(load_registre().contrats[CORNOUAILLE].date_fin) == "2030"


REFERENT = "referent"


@pytest.mark.parametrize(
    ("compte", "contrat", "permis"),
    [
        (PUBLIC, CORNOUAILLE, False),
        (Compte(REFERENT, departements=frozenset({"29"})), CORNOUAILLE, True),
        (Compte(REFERENT, departements=frozenset({"22"})), CORNOUAILLE, False),
        (Compte("porteur", contrats=frozenset({CORNOUAILLE})), CORNOUAILLE, False),
        (Compte(REFERENT, regions=frozenset({"28"})), VILLES_SOEURS, True),
        (Compte(REFERENT, regions=frozenset({"32"})), VILLES_SOEURS, True),
        (Compte(REFERENT, regions=frozenset({"53"})), VILLES_SOEURS, False),
    ],
)
def test_the_store_is_asked_only_for_who_may(
    tables: Tables, compte: Compte, contrat: str, permis: bool
) -> None:
    draft = with_end(begun(contrat), tables, "2031")
    if permis:
        assert publie_brouillon(depot_en_usage(), draft, tables, compte, SAISIE).numero == 2
    else:
        with pytest.raises(ActeRefuse):
            publie_brouillon(depot_en_usage(), draft, tables, compte, SAISIE)
        assert numero_courant() == 1


def test_a_contract_is_not_moved_into_a_region_that_is_not_one_s_own(tables: Tables) -> None:
    draft = begun()
    row = draft.contrat(tables)
    assert row is not None
    moved = draft.ecrit(tables, "contrats", row | {"region": "84", "departements": "38"})
    breton = Compte(REFERENT, regions=frozenset({"53"}))
    with pytest.raises(ActeRefuse):
        publie_brouillon(depot_en_usage(), moved, tables, breton, SAISIE)


def test_a_territory_added_counts_its_residents_once(tables: Tables) -> None:
    draft = begun()
    quimper = ligne_du_territoire(CORNOUAILLE, "commune", "29232", "Quimper")
    vue = build_vue(load_courant(), draft.ecrit(tables, "perimetres", quimper), JOUR)
    assert vue.perimetre.population == vue.perimetre_avant.population == 223_251
    concarneau = ligne_du_territoire(CORNOUAILLE, "commune", "29039", "Concarneau")
    vue = build_vue(load_courant(), draft.ecrit(tables, "perimetres", concarneau), JOUR)
    assert vue.perimetre.population == 223_251 + 20_845


def test_an_undo_by_somebody_else_is_seen_by_the_draft(tables: Tables) -> None:
    numero = somebody_publishes("date_fin", "2030")
    draft = with_end(begun(), load_tables(), "2031")
    base = load_tables()
    annule(depot_en_usage(), numero, "ARS Bretagne", "erreur", lambda *_: True)
    [one] = find_divergences(depot_en_usage(), draft, base)
    assert one.publication is not None
    assert one.publication.nature == "annulation"
