"""What the page of data says of a territory on a day, each part computed when asked."""

from dataclasses import dataclass
from functools import cached_property

from geo.certitude.annonce import NombreAnnonce
from geo.couverture.regard import Regard
from geo.donnees.a_completer import ACompleter, build_a_completer
from geo.donnees.annonces import build_annonces
from geo.donnees.connaissance import Connaissance, build_connaissance
from geo.donnees.fraicheur import Verification, build_verifications
from geo.donnees.tables import tables_du_registre
from geo.emporter.fichiers import Fichiers
from geo.territoires.territoire import Territoire


@dataclass(frozen=True, eq=False)
class VueDesDonnees(Regard):
    """A territory on a day: the country, a région or a département."""

    territoire: Territoire

    @cached_property
    def connaissance(self) -> Connaissance:
        """What is known, subject by subject."""
        return build_connaissance(self.moteur, self.territoire, self.couverture.jour)

    @cached_property
    def a_completer(self) -> ACompleter:
        """The contracts whose missing fact weighs most."""
        return build_a_completer(self.couverture, self.territoire)

    @cached_property
    def annonces(self) -> tuple[NombreAnnonce, ...]:
        """The numbers of contracts announced beside those held."""
        return build_annonces(self.couverture, self.territoire)

    @cached_property
    def verifications(self) -> tuple[Verification, ...]:
        """How fresh each contract is."""
        return build_verifications(self.moteur, self.territoire, self.couverture.jour)

    @property
    def tables(self) -> list[tuple[str, str, int]]:
        """Name of the file, title and rows of each table of the registre."""
        return tables_du_registre(self.moteur.registre)

    def registre(self) -> bytes:
        """Return the whole registre as a zip."""
        return Fichiers(self.couverture, self.territoire).registre()
