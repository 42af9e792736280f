"""A contract that the registre does not have: its identifier, its place, what it may double."""

import re
from dataclasses import dataclass, replace

from data.depot.modele import Cellules, Tables
from data.errors import quote
from data.lecture.codes_connus import region_des_departements
from data.lecture.expectations import expectation, refusal
from data.lecture.schemas import fields_by_name
from data.model import Contrat
from geo.atelier.contrats.formation import identifiant, type_du_porteur
from geo.atelier.contrats.lecture import ContratLu
from geo.atelier.ecarts.rapprochement import Rapprocheur, Suspect
from geo.atelier.territoires.perimetre import LigneLue
from geo.couverture.moteur import Moteur
from geo.saisie.brouillon import CONTRATS, Brouillon
from geo.saisie.champs import vide
from geo.saisie.perimetre import build_perimetre, ligne_du_territoire
from geo.territoires.territoire import Territoire

FIABILITE = "source"


@dataclass(frozen=True)
class ContratPropose:
    """A contract as it would be added.

    ``contrat``: its row, with the identifier proposed; ``perimetres``: its lines; ``doubles``: the
    contracts that it may be, each with the reason; ``precedent``: the one that it follows.
    """

    contrat: Cellules
    perimetres: tuple[Cellules, ...]
    population: int
    nb_communes: int
    doubles: tuple[Suspect, ...]
    precedent: Contrat | None

    def avec(self, identifiant: str) -> "ContratPropose":
        """Return the same contract under another identifier."""
        lines = tuple(line | {"contrat_id": identifiant} for line in self.perimetres)
        return replace(self, contrat=self.contrat | {"id": identifiant}, perimetres=lines)

    def brouillon(self, tables: Tables, numero: int) -> Brouillon:
        """Return the draft that adds it to the registre as of a publication."""
        draft = Brouillon(self.contrat["id"], numero).ecrit(tables, CONTRATS, self.contrat)
        for line in self.perimetres:
            draft = draft.ecrit(tables, "perimetres", line)
        return draft


def propose_contrat(
    moteur: Moteur, saisie: Cellules, territoires: tuple[Territoire, ...]
) -> ContratPropose | None:
    """Return the contract that a form says, None without a territory that gives its région.

    ``saisie``: columns of ``contrats`` already read (see ``champs.lit_ligne``); its région, when
    the perimeter lies in several, is one of them, else that of most of its residents.
    """
    lines = [ligne_du_territoire("", one.niveau, one.code, one.nom) for one in territoires]
    perimetre = build_perimetre(
        {str(rank): line for rank, line in enumerate(lines)}, moteur.referentiel
    )
    if not perimetre.departements or not perimetre.regions:
        return None
    row = vide(CONTRATS, "") | {name: text for name, text in saisie.items() if text}
    lu = ContratLu(
        (1,),
        {name: text for name, text in row.items() if text},
        perimetre=tuple(
            LigneLue(line["operation"], one.niveau, one.code, one.nom)
            for line, one in zip(lines, territoires, strict=True)
        ),
    )
    found = Rapprocheur(moteur).find(lu, perimetre.cellules)
    same = () if found.meme is None else (Suspect(found.meme, "fusionner", found.pourquoi),)
    first = perimetre.departements[0]
    if row["region"] not in perimetre.regions:
        row["region"] = region_des_departements()[first]
    row["departements"] = " ".join(perimetre.departements)
    if not row["generation"] and found.precedent is not None and found.precedent.generation:
        row["generation"] = str(found.precedent.generation + 1)
    row["porteur_type"] = row["porteur_type"] or type_du_porteur(row["porteur"])
    row["fiabilite"] = row["fiabilite"] or FIABILITE
    row["etape"] = row["etape"] or "inconnue"
    row["id"] = identifiant(row["nom"], first, row["generation"], moteur.registre.contrats)
    return ContratPropose(
        row,
        tuple(line | {"contrat_id": row["id"], "source_url": row["source_url"]} for line in lines),
        perimetre.population,
        perimetre.nb_communes,
        (*same, *found.suspects),
        found.precedent,
    )


def refuse_identifiant(identifiant: str, tables: Tables) -> str:
    """Return why an identifier cannot be given to a new contract, '' when it can."""
    form = fields_by_name(CONTRATS)["id"]
    if not re.fullmatch(form["constraints"]["pattern"], identifiant):
        return f"{quote(identifiant)} {refusal(form)}. Attendu\u00a0: {expectation(form)}."
    if identifiant in tables[CONTRATS]:
        return f"{quote(identifiant)} est déjà l'identifiant d'un contrat du registre."
    return ""
