"""Publishing an import, attesting the list with it, and undoing it: each in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from data.atelier.gestes import Dire, decider
from data.atelier.importation import (
    Faits,
    TransitionRefusee,
    passer,
    publiee,
    raisons_de_refus,
)
from data.atelier.profils import profil_de, profil_en_json
from data.depot.annulation import Annulation, annule
from data.depot.cles import as_textes, cle_de
from data.depot.droits import ANNULER, PUBLIER, Compte
from data.depot.en_attente.profils import garde_profil
from data.depot.erreurs import ActeRefuse, AttenteChangee
from data.depot.etat import cellules_de
from data.depot.modele import Entete, Ligne, Modification
from data.depot.ouverture import depot_en_usage
from data.depot.territoires import permission
from geo.atelier.analyse import Analyse
from geo.atelier.chantier import Chantier, analyse_de, contenu, garde, reprend
from geo.atelier.depot import RegistreConnu, load_connu, publie_import
from geo.atelier.ecarts.lignes import Changement
from geo.atelier.etapes import faits

COMPLETE = "complete"


@dataclass(frozen=True)
class Attestee:
    """The organisation that publishes answers for the list of a région, whole on a day."""

    region: str
    jour: date


def publie(
    chantier: Chantier, dire: Dire, vu: int, compte: Compte, attestee: Attestee | None = None
) -> Chantier:
    """Publish what an import has ready, and return the import once published.

    Parameters
    ----------
    dire : who publishes, from what and why.
    vu : number of the publication that the comparison on the screen was made with.
    compte : of who publishes. attestee : when the list is said complete.

    Raises TransitionRefusee with the reasons, AttenteChangee when the registre or the import moved
    meanwhile, ActeRefuse, ConflitDeVersions, RegistreInvalide or another DepotErreur: nothing is
    then published.
    """
    connu = load_connu()
    if connu.numero != vu:
        raise AttenteChangee(
            f"Le registre a changé entre-temps (publication {connu.numero})\u00a0: rien n'a été"
            " publié. Relisez les différences, puis publiez."
        )
    lue = analyse_de(chantier)
    importation = decider(chantier.importation, dire)
    known = faits(lue)
    if importation.etat != "compare":
        importation = passer(importation, "comparer", known, datetime.now(UTC))
    reasons = raisons_de_refus(importation, "publier", known)
    if reasons:
        raise TransitionRefusee(reasons)
    changes = [*lue.changements, *_attested(connu, attestee, dire.auteur)]
    _check_right(compte, connu, changes)
    chantier = garde(chantier, importation)  # a second window is told before anything is written
    numero = publie_import(connu, changes, _entete(chantier, dire)).numero
    done = garde(chantier, publiee(chantier.importation, known, numero, datetime.now(UTC)))
    _keep_profile(lue)
    return done


def _entete(chantier: Chantier, dire: Dire) -> Entete:
    files = {chantier.importation.fichier.nom: contenu(chantier)}
    return Entete("import", dire.auteur, dire.source, dire.motif, fichiers=files)


def _attested(connu: RegistreConnu, attestee: Attestee | None, auteur: str) -> Iterable[Changement]:
    """Yield the row of a région whose list is said complete."""
    if attestee is None:
        return
    held = connu.tables["regions"].get(attestee.region)
    if held is None:
        return
    before = cellules_de("regions", held)
    after = before | {
        "completude": COMPLETE,
        "completude_date": attestee.jour.isoformat(),
        "completude_auteur": auteur,
    }
    yield Changement("regions", (attestee.region,), before, after)


def _check_right(compte: Compte, connu: RegistreConnu, changes: Iterable[Changement]) -> None:
    """Raise ActeRefuse when an account may not publish on a territory that the changes touch."""
    rows = [_modification(connu, one) for one in changes]
    if not permission(compte, PUBLIER)(connu.tables, rows):
        raise ActeRefuse(
            "Publier cette liste demande d'être référent de tous les territoires qu'elle touche, ou"
            " administrateur."
        )


def _modification(connu: RegistreConnu, change: Changement) -> Modification:
    """Return a change as the journal would tell it, for the rights of who asks."""
    cle = cle_de(change.table, change.apres or change.avant or {})
    after = change.apres
    ligne = None if after is None else Ligne(0, 0, as_textes(change.table, after))
    return Modification(0, change.table, cle, connu.tables[change.table].get(cle), ligne)


def _keep_profile(lue: Analyse) -> None:
    """Keep what was decided of the columns and of the words, for the next file of this shape."""
    if lue.tableau is None:
        return
    profil = profil_de(lue.decisions, lue.tableau.colonnes)
    garde_profil(depot_en_usage(), profil.empreinte, profil_en_json(profil))


def annule_publication(numero: int, auteur: str, motif: str, compte: Compte) -> Annulation:
    """Undo a publication. Raises as ``data.depot.annulation.annule`` does."""
    return annule(depot_en_usage(), numero, auteur, motif, permission(compte, ANNULER))


def note_annulee(identite: str) -> None:
    """Write in an import that its publication was undone."""
    chantier = reprend(identite)
    if not raisons_de_refus(chantier.importation, "annuler", Faits()):
        garde(chantier, passer(chantier.importation, "annuler", Faits(), datetime.now(UTC)))
