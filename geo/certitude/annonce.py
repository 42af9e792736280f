"""How many contracts an ARS announced, beside how many are held: what is known to be missing."""

import re
from dataclasses import dataclass
from datetime import date

from data.dates import DatePartielle
from data.model import ChiffrePublie, Registre
from geo.certitude.comptes import compte_des_contrats
from geo.couverture.moteur import Couverture
from geo.territoires.territoire import Territoire

# Units of a published number that count the contracts in force, and nothing else.
UNITES_COMPARABLES = frozenset({"contrats", "CLS", "CLS actifs", "contrats (énumérés)"})


@dataclass(frozen=True)
class NombreAnnonce:
    """A number of contracts announced for a territory, as published, beside those held.

    ``texte``: as published (``55``, ``>30``); ``recenses``: signed contracts of the registre that
    it counts; ``manquants``: announced and not held, at least that many (``au_moins``: more than
    ``texte``); None when the two do not compare (``remarque`` says that it counts something else).
    """

    territoire: Territoire
    texte: str
    publie_le: DatePartielle | None
    remarque: str
    source_url: str
    recenses: int

    @property
    def nombre(self) -> int:
        """The number announced; the bound when it was published as "more than"."""
        return int(self.texte.lstrip(">"))

    @property
    def au_moins(self) -> bool:
        """Whether it was published as "more than"."""
        return self.texte.startswith(">")

    @property
    def manquants(self) -> int | None:
        """Contracts announced and not held; 0 when as many are held."""
        if re.match(rf"{re.escape(self.texte)}\b", self.remarque):  # "32 CLS signés ou en …"
            return None
        return max(0, self.nombre + self.au_moins - self.recenses)


def nombre_annonce(
    couverture: Couverture, territoire: Territoire, region: Territoire | None
) -> NombreAnnonce | None:
    """Return the newest number announced for a territory on a day, else that of its région.

    None for the country and outside the régions, or where nobody announced anything.
    """
    registre, jour = couverture.moteur.registre, couverture.jour
    if territoire.niveau == "departement":
        figure = _figure_of(registre, territoire, jour)
        if figure is not None:
            held = compte_des_contrats(couverture, territoire).recenses
            text, when = figure.valeur, figure.date
            return NombreAnnonce(territoire, text, when, "", figure.source_url, held)
    if region is None:
        return None
    held = compte_des_contrats(couverture, region, region.code).de_l_ars
    annonce = registre.regions.get(region.code)
    if annonce is not None and annonce.nb_cls_annonces and _is_told(annonce.date_annonce, jour):
        return NombreAnnonce(
            region,
            annonce.nb_cls_annonces,
            annonce.date_annonce,
            annonce.remarque,
            annonce.source_url,
            held,
        )
    figure = _figure_of(registre, region, jour)
    if figure is None:
        return None
    return NombreAnnonce(region, figure.valeur, figure.date, "", figure.source_url, held)


def _is_told(when: DatePartielle | None, jour: date) -> bool:
    return when is None or when.premier_jour <= jour


def _figure_of(registre: Registre, territoire: Territoire, jour: date) -> ChiffrePublie | None:
    """Return the newest number of signed contracts published for a territory, dated and countable.

    Of two of the same day, the first of the file.
    """
    found = [
        figure
        for figure in registre.chiffres_publies
        if (figure.objet_type, figure.objet_id) == (territoire.niveau, territoire.code)
        and figure.indicateur == "nb_cls_signes"
        and figure.unite in UNITES_COMPARABLES
        and figure.date is not None
        and _is_told(figure.date, jour)
        and figure.valeur.lstrip(">").isdigit()
    ]
    return max(found, key=lambda one: one.date.dernier_jour, default=None)  # type: ignore[union-attr]
