"""The sheet of a contract: any contract has one; what it misses; the nearest names."""

from dataclasses import replace
from datetime import date

import pytest

from data.model import Signataire
from geo.contrat.fiche import ContratInconnu, build_fiche
from geo.contrat.manques import Manque, manques
from geo.contrat.noms_proches import contrats_proches
from geo.contrats.perimetres import build_perimetres
from geo.couverture.moteur import Moteur

JOUR = date(2026, 6, 15)
CORNOUAILLE = "cls-29-cornouaille-1"


# --- The whole sheet --------------------------------------------------------------------------


@pytest.mark.parametrize("jour", [date(2012, 1, 1), date(2020, 6, 1), date(2026, 11, 21)])
def test_every_real_contract_has_a_sheet_at_any_date(moteur, jour):
    couverture = moteur.couverture(jour)
    for name in moteur.registre.contrats:
        fiche = build_fiche(couverture, name)
        assert fiche.statut == couverture.statuts[name]
        assert fiche.ars
        assert fiche.territoires


def test_an_unknown_contract_has_no_sheet(moteur):
    with pytest.raises(ContratInconnu):
        build_fiche(moteur.couverture(JOUR), "cls-00-nulle-part-1")


def test_a_contract_without_a_perimeter_is_placed_by_its_own_row(un_contrat, un_moteur):
    contrat = un_contrat("cls-76-a-1", region="28", departements=("76", "80"))
    fiche = build_fiche(un_moteur([contrat], {}).couverture(JOUR), contrat.id)
    assert [t.nom for t in fiche.territoires] == ["Normandie", "Seine-Maritime", "Somme"]
    assert fiche.ars == "ARS Normandie"


def test_signatories_are_grouped_the_ars_first(un_contrat, un_registre, referentiel):
    contrat = un_contrat("cls-29-a-1")
    signed = tuple(
        Signataire(contrat.id, name, kind, "")
        for name, kind in (
            ("Ville", "collectivite"),
            ("CAF", "caf"),
            ("ARS", "ars"),
            ("CC", "autre"),
        )
    )
    registre = replace(un_registre([contrat], {}), signataires=signed)
    moteur = Moteur(registre, referentiel, build_perimetres(registre, referentiel))
    fiche = build_fiche(moteur.couverture(JOUR), contrat.id)
    assert [kind for kind, _ in fiche.signataires] == ["ars", "collectivite", "caf", "autre"]


def test_each_source_says_what_it_documents(une_fiche):
    documented = dict(une_fiche(CORNOUAILLE).sources)
    ars = next(address for address in documented if "bretagne.ars.sante.fr" in address)
    assert documented[ars] == ("contrats", "perimetres", "axes", "signataires")


# --- What is missing --------------------------------------------------------------------------


def test_a_bare_contract_misses_everything_it_could_have(un_contrat, un_registre):
    found = manques(un_registre([un_contrat("cls-29-a-1", etape="inconnue")], {}), "cls-29-a-1")
    assert {(one.fichier, one.colonne) for one in found} >= {
        ("contrats", "etape"),
        ("contrats", "date_signature"),
        ("contrats", "date_fin"),
        ("perimetres", ""),
        ("axes", ""),
        ("actions", ""),
        ("signataires", ""),
    }


def test_a_signature_is_not_missing_from_a_contract_in_preparation(un_contrat, un_registre):
    registre = un_registre([un_contrat("cls-29-a-1", etape="diagnostic")], {})
    columns = {one.colonne for one in manques(registre, "cls-29-a-1")}
    assert not columns & {"date_signature", "date_fin", "etape"}


def test_the_actions_announced_and_not_gathered_are_counted(moteur):
    found = manques(moteur.registre, CORNOUAILLE)
    assert Manque("actions", "", 19, 21) in found
    assert Manque("actions", "pilote", 2, 2) in found


# --- Nearest contracts ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texte", "premier"),
    [
        ("cls-29-cornouaile-1", CORNOUAILLE),
        ("CORNOUAILLE", CORNOUAILLE),
        ("Villes Soeurs", "cls-76-villes-soeurs-2"),
        ("cls-76-villes-soeurs-9", "cls-76-villes-soeurs-2"),
        ("marseile", "cls-13-marseille-1"),
    ],
)
def test_a_slip_leads_to_the_contract_meant(moteur, texte, premier):
    assert contrats_proches(moteur.registre, texte)[0] == premier


@pytest.mark.parametrize("texte", ["", "   ", "cls", "12345", "zzzzzzzz", "a" * 100_000])
def test_nothing_is_near_what_looks_like_nothing(moteur, texte):
    assert contrats_proches(moteur.registre, texte) == ()


def test_no_more_contracts_than_asked_are_near(moteur):
    assert len(contrats_proches(moteur.registre, "pays", limite=3)) <= 3
