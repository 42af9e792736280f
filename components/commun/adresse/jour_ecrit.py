"""A day as a reader types it: read as people write dates, or refused with the reason, in French."""

from dataclasses import dataclass
from datetime import date

from components.commun.adresse.parametres import quoted
from components.commun.adresse.sortes import PREMIER_JOUR, dernier_jour
from components.commun.mots.formats import jour_en_lettres
from data.atelier.fautes import Fautes
from data.atelier.valeurs.dates import lire_date
from data.atelier.valeurs.lecture import SURE
from data.dates import DatePartielle

EXEMPLE = "Exemple\u00a0: 31/01/2025."
MAINTENANT = ("aujourd'hui", "aujourd\u2019hui", "maintenant")


@dataclass(frozen=True)
class JourLu:
    """What was understood of a text.

    Attributes
    ----------
    jour : the day, None when it is refused.
    message : why it is refused, or how it was read when that is not obvious; Markdown, escaped.
    """

    jour: date | None
    message: str = ""


def ecrire_jour(jour: date) -> str:
    """Return a day as the field shows it: ``31/01/2025``."""
    return jour.strftime("%d/%m/%Y")


def lire_jour(texte: str, aujourd_hui: date) -> JourLu:
    """Read the day that a reader typed.

    ``31/01/2025``, ``2025-01-31``, ``31 janvier 2025`` and what people write alike. A month or a
    year is its first day, and that is said. A day that does not exist is never another one.
    """
    if texte.strip().lower() in MAINTENANT:
        return JourLu(aujourd_hui)
    read = lire_date(texte)
    if read.faute is Fautes.DATE_IMPOSSIBLE:
        return JourLu(None, f"{quoted(texte)}\u00a0: ce jour n'existe pas. {EXEMPLE}")
    if read.certitude != SURE or not read.valeur:
        return JourLu(
            None,
            f"{quoted(texte)}\u00a0: ce n'est pas une date. Attendu\u00a0: jour/mois/année. "
            f"{EXEMPLE}",
        )
    known = DatePartielle.parse(read.valeur)
    jour, last = known.premier_jour, dernier_jour(aujourd_hui)
    if not PREMIER_JOUR <= jour <= last:
        return JourLu(
            None,
            f"{quoted(texte)}\u00a0: hors de la période couverte, du "
            f"{jour_en_lettres(PREMIER_JOUR)} au {jour_en_lettres(last)}.",
        )
    whole = known.jour is not None
    return JourLu(jour, "" if whole else f"{quoted(texte)}\u00a0: {jour_en_lettres(jour)} montré.")
