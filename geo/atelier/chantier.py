"""An import under way: kept by the store, worked out again from its file whenever it is looked at.

Nothing here lives in a session: a browser closed, a server restarted or another one finds the same
import at the same step. What is computed is kept in memory by what it was computed from.
"""

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from data.atelier.decisions import decisions_de_json, decisions_en_json
from data.atelier.fautes import Fautes, FichierRefuse
from data.atelier.fichier.document import Document, check_size, read_document
from data.atelier.gestes import Geste, decider
from data.atelier.importation import (
    ABANDONNE,
    ETAPES,
    Fichier,
    Importation,
    importation_de_json,
    importation_en_json,
    passer,
)
from data.atelier.profils import Profil, empreinte_des_entetes, profil_de_json
from data.depot.en_attente.importations import (
    ImportationGardee,
    depose,
    efface,
    modifie,
    read_importation,
    read_importations,
)
from data.depot.en_attente.profils import read_profil
from data.depot.erreurs import AttenteInconnue
from data.depot.etat import Position
from data.depot.journal import read_fichier
from data.depot.ouverture import depot_en_usage
from data.memoire import une_fois
from geo.atelier.analyse import Analyse, analyse
from geo.atelier.contrats.origine import Import
from geo.atelier.depot import RegistreConnu, load_connu
from geo.atelier.ecarts.effet import Apercu, apercu
from geo.atelier.etapes import faits, origine
from geo.atelier.territoires.contexte import region_du_departement
from geo.atelier.territoires.resolveur import Resolveur

# A file of which the table is not found is kept all the same: a person may say where it is.
A_MONTRER = (Fautes.SANS_ENTETE, Fautes.ENTETE_INCONNUE, Fautes.FEUILLE_INCONNUE)


@dataclass(frozen=True)
class Chantier:
    """An import as it was read from the store, with the version that a change is made from."""

    gardee: ImportationGardee
    importation: Importation

    @property
    def id(self) -> str:
        """Identifier in the store, and in the address."""
        return self.gardee.id


def ouvre(nom: str, octets: bytes, auteur: str) -> Chantier:
    """Take in a file that was dropped, and keep it with a new import.

    Raises FichierRefuse, in words for a person, for a file that no list can come from (nothing is
    kept), or a DepotErreur.
    """
    check_size(len(octets))
    document = read_document(nom, octets)
    fichier = Fichier(nom, document.empreinte, document.taille)
    neuve = Importation("", fichier, auteur=auteur)
    connu = load_connu()
    try:
        analyse(
            document,
            neuve.decisions,
            connu.moteur,
            Resolveur(connu.moteur.referentiel),
            origine(neuve),
            date.today(),
        )
    except FichierRefuse as refus:
        if refus.faute.genre not in A_MONTRER:
            raise
    depot = depot_en_usage()
    gardee = depose(depot, nom, octets, neuve.etat, importation_en_json(neuve), auteur)
    return Chantier(gardee, replace(neuve, identifiant=gardee.id))


def reprend(identite: str) -> Chantier:
    """Return an import under way, published or given up. Raises AttenteInconnue."""
    with depot_en_usage().lecture() as connection:
        return _chantier(read_importation(connection, identite))


def en_cours() -> list[Chantier]:
    """Return the imports that wait for somebody, the last one changed first."""
    with depot_en_usage().lecture() as connection:
        return [_chantier(one) for one in read_importations(connection, ETAPES)]


def _chantier(gardee: ImportationGardee) -> Chantier:
    content = {**gardee.contenu, "identifiant": gardee.id}
    return Chantier(gardee, importation_de_json(content))


def fait(chantier: Chantier, *gestes: Geste) -> Chantier:
    """Make gestures and keep what they give, at once.

    Raises TransitionRefusee when the life of the import is over, DecisionsInvalides for an answer
    that nothing could hold, AttenteChangee when it was changed in another window meanwhile.
    """
    importation = chantier.importation
    for geste in gestes:
        importation = decider(importation, geste)
    if importation.decisions != chantier.importation.decisions:
        _check(importation)
    return garde(chantier, importation)


def passe(chantier: Chantier, transition: str) -> Chantier:
    """Go to another step. Raises TransitionRefusee with the reasons, or AttenteChangee."""
    known = faits(analyse_de(chantier))
    return garde(chantier, passer(chantier.importation, transition, known, datetime.now(UTC)))


def abandonne(chantier: Chantier) -> None:
    """Give an import up: it leaves the store, with its file when nothing else holds it."""
    with depot_en_usage().lecture() as connection:
        gardee = read_importation(connection, chantier.id)
    if gardee.etat in (*ETAPES, ABANDONNE):
        efface(depot_en_usage(), gardee)


