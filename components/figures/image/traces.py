"""A picture as SVG whose letters are drawn: the same everywhere, for who has not the font."""

from collections.abc import Mapping
from io import StringIO
from typing import Any

from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure

POINTS = 72  # per inch: the unit of an SVG of matplotlib


class _EnTraces(RendererSVG):
    """Draws each text as its outlines.

    The setting of matplotlib that does it belongs to the whole process: changed while another
    picture is being drawn, it would take its texts away.
    """

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        self._draw_text_as_path(gc, x, y, s, prop, angle, ismath, mtext)


def svg_en_traces(figure: Figure, informations: Mapping[str, str | None]) -> str:
    """Return a figure as SVG without a single text; ``informations``: its metadata."""
    figure.set_dpi(POINTS)
    width, height = (float(side) * POINTS for side in figure.get_size_inches())
    content = StringIO()
    drawn = _EnTraces(width, height, content, image_dpi=POINTS, metadata=dict(informations))
    renderer = MixedModeRenderer(figure, width, height, POINTS, drawn)
    figure.draw(renderer)  # type: ignore[arg-type]  # it delegates to the one below it
    renderer.finalize()
    return content.getvalue()
