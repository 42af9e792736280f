"""A list of 200 contracts in a spreadsheet: read, recognised, checked and compared; its effect."""

import io
import os
import random
import statistics
import tempfile
import time
from datetime import date
from typing import Any

import openpyxl

from bench.cibles import Ligne
from data.atelier.decisions import Decisions
from data.atelier.fichier.document import read_document
from data.atelier.gestes import Dire, LignesValidesSeules
from data.depot.droits import PROPRIETAIRE
from data.depot.ouverture import oublie
from geo.atelier.analyse import Analyse, analyse
from geo.atelier.chantier import fait, ouvre
from geo.atelier.contrats.origine import Import
from geo.atelier.depot import load_connu
from geo.atelier.ecarts.effet import apercu
from geo.atelier.publication import publie
from geo.atelier.territoires.resolveur import Resolveur
from geo.couverture.moteur import Moteur, load_moteur

CONTRATS = 200
REPETITIONS = 5
GRAINE = 29232
JOUR = date(2026, 11, 30)
LIGNES = (
    Ligne(
        "Workshop: a list of 200 contracts, from the file to the comparison",
        "{etapes_ms:,.0f} ms, the first of a process {premiere_ms:,.0f} ms",
        "at most 3 s",
        (("premiere_ms", "<=", 3_000),),
    ),
    Ligne(
        "Workshop: effect of the list on the rates",
        "{effet_ms:,.0f} ms",
        "at most 1 s",
        (("effet_ms", "<=", 1_000),),
    ),
    Ligne(
        "Workshop: publication of what the list has ready",
        "{publication_ms:,.0f} ms",
        "at most 1 s",
        (("publication_ms", "<=", 1_000),),
    ),
)
ENTETE = (
    "Dpt",
    "N°",
    "Territoire (EPCI concernés)",
    "Porteur",
    "Génération",
    "Date de signature",
    "Durée",
    "Échéance",
    "Population couverte",
    "État",
)


def liste(moteur: Moteur) -> bytes:
    """Return a workbook as an agency keeps it: one contract a row, in words, some of them wrong."""
    hasard = random.Random(GRAINE)
    table = moteur.referentiel.tables.epci
    noms = hasard.sample(table["nom"].tolist(), 2 * CONTRATS)
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(("Liste des contrats locaux de santé",))
    sheet.append(("mise à jour : 12/07/2026",))
    sheet.append(())
    sheet.append(ENTETE)
    for rank in range(CONTRATS):
        nom, autre = noms[2 * rank], noms[2 * rank + 1]
        territoire = hasard.choice((nom, f"{nom} ; {autre}", nom[:-1], f"{nom} + 2 communes"))
        year = hasard.randrange(2019, 2026)
        signature = hasard.choice((f"12/07/{year}", f"juil-{year % 100}", f"T3 {year} (prév.)"))
        etat = hasard.choice(("Signé", "En négo.", "LI reçue le 3/2", "Échu", "Prolongé"))
        sheet.append(
            (
                "",
                rank + 1,
                territoire,
                nom,
                "2ème",
                signature,
                "5 ans",
                year + 5,
                "21 004 hab.",
                etat,
            )
        )
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _read(content: bytes, moteur: Moteur, resolveur: Resolveur) -> Analyse:
    document = read_document("liste.xlsx", content)
    return analyse(document, Decisions(), moteur, resolveur, Import(), JOUR)


def _publication_ms(content: bytes) -> float:
    """Time the publication of what the list has ready, in a store of its own."""
    held = os.environ.get("ATLAS_DATA")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ATLAS_DATA"] = folder
        try:
            oublie()
            chantier = fait(ouvre("liste.xlsx", content, ""), LignesValidesSeules(True))
            dire, numero = Dire("ARS d'Essai", "liste inventée", "mesure"), load_connu().numero
            start = time.perf_counter()
            publie(chantier, dire, numero, PROPRIETAIRE)
            return 1000 * (time.perf_counter() - start)
        finally:
            oublie()
            os.environ.pop("ATLAS_DATA")
            if held is not None:
                os.environ["ATLAS_DATA"] = held


def measure() -> dict[str, Any]:
    """Time the reading of the list in a process that has the registre, then its effect.

    The first reading builds the index of names; the others keep it, as a server does.
    """
    moteur = load_moteur()
    moteur.couverture(JOUR)
    content = liste(moteur)
    start = time.perf_counter()
    resolveur = Resolveur(moteur.referentiel)
    lue = _read(content, moteur, resolveur)
    premiere = 1000 * (time.perf_counter() - start)
    etapes, effets = [], []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        lue = _read(content, moteur, Resolveur(moteur.referentiel))
        middle = time.perf_counter()
        apercu(moteur, lue.apercu, JOUR, "53")
        etapes.append(1000 * (middle - start))
        effets.append(1000 * (time.perf_counter() - middle))
    return {
        "contrats": len(lue.lignes),
        "valeurs": len(lue.valeurs),
        "valeurs_a_decider": len(lue.valeurs_a_decider),
        "premiere_ms": round(premiere),
        "etapes_ms": round(statistics.median(etapes)),
        "effet_ms": round(statistics.median(effets)),
        "publication_ms": round(_publication_ms(content)),
    }