def garde(chantier: Chantier, importation: Importation) -> Chantier:
    """Keep an import that changed. Raises AttenteChangee."""
    if importation == chantier.importation:
        return chantier
    content = importation_en_json(importation)
    gardee = modifie(
        depot_en_usage(), chantier.gardee, importation.etat, content, importation.auteur
    )
    return Chantier(gardee, importation)


def contenu(chantier: Chantier) -> bytes:
    """Return the file of an import. Raises AttenteInconnue when it is gone."""
    return _octets(chantier.importation.fichier.empreinte)


def document_de(chantier: Chantier) -> Document:
    """Return the file of an import, opened as it was decided. Raises FichierRefuse."""
    fichier, choice = chantier.importation.fichier, chantier.importation.decisions.lecture
    return _document(fichier.nom, fichier.empreinte, choice.encodage, choice.separateur)


def analyse_de(chantier: Chantier, jour: date | None = None) -> Analyse:
    """Return what an import shows against the registre of now; see ``geo.atelier.analyse``.

    Raises FichierRefuse when its table is not found where it was said to be.
    """
    return _analyse(_cle(chantier.importation, jour))


def apercu_de(chantier: Chantier, jour: date | None = None) -> Apercu:
    """Return the effect of an import on the rates, with what is still to be decided left out."""
    return _apercu(_cle(chantier.importation, jour))


def region_de(origine_: Import, connu: RegistreConnu, lue: Analyse) -> str:
    """Return the région of an import: the one given, else that of most of its contracts."""
    given = origine_.region
    given = given or region_du_departement(connu.moteur.referentiel, origine_.departement)
    rows = [one.apres or one.avant or {} for one in lue.apercu if one.table == "contrats"]
    counted = Counter(row["region"] for row in rows if row.get("region"))
    return given or (counted.most_common(1)[0][0] if counted else "")


def profil_propose(lue: Analyse) -> Profil | None:
    """Return what was decided of an earlier file of the same shape, None when it adds nothing."""
    if lue.tableau is None:
        return None
    shape = empreinte_des_entetes(one.entete for one in lue.tableau.colonnes if one.entete)
    with depot_en_usage().lecture() as connection:
        content = read_profil(connection, shape)
    if content is None:
        return None
    profil = profil_de_json(content)
    here = {one.entete: one.cible for one in lue.tableau.colonnes}
    columns = {name: cible for name, cible in profil.colonnes.items() if here.get(name) != cible}
    waiting = {(one.colonne, one.ecrit, one.dans) for one in lue.valeurs_a_decider}
    values = {cle: answer for cle, answer in profil.valeurs.items() if cle in waiting}
    return replace(profil, colonnes=columns, valeurs=values) if columns or values else None


@dataclass(frozen=True)
class _Cle:
    """All that an analysis is computed from."""

    position: Position
    nom: str
    empreinte: str
    decisions: str
    region: str
    departement: str
    jour: date


def _cle(importation: Importation, jour: date | None) -> _Cle:
    return _Cle(
        load_connu().position,
        importation.fichier.nom,
        importation.fichier.empreinte,
        json.dumps(decisions_en_json(importation.decisions), sort_keys=True),
        importation.region,
        importation.departement,
        jour or date.today(),
    )


def _check(importation: Importation) -> None:
    """Raise DecisionsInvalides when an answer cannot be; a table not found is told elsewhere."""
    try:
        _analyse(_cle(importation, None))
    except FichierRefuse:
        return


@une_fois(12)
def _analyse(cle: _Cle) -> Analyse:
    decisions = decisions_de_json(json.loads(cle.decisions))
    choice = decisions.lecture
    document = _document(cle.nom, cle.empreinte, choice.encodage, choice.separateur)
    moteur = load_connu().moteur
    place = Import(cle.region, cle.departement)
    return analyse(document, decisions, moteur, Resolveur(moteur.referentiel), place, cle.jour)


@une_fois(12)
def _apercu(cle: _Cle) -> Apercu:
    connu, lue = load_connu(), _analyse(cle)
    region = region_de(Import(cle.region, cle.departement), connu, lue)
    return apercu(connu.moteur, lue.apercu, cle.jour, region)


@une_fois(4)
def _document(nom: str, empreinte: str, encodage: str | None, separateur: str | None) -> Document:
    return read_document(nom, _octets(empreinte), encodage, separateur)


def _octets(empreinte: str) -> bytes:
    with depot_en_usage().lecture() as connection:
        found = read_fichier(connection, empreinte)
    if found is None:
        raise AttenteInconnue(
            "Le fichier de cet import n'est plus gardé\u00a0: le déposer de nouveau."
        )
    return found
