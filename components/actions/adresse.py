"""State of the page of actions in the address: read, checked, written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from components.commun.adresse.listes import SEPARATEUR, read_codes
from components.commun.adresse.vue import quoted, read_choice, read_jour
from components.commun.mots.libelles import THEMES
from components.commun.statuts import STATUTS_ACTION
from geo.actions.portefeuille import DIMENSIONS, ECHEANCES, THEME_INCONNU, CriteresActions

VOLETS = ("actions", "themes", "probantes", "connaissance")
CODE_THEME_INCONNU = "inconnu"  # a theme that no source tells, in the address
CONTRATS = ("en_cours", "tous")
EXEMPLE_REGION = "?region=53 pour la Bretagne"


@dataclass(frozen=True)
class EtatActions:
    """What the page of actions shows.

    ``volet``: one of VOLETS. ``dimension``: what the actions are counted by.
    """

    jour: date
    criteres: CriteresActions = field(default_factory=CriteresActions)
    volet: str = VOLETS[0]
    dimension: str = DIMENSIONS[0]

    def avec(self, **criteres: Any) -> "EtatActions":
        """Return the same view with other criteria."""
        return replace(self, criteres=replace(self.criteres, **criteres))

    def dans(self, region: str) -> "EtatActions":
        """Return the same view of a region, '' for all, whatever the contract and the pilote."""
        return self.avec(region=region, contrat="", pilote="")

    def sans_filtre(self) -> "EtatActions":
        """Return the same view of every action of the contracts counted."""
        return replace(self, criteres=CriteresActions(tous=self.criteres.tous))


@dataclass(frozen=True)
class Connus:
    """What an address may name: regions, contracts and pilotes of the registre."""

    regions: Collection[str]
    contrats: Collection[str]
    pilotes: Collection[str]


def _read_known(
    params: Mapping[str, str], key: str, known: Collection[str], wanted: str, messages: list[str]
) -> str:
    found = params.get(key, "")
    if not found or found in known:
        return found
    messages.append(f"Paramètre «\u00a0{key}\u00a0» {quoted(found)}\u00a0: {wanted} Il est ignoré.")
    return ""


def read_etat(
    params: Mapping[str, str], connus: Connus, aujourd_hui: date
) -> tuple[EtatActions, list[str]]:
    """Read the state from the parameters of the address; unknown parameters are ignored.

    Returns the state, always valid, and a message in French (Markdown, escaped) for each bad
    parameter.
    """
    messages: list[str] = []
    themes = read_codes(params, "theme", (*THEMES, CODE_THEME_INCONNU), messages)
    criteres = CriteresActions(
        region=_read_known(
            params,
            "region",
            connus.regions,
            f"aucune région n'a ce code. Exemple attendu\u00a0: {EXEMPLE_REGION}.",
            messages,
        ),
        contrat=_read_known(
            params,
            "contrat",
            connus.contrats,
            "aucun contrat n'a cet identifiant. Choisissez-le dans la liste.",
            messages,
        ),
        themes=tuple(THEME_INCONNU if code == CODE_THEME_INCONNU else code for code in themes),
        statuts=read_codes(params, "statut", tuple(STATUTS_ACTION), messages),
        pilote=_read_known(
            params,
            "pilote",
            connus.pilotes,
            "aucune action n'a ce pilote. Choisissez-le dans la liste.",
            messages,
        ),
        echeance=read_choice(params, "echeance", ECHEANCES, "", messages),
        tous=read_choice(params, "contrats", CONTRATS, CONTRATS[0], messages) == "tous",
    )
    etat = EtatActions(
        read_jour(params.get("date"), aujourd_hui, messages),
        criteres,
        read_choice(params, "volet", VOLETS, VOLETS[0], messages),
        read_choice(params, "par", DIMENSIONS, DIMENSIONS[0], messages),
    )
    return etat, messages


def write_params(etat: EtatActions) -> dict[str, str]:
    """Return the parameters of the address of a view, the date always among them."""
    criteres = etat.criteres
    params = {
        "volet": "" if etat.volet == VOLETS[0] else etat.volet,
        "region": criteres.region,
        "contrat": criteres.contrat,
        "date": etat.jour.isoformat(),
        "contrats": "tous" if criteres.tous else "",
        "theme": SEPARATEUR.join(code or CODE_THEME_INCONNU for code in criteres.themes),
        "statut": SEPARATEUR.join(criteres.statuts),
        "pilote": criteres.pilote,
        "echeance": criteres.echeance,
        "par": "" if etat.dimension == DIMENSIONS[0] else etat.dimension,
    }
    return {key: value for key, value in params.items() if value}
