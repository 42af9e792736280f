"""One fault in one cell of the real registre: told in French, at its place, and nothing loads."""

import re
from typing import Any

import pytest

from data.lecture.expectations import expectation
from data.lecture.schemas import fields_by_name

DATE = "une année, un mois ou un jour (2023, 2023-07 ou 2023-07-12)"
ADRESSE = "une adresse en http ou https"
PAS_UNE_ADRESSE = "n'est pas une adresse web acceptée."

# file, line, column, faulty value, problem told, beginning of what was expected
FAUTES = [
    ("contrats", 12, "date_signature", "2023-13", "« 2023-13 » n'est pas une date.", DATE),
    ("contrats", 12, "date_signature", "12/07/2023", "« 12/07/2023 » n'est pas une date.", DATE),
    (
        *("contrats", 12, "date_signature", "2023-02-30"),
        *("« 2023-02-30 » n'existe pas dans le calendrier.", DATE),
    ),
    ("actions", 5, "echeance", "fin 2025", "« fin 2025 » n'est pas une date.", DATE),
    ("contrats", 3, "generation", "deux", "« deux » n'est pas un nombre entier.", "un nombre"),
    ("contrats", 3, "duree_ans", "1_0", "« 1_0 » n'est pas un nombre entier.", "un nombre"),
    ("contrats", 3, "duree_ans", "4,5", "« 4,5 » n'est pas un nombre entier.", "un nombre"),
    ("contrats", 3, "generation", "0", "« 0 » est trop petit.", "un nombre entier en chiffres"),
    ("contrats", 3, "duree_ans", "50", "« 50 » est trop grand.", "un nombre entier en chiffres"),
    (
        *("contrats", 3, "etape", "signée"),
        *("« signée » ne fait pas partie des valeurs possibles.", "une de ces valeurs : lettre_i"),
    ),
    (
        *("contrats", 3, "region", "99"),
        *("« 99 » ne figure pas dans regions.csv.", "une valeur de la colonne « region »"),
    ),
    (
        *("contrats", 3, "nom", ""),
        *("la valeur est obligatoire et la cellule est vide.", "nom, par exemple « CLS de"),
    ),
    (
        *("contrats", 3, "departements", "76,80"),
        *("« 76,80 » n'est pas une liste de codes de départements.", "des codes séparés par une"),
    ),
    ("contrats", 3, "lien", "javascript:alert(1)", PAS_UNE_ADRESSE, ADRESSE),
    ("contrats", 3, "source_url", "ftp://ars.fr/cls.pdf", PAS_UNE_ADRESSE, ADRESSE),
    ("contrats", 3, "lien", "https://moi:secret@ars.fr/cls", PAS_UNE_ADRESSE, ADRESSE),
    ("contrats", 3, "lien", "https://moi%3Asecret%40ars.fr/cls", PAS_UNE_ADRESSE, ADRESSE),
    ("contrats", 3, "lien", "https://[::1", PAS_UNE_ADRESSE, ADRESSE),
    ("contrats", 3, "lien", "https://ars.fr:99999/cls", PAS_UNE_ADRESSE, ADRESSE),
    ("axes", 3, "source_url", "https://ars.fr\\@ailleurs.example/", PAS_UNE_ADRESSE, ADRESSE),
    (
        *("contrats", 3, "notes", "soin\u202egnés"),
        *("contient un caractère invisible ou interdit (U+202E).", "le même texte récrit"),
    ),
    (
        *("contrats", 3, "porteur", "Ville\tde Brest"),
        *("contient un caractère invisible ou interdit (U+0009).", "le même texte récrit"),
    ),
    (
        *("contrats", 3, "porteur", "Ville\u200b de Brest"),
        *("contient un caractère invisible ou interdit (U+200B).", "le même texte récrit"),
    ),
    (
        *("signataires", 3, "nom", "Ville\ufe0f de Brest"),
        *("contient un caractère invisible ou interdit (U+FE0F).", "le même texte récrit"),
    ),
    (
        *("signataires", 3, "nom", "\u3164"),
        *("contient un caractère invisible ou interdit (U+3164).", "le même texte récrit"),
    ),
    (
        *("signataires", 3, "nom", "Cre\u0301teil"),
        *("a des accents séparés de leurs lettres.", "le même texte récrit"),
    ),
    (
        *("contrats", 3, "nom", "C" * 5_000),
        *("le texte a 5000 caractères, 300 au plus.", "nom, par exemple « CLS de"),
    ),
    ("contrats", 3, "nb_actions_annonce", "1000000", "« 1000000 » est trop grand.", "un nombre"),
    ("signataires", 3, "source_url", "www.ars.sante.fr", PAS_UNE_ADRESSE, ADRESSE),
    ("axes", 3, "source_url", "https://ars.fr/deux mots", PAS_UNE_ADRESSE, ADRESSE),
    ("regions", 4, "source_url", "data:text/html,x", PAS_UNE_ADRESSE, ADRESSE),
    (
        *("contrats", 3, "porteur", " Ville"),
        *("commence ou finit par une espace ou un saut de ligne.", "« Ville »"),
    ),
    (
        *("contrats", 3, "date_fin", "2017\n"),
        *("commence ou finit par une espace ou un saut de ligne.", "« 2017 »"),
    ),
    (
        *("perimetres", 3, "contrat_id", "cls-01-nulle-part-1"),
        *("« cls-01-nulle-part-1 » ne figure pas dans contrats.csv.", "une valeur de la colonne"),
    ),
    (
        *("perimetres", 3, "contrat_id", "CLS 1"),
        *("« CLS 1 » n'est pas un identifiant de contrat.", "cls, le département et le territoire"),
    ),
    ("perimetres", 2, "operation", "ajoute", "ne fait pas partie des valeurs possibles.", "une de"),
    ("perimetres", 2, "niveau", "canton", "ne fait pas partie des valeurs possibles.", "une de"),
    ("perimetres", 2, "code", "1053", "« 1053 » n'est pas un code de territoire.", "un code INSEE"),
    (
        *("perimetres", 2, "code", "200068120"),
        *("« 200068120 » n'est pas un code de niveau « commune ».", "un code INSEE à cinq carac"),
    ),
    (
        *("perimetres", 2, "niveau", "epci"),
        *("« 01053 » n'est pas un code de niveau « epci ».", "un numéro SIREN à neuf chiffres"),
    ),
    (
        *("axes", 4, "themes", "parcours sante_animale"),
        *("« sante_animale » n'est pas un thème connu.", "un ou plusieurs thèmes séparés par une"),
    ),
    (
        *("axes", 4, "themes", "prevention culture"),
        *("« prevention », « culture » ne sont pas des thèmes connus.", "un ou plusieurs thèmes"),
    ),
    (
        *("axes", 4, "themes", "parcours  handicap"),
        *("ne sont pas séparés par une seule espace.", "un ou plusieurs thèmes séparés par une"),
    ),
    ("axes", 4, "numero", "premier", "« premier » n'est pas un numéro d'axe.", "un nombre, une"),
    ("actions", 4, "statut", "faite", "ne fait pas partie des valeurs possibles.", "une de ces"),
    (
        *("actions", 4, "action_probante", "yoga"),
        *(
            "« yoga » ne figure pas dans actions_probantes.csv.",
            "une valeur de la colonne « code »",
        ),
    ),
    ("signataires", 9, "categorie", "mairie", "ne fait pas partie des valeurs possibles.", "une"),
    (
        *("regions", 4, "nb_cls_annonces", "une trentaine"),
        *("« une trentaine » n'est pas un nombre publié.", "un nombre avec un point décimal"),
    ),
    (
        *("chiffres_publies", 2, "valeur", "78,6"),
        *("« 78,6 » n'est pas un nombre publié.", "un nombre avec un point décimal"),
    ),
    ("chiffres_publies", 2, "source_url", "", "la valeur est obligatoire et la", ADRESSE),
    (
        "chiffres_publies",
        2,
        "objet_id",
        "Ain",
        "n'est pas un code de région ou",
        "un code officiel",
    ),
    (
        *("actions_probantes", 2, "priorite", "NAQ-9"),
        *("« NAQ-9 » ne figure pas dans priorites_prs.csv.", "une valeur de la colonne « code »"),
    ),
    ("etapes", 3, "ordre", "1", "« 1 » figure déjà ligne 2.", "une valeur différente à chaque"),
]


