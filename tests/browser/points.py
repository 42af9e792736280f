"""Where a place of the map stands on the screen, once the map no longer moves."""

from typing import Any

from playwright.sync_api import Frame

# A panel that unfolds makes the map narrower for a third of a second, and the map follows.
OU = """async ([longitude, latitude]) => {
  const where = () => {
    const point = map.latLngToContainerPoint([latitude, longitude]);
    return [point.x, point.y, innerWidth].join();
  };
  for (let calm = 0, last = where(); calm < 12; ) {
    await new Promise(requestAnimationFrame);
    const now = where();
    calm = now === last ? calm + 1 : 0;
    last = now;
  }
  const { x, y } = map.latLngToContainerPoint([latitude, longitude]);
  return { x, y };
}"""


def pixel_of(frame: Frame, point: list[float]) -> Any:
    """Return the place (x, y) in the frame of a map of a point (longitude, latitude)."""
    return frame.evaluate(OU, point)
