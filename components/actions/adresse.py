"""State of the page of actions in the address."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from components.commun.adresse.parametres import Etat, read_params
from components.commun.adresse.sortes import choix, codes, connu, date_montree
from components.commun.mots.libelles import THEMES
from components.commun.statuts import STATUTS_ACTION
from geo.actions.portefeuille import DIMENSIONS, ECHEANCES, THEME_INCONNU, CriteresActions

VOLETS = ("actions", "themes", "probantes", "connaissance")
CODE_THEME_INCONNU = "inconnu"  # a theme that no source tells, in the address
CONTRATS = {"en_cours": False, "tous": True}
EXEMPLE_REGION = "?region=53 pour la Bretagne"
A_LISTER = "Choisissez-le dans la liste."


@dataclass(frozen=True)
class EtatActions(Etat):
    """What the page of actions shows.

    ``volet``: one of VOLETS. ``dimension``: what the actions are counted by.
    """

    jour: date
    criteres: CriteresActions = field(default_factory=CriteresActions)
    volet: str = VOLETS[0]
    dimension: str = DIMENSIONS[0]

    PARAMETRES = (
        choix("volet", VOLETS),
        connu(
            "region",
            "regions",
            f"aucune région n'a ce code. Exemple attendu\u00a0: {EXEMPLE_REGION}.",
            "criteres.region",
        ),
        connu(
            "contrat",
            "contrats",
            f"aucun contrat n'a cet identifiant. {A_LISTER}",
            "criteres.contrat",
        ),
        date_montree(),
        choix("contrats", CONTRATS, "criteres.tous", defaut=False),
        codes(
            "theme",
            {**dict(zip(THEMES, THEMES, strict=True)), CODE_THEME_INCONNU: THEME_INCONNU},
            "criteres.themes",
        ),
        codes("statut", tuple(STATUTS_ACTION), "criteres.statuts"),
        connu("pilote", "pilotes", f"aucune action n'a ce pilote. {A_LISTER}", "criteres.pilote"),
        choix("echeance", ECHEANCES, "criteres.echeance", defaut=""),
        choix("par", DIMENSIONS, "dimension"),
    )

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


def read_etat(
    params: Mapping[str, str], connus: Connus, aujourd_hui: date
) -> tuple[EtatActions, list[str]]:
    """Read the state of an address, and what is wrong in it (see ``read_params``)."""
    return read_params(EtatActions(aujourd_hui), params, aujourd_hui, **vars(connus))