def french(texte: str) -> str:
    """The texts above, with the non-breaking spaces that French wants."""
    texte = texte.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    return re.sub(r" ([:;?!])", "\u00a0\\1", texte)


@pytest.mark.parametrize(
    ("table", "ligne", "colonne", "valeur", "message", "attendu"),
    FAUTES,
    ids=[f"{faute[0]}.{faute[2]}={faute[3]!r}" for faute in FAUTES],
)
def test_a_fault_is_told_at_its_place_and_nothing_is_loaded(
    copie: Any, table: str, ligne: int, colonne: str, valeur: str, message: str, attendu: str
) -> None:
    copie.set_cell(f"{table}.csv", ligne, colonne, valeur)
    valeur_fautive = "01053" if (colonne, valeur) == ("niveau", "epci") else valeur
    colonne_fautive = "code" if (colonne, valeur) == ("niveau", "epci") else colonne
    erreur = copie.only_error()
    assert erreur.fichier == f"{table}.csv"
    assert erreur.ligne == ligne
    assert erreur.colonne == colonne_fautive
    assert erreur.valeur == valeur_fautive
    assert french(message) in erreur.message
    assert erreur.message.endswith(".")
    assert erreur.attendu.startswith(french(attendu))
    assert "\n" not in erreur.texte
    assert erreur.texte.startswith(
        french(f"{table}.csv, ligne {ligne}, colonne « {colonne_fautive} » : ")
    )


