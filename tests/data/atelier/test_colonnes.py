"""The columns of a table: what their names and their contents say they are."""

import pytest

from data.atelier.tableau.colonnes_mots import ACTIONS, CIBLES, CONTRATS, LAISSEES, LIBELLES
from data.atelier.tableau.entetes_mots import MOTIFS, cible_de
from data.atelier.tableau.tableau import ChoixDeLecture
from data.atelier.valeurs.mots import en_mots
from tests.data.atelier.feuilles import LISTE, cibles, csv, lire

ENTETES = {
    "departements": ["Dpt", "DEP.", "Département", "code_dep", "N° dept", "Départements concernés"],
    "perimetre": ["Territoire", "Territoires (EPCI concernés)", "Périmètre", "Zone couverte"],
    "epci": ["EPCI", "Intercommunalités", "Communauté de communes", "EPCI signataires"],
    "commune": ["Commune", "nom_commune", "Ville"],
    "code_commune": ["code_insee", "Code INSEE", "INSEE", "codgeo"],
    "code_epci": ["siren_epci", "Code EPCI", "N° SIREN", "SIREN de l'EPCI"],
    "porteur": ["Porteur", "Structure porteuse", "Portage", "Porté par"],
    "porteur_code": ["siret_porteur", "SIRET", "SIREN de la structure porteuse"],
    "generation": ["Génération", "Gén.", "N° du CLS"],
    "date_signature": [
        "Date de signature",
        "Signature",
        "Signé le",
        "Contractualisé le",
        "date_signature",
    ],
    "date_fin": ["Échéance", "Fin", "Date de fin", "Fin de validité", "Terme du contrat"],
    "periode_debut": ["Début", "Date d'effet", "Date de démarrage"],
    "duree_ans": ["Durée", "Durée du contrat (ans)"],
    "periode": ["Période", "Validité"],
    "etape": ["CLS signé ?", "État", "Statut", "Avancement", "Étape", "Où en est-on ?"],
    "population": ["Population couverte", "Nb habitants", "Pop. 2021"],
    "nom": ["Nom du CLS", "CLS", "Intitulé", "Contrat"],
    "notes": ["Commentaires", "Observations"],
    "source_url": ["Source"],
    "source_date": ["Date de la source"],
}


@pytest.mark.parametrize(("cible", "entete"), [(c, h) for c, some in ENTETES.items() for h in some])
def test_a_header_in_other_words_is_known(cible: str, entete: str):
    assert cible_de(en_mots(entete), CONTRATS) == cible


@pytest.mark.parametrize(
    ("cible", "entete"),
    [
        ("numero", "N° fiche"),
        ("numero", "N°"),
        ("intitule", "Fiche action"),
        ("axe", "Axe"),
        ("intitule", "Intitulé de l'action"),
        ("axe", "Orientation stratégique"),
        ("statut", "Météo"),
        ("statut", "État d'avancement"),
        ("avancement", "% avanc."),
        ("pilote", "Responsable"),
        ("echeance", "Calendrier"),
        ("pilote", "Structure pilote"),
        ("echeance", "Échéance"),
        ("intitule", "Objet"),
        ("statut", "Où en est-on ?"),
        ("avancement", "Réalisé à"),
        ("echeance", "Pour quand ?"),
    ],
)
def test_a_header_of_a_follow_up_is_known(cible: str, entete: str):
    assert cible_de(en_mots(entete), ACTIONS) == cible


@pytest.mark.parametrize("genre", [CONTRATS, ACTIONS])
def test_what_patterns_name_can_be_chosen_or_is_said_to_be_left(genre: str):
    named = {one.cible for one in MOTIFS[genre]}
    assert named <= {*CIBLES[genre], *LAISSEES}
    assert set(CIBLES[genre]) <= set(LIBELLES)


@pytest.mark.parametrize("cible", CIBLES[CONTRATS])
def test_the_name_of_a_column_of_the_registre_is_its_own_header(cible: str):
    assert cible_de(en_mots(cible), CONTRATS) == cible


def test_columns_in_unknown_words_are_recognised_by_what_they_hold():
    lu = lire(csv([
        ["machin", "truc", "bidule"],
        ["Laval", "Signé", "12/07/2023"],
        ["Quimper", "En vigueur", "2024"],
        ["CC de l'Ernée", "Échu", "mars 2019"],
    ]))  # fmt: skip
    assert cibles(lu) == {"machin": "perimetre", "truc": "etape", "bidule": None}
    assert "des dates" in lu.colonnes[2].pourquoi


def test_a_table_without_a_header_names_its_columns_by_their_rank():
    lu = lire("200048551;12/07/2023\n245300355;03/02/2022\n")
    assert lu.entete.ligne == 0
    assert cibles(lu) == {"colonne 1": "code_territoire", "colonne 2": None}


def test_a_name_that_its_contents_contradict_is_not_believed():
    lu = lire(
        csv([["Territoire", "Signature"], *[["Laval", text] for text in ("a", "b", "c", "d")]])
    )
    assert cibles(lu)["Signature"] is None
    assert "contenu" in lu.colonnes[1].pourquoi


def test_what_a_person_chose_wins():
    choix = ChoixDeLecture(ligne_entete=1, colonnes={"État": None, "Porteur": "nom"})
    lu = lire(csv(LISTE), choix)
    assert cibles(lu)["État"] is None
    assert cibles(lu)["Porteur"] == "nom"


def test_a_column_is_given_once():
    lu = lire(csv([["Statut", "Étape", "Territoire"], ["Signé", "signe", "Laval"]]))
    assert cibles(lu) == {"Statut": None, "Étape": "etape", "Territoire": "perimetre"}
    assert "Étape" in lu.colonnes[0].pourquoi


def test_a_name_of_a_person_is_not_taken():
    lu = lire(csv([["Territoire", "Référent DD", "État"], ["Laval", "Mme Essai", "Signé"]]))
    assert cibles(lu)["Référent DD"] is None
    assert "personne" in lu.colonnes[1].pourquoi
