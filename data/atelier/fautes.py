"""Every kind of fault that a file may have, each with a sentence and a right example.

A fault of a kind that ``bloque`` keeps its row (or the whole file) out; the others are told, and
change nothing. A kind is named here and nowhere else: pages, command and corrected file group the
faults by it.
"""

from dataclasses import dataclass
from enum import Enum

from data.errors import quote


@dataclass(frozen=True)
class Genre:
    """One kind of fault: its title, what a right value looks like, and whether it blocks."""

    titre: str
    exemple: str
    bloque: bool = True


class Fautes(Enum):
    """The kinds of fault, by what they are about: the file, the table, a value, a contract."""

    # The file
    TROP_LOURD = Genre("Le fichier est trop lourd", "la feuille de la liste seule, sans image")
    VIDE = Genre("Le fichier est vide", "un tableau avec une ligne d'en-tête et une ligne par CLS")
    PAS_UN_TABLEAU = Genre("Ce fichier n'est pas un tableau", "un fichier .xlsx, .ods ou .csv")
    PROTEGE = Genre(
        "Le classeur est protégé par un mot de passe", "le même classeur sans mot de passe"
    )
    ABIME = Genre("Le fichier est abîmé", "le fichier ouvert puis réenregistré dans un tableur")
    TROP_ETENDU = Genre(
        "Le contenu est trop étendu", "la feuille de la liste copiée dans un classeur neuf"
    )
    IMAGES_SEULES = Genre(
        "La feuille ne contient que des images", "le tableau lui-même, en cellules"
    )
    FEUILLE_INCONNUE = Genre("Cette feuille n'existe pas", "le nom d'une feuille du classeur")
    SANS_ENTETE = Genre(
        "Aucune ligne d'en-tête n'est reconnue", "une ligne comme Territoire ; Signature ; Fin"
    )
    COUCHE = Genre(
        "Les champs sont en lignes et les contrats en colonnes",
        "un contrat par ligne et un champ par colonne (dans le tableur\u00a0: copier le tableau, "
        "puis Collage spécial, Transposer)",
    )
    ENTETE_INCONNUE = Genre(
        "Cette ligne d'en-tête n'existe pas", "le numéro d'une ligne du tableau"
    )
    # The table: told, never blocking
    FEUILLES_LAISSEES = Genre("D'autres feuilles ne sont pas lues", "une feuille à la fois", False)
    COLONNE_MASQUEE = Genre("Une colonne masquée est lue", "", False)
    LIGNE_MASQUEE = Genre("Une ligne masquée est lue", "", False)
    SECOND_TABLEAU = Genre("Un second tableau n'est pas lu", "un tableau par feuille", False)
    MACROS = Genre("Les macros du classeur sont ignorées", "", False)
    LIENS_EXTERNES = Genre(
        "Des cellules viennent d'un autre classeur", "des valeurs copiées", False
    )
    FORMULES_SANS_VALEUR = Genre(
        "Des formules n'ont pas de valeur enregistrée",
        "le classeur réenregistré dans un tableur",
        False,
    )
    COULEURS_CALCULEES = Genre(
        "Des couleurs viennent d'une mise en forme automatique",
        "un statut écrit en toutes lettres",
        False,
    )
    COULEURS_NON_LUES = Genre(
        "Les couleurs ne sont pas lues", "une feuille de moins de 5 000 lignes", False
    )
    # A value
    DATE_IMPOSSIBLE = Genre("Cette date n'existe pas", "12/07/2023")
    DATE_INCERTAINE = Genre("Date à confirmer", "12/07/2023, juillet 2023 ou 2023")
    DUREE_INCERTAINE = Genre("Durée à confirmer", "5 ans ou 2023-2027")
    NOMBRE_ILLISIBLE = Genre("Nombre à confirmer", "48 512")
    GENERATION_INCERTAINE = Genre("Génération à confirmer", "1, 2e ou 3e génération")
    ETAPE_INCONNUE = Genre("État du contrat à confirmer", "signé, en élaboration, échu")
    STATUT_INCONNU = Genre("Statut de l'action à confirmer", "en cours, réalisée, abandonnée")
    LEGENDE_INCONNUE = Genre("Couleur ou signe sans légende", "vert : réalisée")
    CODE_PERDU = Genre(
        "Code perdu dans un tableur", "20006812000019, dans une colonne au format Texte"
    )
    CODE_INCONNU = Genre("Code inconnu", "29232 (commune) ou 200068120 (EPCI)")
    TERRITOIRE_INCONNU = Genre(
        "Territoire à préciser", "CA Quimper Bretagne Occidentale ou 200068120"
    )
    TERRITOIRE_AMBIGU = Genre("Plusieurs territoires portent ce nom", "Saint-Denis (974)")
    HORS_DES_REGIONS = Genre("Territoire hors des 18 régions", "un territoire des 18 régions")
    # A row
    NOM_FORME = Genre(
        "Le nom du contrat manque, il est formé d'après son porteur ou son territoire",
        "CLS du Pays d'Argentan",
        False,
    )
    PERIMETRE_ABSENT = Genre("Le territoire manque", "CC du Pays de Craon", False)
    REGION_ABSENTE = Genre(
        "La région et le département manquent", "une colonne Département, ou un territoire reconnu"
    )
    CODE_ET_NOM = Genre("Le code et le nom ne disent pas le même territoire", "", False)
    FIN_AVANT_SIGNATURE = Genre("La fin précède la signature", "une fin postérieure à la signature")
    SIGNATURE_A_VENIR = Genre("Signé, mais à une date à venir", "une date passée", False)
    DUREE_CONTRADICTOIRE = Genre(
        "La durée et les dates se contredisent", "12/07/2023, 5 ans, 11/07/2028", False
    )
    DUREE_RECONDUITE = Genre(
        "La durée est suivie d'une reconduction", "la date de fin de l'avenant", False
    )
    POPULATION_ECARTEE = Genre("La population annoncée diffère de celle du territoire", "", False)
    NOMBRE_DE_COMMUNES = Genre("Le nombre de communes annoncé diffère", "", False)
    NOMBRE_APPROCHE = Genre("Nombre approché", "9 500", False)
    DEPARTEMENT_AUTRE = Genre("Le territoire n'est pas dans le département indiqué", "", False)
    DEUX_FOIS = Genre("Le contrat figure deux fois dans le fichier", "une ligne par contrat", False)
    SCHEMA = Genre("Une valeur n'a pas la forme attendue par le registre", "")
    # An action
    CONTRAT_INCONNU = Genre("Le contrat de ces actions n'est pas reconnu", "cls-29-cornouaille-1")
    INTITULE_ABSENT = Genre("La fiche n'a pas d'intitulé", "Consultations avancées", False)
    DEUX_CROIX = Genre("Deux statuts sont cochés", "une seule croix par ligne")
    NUMERO_PERDU = Genre(
        "Un numéro de fiche est douteux", "1.10 dans une cellule au format Texte", False
    )
    AVANCEMENT_CONTRAIRE = Genre(
        "L'avancement contredit le statut", "100 % pour une action réalisée", False
    )

    @property
    def titre(self) -> str:
        """What is wrong, in a few words."""
        return self.value.titre

    @property
    def exemple(self) -> str:
        """What a right value looks like; '' when there is none to give."""
        return self.value.exemple

    @property
    def bloque(self) -> bool:
        """Whether the row (or the file) stays out as long as the fault is there."""
        return self.value.bloque