def test_the_whole_sentence_reads_as_written_here(copie: Any) -> None:
    copie.set_cell("contrats.csv", 12, "date_signature", "2023-13")
    assert str(copie.only_error()) == (
        "contrats.csv, ligne 12, colonne «\u00a0date_signature\u00a0»\u00a0: «\u00a02023-13\u00a0»"
        " n'est pas une date. Attendu\u00a0: une année, un mois ou un jour"
        " (2023, 2023-07 ou 2023-07-12)."
    )


def test_a_contract_does_not_end_before_it_is_signed(copie: Any) -> None:
    copie.set_cell("contrats.csv", 7, "date_signature", "2023-07-12")
    copie.set_cell("contrats.csv", 7, "date_fin", "2023-06")
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.ligne, erreur.colonne) == ("contrats.csv", 7, "date_fin")
    assert erreur.valeur == "2023-06"
    assert erreur.message == french("la fin « 2023-06 » précède la signature « 2023-07-12 ».")
    assert erreur.attendu == "une date de fin postérieure à la date de signature"


def test_a_contract_does_not_end_before_its_period_begins(copie: Any) -> None:
    copie.set_cell("contrats.csv", 7, "date_signature", "")
    copie.set_cell("contrats.csv", 7, "periode_debut", "2024")
    copie.set_cell("contrats.csv", 7, "date_fin", "2023-06")
    erreur = copie.only_error()
    assert (erreur.ligne, erreur.colonne) == (7, "date_fin")
    assert erreur.attendu == "une date de fin postérieure au début de la période"


def test_a_contract_may_end_in_the_year_of_its_signature(copie: Any) -> None:
    copie.set_cell("contrats.csv", 7, "date_signature", "2023-07-12")
    copie.set_cell("contrats.csv", 7, "date_fin", "2023")
    copie.set_cell("contrats.csv", 8, "generation", "zéro")
    assert copie.only_error().ligne == 8


