"""Who may do what, where: one pure function over a table of roles.

Identity comes from elsewhere; the role and the territories are ours, read at each run.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass

# Acts, from the one open to all to the one that only administrators do.
LIRE = "lire"
SIGNALER = "signaler"  # report an error, with its source: needs no account
PROPOSER = "proposer"  # a change that somebody else publishes
SUIVRE = "suivre"  # the statuses of the actions of a contract
PUBLIER = "publier"
ANNULER = "annuler"
ADMINISTRER = "administrer"  # accounts, backups, what holds for the whole country
ACTES = (LIRE, SIGNALER, PROPOSER, SUIVRE, PUBLIER, ANNULER, ADMINISTRER)

LECTEUR = "lecteur"
CONTRIBUTEUR = "contributeur"
PORTEUR = "porteur"
REFERENT = "referent"
ADMINISTRATEUR = "administrateur"

OUVERTS = frozenset({LIRE, SIGNALER})
PARTOUT = {
    LECTEUR: OUVERTS,
    CONTRIBUTEUR: OUVERTS | {PROPOSER},
    PORTEUR: OUVERTS | {PROPOSER},
    REFERENT: OUVERTS | {PROPOSER},
    ADMINISTRATEUR: frozenset(ACTES),
}
CHEZ_SOI = {
    PORTEUR: frozenset({SUIVRE}),  # on its contracts
    REFERENT: frozenset({SUIVRE, PUBLIER, ANNULER}),  # on its départements and its régions
}
ROLES = tuple(PARTOUT)

EN_TETES_DE_RELAIS = ("forwarded", "x-forwarded-", "x-real-ip", "via")


@dataclass(frozen=True)
class Compte:
    """Who acts: a role, and where it holds.

    ``regions``, ``departements``: codes on which a référent publishes; ``contrats``: identifiers
    that a porteur follows.
    """

    role: str = LECTEUR
    regions: frozenset[str] = frozenset()
    departements: frozenset[str] = frozenset()
    contrats: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Territoire:
    """Where an act takes place.

    ``regions``, ``departements``: codes of all those that it touches (an astride contract: both
    sides, the région of the ARS that leads it among them); ``contrat``: its identifier, "" when
    the act is not about one contract. No région at all: what holds for the whole country.
    """

    regions: frozenset[str] = frozenset()
    departements: frozenset[str] = frozenset()
    contrat: str = ""


NATIONAL = Territoire()
PROPRIETAIRE = Compte(ADMINISTRATEUR)
PUBLIC = Compte()


def peut(compte: Compte, acte: str, territoire: Territoire) -> bool:
    """Tell whether an account may do an act on a territory.

    A référent publishes where one of its régions or départements is touched: an astride contract
    needs one of its ARS. Raises ValueError for a role or an act that does not exist.
    """
    if compte.role not in PARTOUT:
        raise ValueError(f"role: one of {', '.join(ROLES)} expected, {compte.role!r} given")
    if acte not in ACTES:
        raise ValueError(f"acte: one of {', '.join(ACTES)} expected, {acte!r} given")
    if acte in PARTOUT[compte.role]:
        return True
    return acte in CHEZ_SOI.get(compte.role, ()) and _is_home(compte, territoire)


def _is_home(compte: Compte, territoire: Territoire) -> bool:
    if compte.role == PORTEUR:
        return territoire.contrat in compte.contrats
    return bool(
        compte.regions & territoire.regions or compte.departements & territoire.departements
    )


def compte_du_visiteur(
    environnement: Mapping[str, str], en_tetes: Mapping[str, str], adresse: str = ""
) -> Compte:
    """Return the account of a visitor whom nobody identified.

    On the machine of its owner (``ATLAS_PROPRIETAIRE=1``, asked for by a loopback name, behind no
    proxy) the atlas is its owner's; anywhere else the visitor reads. ``en_tetes``: headers of the
    request, by name in any case; ``adresse``: of the machine that asks, "" for this one.
    """
    if environnement.get("ATLAS_PROPRIETAIRE") != "1":
        return PUBLIC
    if adresse and not _is_this_machine(adresse):
        return PUBLIC  # a Host can be forged by who is on the same network
    noms = {nom.lower(): valeur for nom, valeur in en_tetes.items()}
    if any(nom.startswith(EN_TETES_DE_RELAIS) for nom in noms):
        return PUBLIC
    return PROPRIETAIRE if is_loopback(noms.get("host", "")) else PUBLIC


def is_loopback(hote: str) -> bool:
    """Tell whether the Host of a request (``localhost:8501``, ``[::1]``) is this machine."""
    nom = hote.strip()
    if nom.startswith("["):
        nom, crochet, port = nom[1:].partition("]")
        if not crochet or (port and not _is_port(port)):
            return False
    elif ":" in nom:
        nom, deux_points, port = nom.partition(":")
        if not _is_port(deux_points + port):
            return False
    return nom.lower() == "localhost" or _is_this_machine(nom)


def _is_this_machine(adresse: str) -> bool:
    try:
        return ipaddress.ip_address(adresse).is_loopback
    except ValueError:
        return False


def _is_port(suite: str) -> bool:
    return suite.startswith(":") and suite[1:].isdecimal() and suite.isascii()