@dataclass(frozen=True)
class Faute:
    """One fault met in a file.

    lignes: numbers of the rows in the file, from 1; empty when it is about the whole file.
    colonne: header of the column as written; '' when the fault is not in one.
    ecrit: the faulty text as written.
    detail: a sentence that says more than the title, without the place.
    """

    genre: Fautes
    detail: str = ""
    colonne: str = ""
    ecrit: str = ""
    lignes: tuple[int, ...] = ()

    @property
    def bloque(self) -> bool:
        """Whether the fault keeps its row out."""
        return self.genre.bloque

    @property
    def message(self) -> str:
        """What is wrong and what was expected, without the place."""
        ecrit = f" ({quote(self.ecrit)})" if self.ecrit else ""
        detail = f"\u00a0: {self.detail.rstrip('.')}." if self.detail else "."
        exemple = (
            f" Attendu, par exemple\u00a0: {self.genre.exemple}." if self.genre.exemple else ""
        )
        return f"{self.genre.titre}{ecrit}{detail}{exemple}"


class FichierRefuse(Exception):
    """The file cannot be read as a list; ``faute`` says why, to a person."""

    def __init__(self, genre: Fautes, detail: str = "", ecrit: str = "") -> None:
        self.faute = Faute(genre, detail, ecrit=ecrit)
        super().__init__(self.faute.message)
