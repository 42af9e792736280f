"""State of the page of data in the address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from components.commun.adresse.parametres import Etat, Lecture, Parametre, read_params
from components.commun.adresse.sortes import choix, date_montree, read_jour, refuse
from components.commun.adresse.territoires import territoire_montre
from components.commun.mots.formats import echappe_markdown
from geo.territoires.territoire import FRANCE, Territoire

VOLETS = {
    "connaissance": "Ce que l'on sait",
    "journal": "Journal",
    "nouveautes": "Ce qui a changé",
    "ouvertes": "Données ouvertes",
}
JOURS_PAR_DEFAUT = 30
CHIFFRES = 9  # of a number of publication


def _elargi(demande: Territoire, montre: Territoire) -> str:
    return (
        "Cette page porte sur la France, une région ou un département\u00a0: "
        f"{echappe_markdown(montre.nom)} est montré à la place de "
        f"{echappe_markdown(demande.nom)}."
    )


def _numero(nom: str) -> Parametre:
    def lit(texte: str, lecture: Lecture) -> int:
        last = lecture.connus["dernier"]
        plain = texte.isascii() and texte.isdigit() and len(texte) <= CHIFFRES
        if not plain or not 1 <= int(texte) <= last:
            known = f"de 1 à {last}" if last > 1 else "1"
            raise refuse(
                nom,
                texte,
                f"aucune publication n'a ce numéro. Attendu\u00a0: un numéro de publication "
                f"({known}), par exemple ?{nom}={last}.",
            )
        return int(texte)

    return Parametre(nom, nom, lit, defaut=None)


def _jour_depuis(texte: str, lecture: Lecture) -> date:
    told = f"Ce qui a changé en {JOURS_PAR_DEFAUT}\u00a0jours est montré."
    return read_jour(texte, jour_par_defaut(lecture.aujourd_hui), lecture.messages, told)


def jour_par_defaut(aujourd_hui: date) -> date:
    """Return the day since which changes are shown when none is asked for."""
    return aujourd_hui - timedelta(days=JOURS_PAR_DEFAUT)


@dataclass(frozen=True)
class EtatDonnees(Etat):
    """What the page of data shows.

    ``publication``: the one whose rows are shown, None for the list; ``jusqu_a``: number of the
    first line of the list, None for the newest; ``depuis``: day since which changes are told.
    """

    jour: date
    depuis: date
    territoire: Territoire = FRANCE
    volet: str = "connaissance"
    publication: int | None = None
    jusqu_a: int | None = None
    depuis_par_defaut: date = date.min

    PARAMETRES = (
        territoire_montre(elargi=_elargi),
        date_montree(),
        _numero("publication"),
        choix(
            "volet",
            tuple(VOLETS),
            defaut=lambda etat: "journal" if etat.publication else "connaissance",
        ),
        _numero("jusqu_a"),
        Parametre(
            "depuis", "depuis", _jour_depuis, date.isoformat, lambda etat: etat.depuis_par_defaut
        ),
    )

    @property
    def detail(self) -> int | None:
        """The publication whose rows are shown, None when another part is."""
        return self.publication if self.volet == "journal" else None

    def au_volet(self, volet: str) -> "EtatDonnees":
        """Return another part of the page, on the same territory and day."""
        return replace(self, volet=volet, publication=None, jusqu_a=None)

    def depuis_la_publication(self, numero: int) -> "EtatDonnees":
        """Return the journal from a publication down."""
        return replace(self, volet="journal", publication=None, jusqu_a=numero)

    def ouvre(self, numero: int | None) -> "EtatDonnees":
        """Return the view of a publication, None for the list."""
        return replace(self, volet="journal", publication=numero)


def read_etat(
    params: Mapping[str, str],
    find: Callable[[str, str], Territoire],
    region_of: Callable[[Territoire], Territoire | None],
    dernier: int,
    aujourd_hui: date,
) -> tuple[EtatDonnees, list[str]]:
    """Read the state of an address, and what is wrong in it (see ``read_params``).

    ``dernier``: number of the newest publication.
    """
    since = jour_par_defaut(aujourd_hui)
    return read_params(
        EtatDonnees(aujourd_hui, since, depuis_par_defaut=since),
        params,
        aujourd_hui,
        find=find,
        region=region_of,
        dernier=dernier,
    )
