"""Who publishes from the command line, and why."""

import argparse
import os

VARIABLE = "ATLAS_AUTEUR"
PAR_DEFAUT = "Administration de l'atlas"


def add_auteur(analyseur: argparse.ArgumentParser, pourquoi: str, motif: str | None = None) -> None:
    """Add ``--auteur`` and ``--motif`` to a command; ``motif``: by default, None to ask for it."""
    auteur = os.environ.get(VARIABLE, "").strip() or PAR_DEFAUT
    analyseur.add_argument(
        "--auteur",
        metavar="TEXTE",
        default=auteur,
        help=f"l'organisme qui publie (par défaut\u00a0: {VARIABLE}, ou {PAR_DEFAUT})",
    )
    analyseur.add_argument(
        "--motif", metavar="TEXTE", default=motif, required=motif is None, help=pourquoi
    )
