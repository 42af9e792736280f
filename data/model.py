"""The registre's objects: one frozen class per kind of row, and `Registre`, which holds them all.

The columns are described, in French, in `data/schemas/`. A cell left empty by the survey is ''
for a text and None for a date or an integer: it means that no source read says it.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from data.dates import DatePartielle
from data.memoire import une_fois_par_objet

THEMES = (
    "prevention_promotion",
    "acces_soins",
    "parcours",
    "sante_mentale",
    "sante_environnement",
    "publics_vulnerables",
    "personnes_agees",
    "handicap",
    "addictions",
    "enfance_jeunesse",
    "attractivite_metiers",
    "participation_citoyenne",
    "acces_droits",
    "nutrition_activite",
    "cancer_depistage",
    "coordination_gouvernance",
    "violences",
    "numerique",
    "autre",
)


@dataclass(frozen=True)
class Contrat:
    """One generation of a contrat local de santé.

    ``periode_debut``: start of the period that a source or the title gives ("2019-2023"), for a
    contract whose signature is not dated.
    """

    id: str
    nom: str
    region: str
    departements: tuple[str, ...]
    generation: int | None
    porteur: str
    porteur_type: str
    etape: str
    date_signature: DatePartielle | None
    periode_debut: DatePartielle | None
    date_fin: DatePartielle | None
    duree_ans: int | None
    nb_actions_annonce: int | None
    fiabilite: str
    lien: str
    source_url: str
    source_date: DatePartielle | None
    notes: str


@dataclass(frozen=True)
class LignePerimetre:
    """A territory that a contract includes, or excludes after its inclusions."""

    contrat_id: str
    operation: str
    niveau: str
    code: str
    libelle: str
    source_url: str


@dataclass(frozen=True)
class Axe:
    """A strategic axis, in the contract's words. `numero` may be a letter or '': it is a text."""

    contrat_id: str
    numero: str
    intitule: str
    themes: tuple[str, ...]
    source_url: str


@dataclass(frozen=True)
class Action:
    """An action named by a source; `axe_numero` is '' when the source doesn't tell the axis."""

    contrat_id: str
    axe_numero: str
    numero: str
    intitule: str
    statut: str
    pilote: str
    echeance: DatePartielle | None
    date_statut: DatePartielle | None
    action_probante: str
    source_url: str


@dataclass(frozen=True)
class Signataire:
    """An organisation that signed a contract."""

    contrat_id: str
    nom: str
    categorie: str
    source_url: str


@dataclass(frozen=True)
class AnnonceRegion:
    """What an ARS announced; figures are texts, as published ('>30' means more than 30).

    `completude`: 'complete' when somebody answers for it that the registre holds every contract of
    the région on `completude_date` (`completude_auteur`: the organisation that says so); '' for a
    list that nobody attests.
    """

    region: str
    ars: str
    nb_cls_annonces: str
    date_annonce: DatePartielle | None
    taux_signe_publie: str
    taux_signe_ou_projet_publie: str
    remarque: str
    source_url: str
    completude: str = ""
    completude_date: DatePartielle | None = None
    completude_auteur: str = ""


@dataclass(frozen=True)
class ChiffrePublie:
    """A figure published for a region or a département; `valeur` is a text, as published."""

    objet_type: str
    objet_id: str
    date: DatePartielle | None
    indicateur: str
    valeur: str
    unite: str
    source_url: str


@dataclass(frozen=True)
class PrioritePRS:
    """A priority of a projet régional de santé, and the themes that link it to axes."""

    region: str
    code: str
    ordre: int
    intitule: str
    themes: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class ActionProbante:
    """An action probante followed by ARS Nouvelle-Aquitaine, and the priority it serves."""

    priorite: str
    code: str
    intitule: str
    source: str


@dataclass(frozen=True)
class Etape:
    """A step in the life of a contract, as ARS Bretagne describes it."""

    ordre: int
    code: str
    intitule: str
    source: str


@dataclass(frozen=True)
class Registre:
    """Everything the survey knows: contracts and regions by code, the rest in the files' order.

    `date_releve` is the day the registre was gathered.
    """

    contrats: dict[str, Contrat]
    perimetres: tuple[LignePerimetre, ...]
    axes: tuple[Axe, ...]
    actions: tuple[Action, ...]
    signataires: tuple[Signataire, ...]
    regions: dict[str, AnnonceRegion]
    chiffres_publies: tuple[ChiffrePublie, ...]
    priorites_prs: tuple[PrioritePRS, ...]
    actions_probantes: tuple[ActionProbante, ...]
    etapes: tuple[Etape, ...]
    date_releve: datetime.date

    def perimetre_du_contrat(self, contrat_id: str) -> tuple[LignePerimetre, ...]:
        """The territories of a contract; empty when no source gives its perimeter."""
        return self._par_contrat["perimetres"].get(contrat_id, ())

    def axes_du_contrat(self, contrat_id: str) -> tuple[Axe, ...]:
        """The axes of a contract; empty when no source gives them."""
        return self._par_contrat["axes"].get(contrat_id, ())

    def actions_du_contrat(self, contrat_id: str) -> tuple[Action, ...]:
        """The actions of a contract; empty when no source gives them."""
        return self._par_contrat["actions"].get(contrat_id, ())

    def signataires_du_contrat(self, contrat_id: str) -> tuple[Signataire, ...]:
        """The signatories of a contract; empty when no source gives them."""
        return self._par_contrat["signataires"].get(contrat_id, ())

    @cached_property
    def _par_contrat(self) -> dict[str, dict[str, tuple[Any, ...]]]:
        """The rows of the tables of a contract, by table, then by contract."""
        tables = ("perimetres", "axes", "actions", "signataires")
        return {table: lignes_par_contrat(getattr(self, table)) for table in tables}


@une_fois_par_objet(48)
def lignes_par_contrat(lignes: tuple[Any, ...]) -> dict[str, tuple[Any, ...]]:
    """Return the rows of a table of the contracts, by contract.

    Kept by table: the registres of two publications share those that are the same in both.
    """
    index: dict[str, list[Any]] = {}
    for ligne in lignes:
        index.setdefault(ligne.contrat_id, []).append(ligne)
    return {name: tuple(found) for name, found in index.items()}
