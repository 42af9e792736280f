"""The slides to take away: the deck of a territory as PPTX and PDF."""

from collections.abc import Callable, Iterable

from components.diaporama.contenu import DIAPOSITIVES, build_diaporama
from components.diaporama.habillage import SANS_HABILLAGE, Habillage
from components.documents.emporter import Avance, Export
from geo.presentation.seminaire import Seminaire

GROUPE = "Présentation"
PAR_DEFAUT = "16:9"
CALCUL = 0.2  # of the time: figures and contents, before the slides are written
PPTX = (
    "diapositives à modifier (PowerPoint, LibreOffice Impress)\u00a0: textes, graphiques et "
    "tableaux natifs, notes de l'orateur"
)
PDF = "les mêmes, prêtes à projeter ou à imprimer"


def exports_du_diaporama(
    seminaire: Callable[[], Seminaire],
    lieu: str,
    nom: str,
    *,
    cles: Iterable[str] = tuple(DIAPOSITIVES),
    rapport: str = PAR_DEFAUT,
    habillage: Habillage = SANS_HABILLAGE,
) -> list[Export]:
    """Return the exports of a deck.

    Parameters
    ----------
    seminaire : computes the figures of the deck; called when a file is asked for.
    lieu : the territory that the deck speaks of, told with the file.
    nom : file name without suffix; another ratio than 16:9, and the number of slides when some
        are left out, are added to it.
    cles : names of the slides wanted, in order; ``rapport``: "16:9" or "4:3".
    habillage : what the speaker adds.
    """
    chosen = tuple(cles)
    name = nom if rapport == PAR_DEFAUT else f"{nom}_{rapport.replace(':', '-')}"
    if set(chosen) != set(DIAPOSITIVES):
        name += f"_{len(chosen)}-diapos"

    def make(format_: str, avance: Avance) -> bytes:
        avance(0.0, "Calcul des chiffres")
        deck = habillage.sur(build_diaporama(seminaire(), chosen))

        def follow(part: float, what: str) -> None:
            avance(CALCUL + (1 - CALCUL) * part, what)

        # Imported when asked for: what draws the maps would slow the start.
        if format_ == "pptx":
            from components.documents.pptx.diaporama import diaporama_pptx

            return diaporama_pptx(deck, follow, format_=rapport)
        from components.documents.pdf.diaporama import diaporama_pdf

        return diaporama_pdf(deck, follow, format_=rapport)

    return [
        Export(
            GROUPE,
            f"Présentation ({format_.upper()})",
            f"{lieu}\u00a0: {content}",
            f"{name}.{format_}",
            suivi=lambda avance, format_=format_: make(format_, avance),  # type: ignore[misc]
        )
        for format_, content in (("pptx", PPTX), ("pdf", PDF))
    ]
