"""What the workshop shows of an import, each part worked out when a step asks for it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data.atelier.decisions import DecisionsInvalides
from data.atelier.fautes import Faute, FichierRefuse
from data.atelier.fichier.document import Document
from data.atelier.importation import Faits
from data.atelier.profils import Profil
from data.model import Contrat
from geo.atelier.analyse import Analyse
from geo.atelier.chantier import (
    Chantier,
    analyse_de,
    apercu_de,
    document_de,
    profil_propose,
    region_de,
)
from geo.atelier.depot import RegistreConnu, load_connu, publication_du_fichier
from geo.atelier.ecarts.effet import Apercu
from geo.atelier.etapes import faits, origine
from geo.atelier.reponse import grouped
from geo.atelier.vues import VuesComparees, compare_vues
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire, departements, regions_of


@dataclass(frozen=True, eq=False)
class VueDeLImport:
    """An import beside the registre of now; see ``geo.atelier.chantier``."""

    chantier: Chantier
    connu: RegistreConnu
    jour: date

    @cached_property
    def referentiel(self) -> Referentiel:
        """The territories that names are looked for in."""
        return self.connu.moteur.referentiel

    @cached_property
    def regions(self) -> tuple[Territoire, ...]:
        """Régions that a list may come from."""
        return tuple(regions_of(self.referentiel))

    @cached_property
    def departements(self) -> tuple[Territoire, ...]:
        """Départements that a list may come from."""
        return tuple(departements(self.referentiel))

    @cached_property
    def contrats(self) -> dict[str, Contrat]:
        """Contracts of the registre."""
        return self.connu.moteur.registre.contrats

    @cached_property
    def document(self) -> Document:
        """The file as it is read now. Raises FichierRefuse."""
        return document_de(self.chantier)

    @cached_property
    def _read(self) -> tuple[Analyse | None, str]:
        try:
            return analyse_de(self.chantier, self.jour), ""
        except FichierRefuse as refus:
            return None, refus.faute.message
        except DecisionsInvalides as refus:  # the registre moved: an answer names what left it
            return None, str(refus)

    @property
    def lue(self) -> Analyse | None:
        """What the import shows, None while its table is not found."""
        return self._read[0]

    @property
    def refus(self) -> str:
        """Why the table is not found, in French; '' when it is."""
        return self._read[1]

    @cached_property
    def faits(self) -> Faits:
        """What the transitions depend on."""
        return faits(self.lue) if self.lue is not None else Faits()

    @cached_property
    def fautes(self) -> tuple[tuple[Faute, ...], tuple[Faute, ...]]:
        """Faults that block their rows, then the others, each kind once with its rows."""
        told = grouped(self.lue.fautes) if self.lue is not None else []
        return (
            tuple(one for one in told if one.bloque),
            tuple(one for one in told if not one.bloque),
        )

    @cached_property
    def profil(self) -> Profil | None:
        """What was decided of an earlier file of this shape."""
        return profil_propose(self.lue) if self.lue is not None else None

    @cached_property
    def deja_publie(self) -> int | None:
        """Publication that this very file was published by."""
        return publication_du_fichier(self.connu, self.document.empreinte)

    @cached_property
    def apercu(self) -> Apercu:
        """The effect on the rates."""
        return apercu_de(self.chantier, self.jour)

    @cached_property
    def vues(self) -> VuesComparees:
        """The région, or the country, before and after."""
        assert self.lue is not None
        region = region_de(origine(self.chantier.importation), self.connu, self.lue)
        return compare_vues(self.apercu, region)


def vue_de(chantier: Chantier, jour: date) -> VueDeLImport:
    """Return what the workshop shows of an import on a day."""
    return VueDeLImport(chantier, load_connu(), jour)