def test_an_identifier_used_twice_is_told_with_its_first_line(copie: Any) -> None:
    identifiant = copie.cell("contrats.csv", 2, "id")
    ligne = copie.read("contrats.csv")[1]
    copie.write("contrats.csv", [*copie.read("contrats.csv"), ligne])
    erreur = copie.only_error()
    assert erreur.ligne == len(copie.read("contrats.csv"))
    assert (erreur.colonne, erreur.valeur) == ("id", identifiant)
    assert erreur.message == french(f"« {identifiant} » figure déjà ligne 2.")


def test_a_signatory_told_twice_is_a_fault_of_both_columns(copie: Any) -> None:
    contrat_id = copie.cell("signataires.csv", 2, "contrat_id")
    nom = copie.cell("signataires.csv", 2, "nom")
    copie.set_cell("signataires.csv", 3, "contrat_id", contrat_id)
    copie.set_cell("signataires.csv", 3, "nom", nom)
    erreur = copie.only_error()
    assert (erreur.ligne, erreur.colonne) == (3, "contrat_id, nom")
    assert erreur.valeur == f"{contrat_id}, {nom}"
    assert "figure déjà ligne 2" in erreur.message


def test_a_perimeter_made_of_exclusions_only_is_refused(copie: Any) -> None:
    copie.set_cell("perimetres.csv", 2, "operation", "exclut")
    erreur = copie.only_error()
    assert (erreur.fichier, erreur.ligne, erreur.colonne) == ("perimetres.csv", 2, "operation")
    assert erreur.valeur == "exclut"
    assert "n'a que des exclusions" in erreur.message
    assert erreur.attendu == french("au moins une ligne « inclut » pour ce contrat")


def test_a_renamed_contract_is_missed_by_each_row_that_names_it(copie_entiere: Any) -> None:
    identifiant = copie_entiere.cell("perimetres.csv", 2, "contrat_id")
    contrats = [ligne[0] for ligne in copie_entiere.read("contrats.csv")]
    copie_entiere.set_cell("contrats.csv", contrats.index(identifiant) + 1, "id", "cls-01-autre-1")
    attendues = [
        (fichier, numero)
        for fichier in ("perimetres.csv", "axes.csv", "actions.csv", "signataires.csv")
        for numero, ligne in enumerate(copie_entiere.read(fichier), start=1)
        if ligne[0] == identifiant
    ]
    assert [(erreur.fichier, erreur.ligne) for erreur in copie_entiere.errors()] == attendues


def test_all_the_faults_of_all_the_files_are_told_in_one_go(copie: Any) -> None:
    copie.set_cell("etapes.csv", 3, "ordre", "deux")
    copie.set_cell("axes.csv", 4, "themes", "culture")
    copie.set_cell("contrats.csv", 40, "etape", "en cours")
    copie.set_cell("contrats.csv", 12, "date_signature", "2023-02-30")
    copie.set_cell("contrats.csv", 12, "lien", "javascript:alert(1)")
    (copie.folder / "regions.csv").write_bytes(b"")
    places = [(erreur.fichier, erreur.ligne, erreur.colonne) for erreur in copie.errors()]
    assert places == [
        ("regions.csv", None, ""),  # a file that cannot be read may explain the others
        ("contrats.csv", 12, "lien"),
        ("contrats.csv", 12, "date_signature"),
        ("contrats.csv", 40, "etape"),
        ("axes.csv", 4, "themes"),
        ("etapes.csv", 3, "ordre"),
    ]


def test_more_than_a_thousand_faults_are_all_told(copie_entiere: Any) -> None:
    entete, *lignes = copie_entiere.read("signataires.csv")
    rang = entete.index("categorie")
    copie_entiere.write(
        "signataires.csv", [entete, *([*x[:rang], "?", *x[rang + 1 :]] for x in lignes)]
    )
    assert len(copie_entiere.errors()) == len(lignes) > 1000


def test_a_fault_told_by_the_schema_says_what_the_schema_expects(copie: Any) -> None:
    copie.set_cell("contrats.csv", 3, "etape", "signée")
    assert copie.only_error().attendu == expectation(fields_by_name("contrats")["etape"])
