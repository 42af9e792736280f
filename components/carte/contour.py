"""The outline of a perimeter, where the browser can fetch it."""

import gzip
import hashlib
import json
from typing import Any

from components import assets


def publish_contour(contour: dict[str, Any]) -> str:
    """Write an outline once where the browser can fetch it, and return its name as a layer.

    Layers are found beside each other: this one is named by its way from the others.
    """
    content = json.dumps(contour, separators=(",", ":")).encode()
    name = f"contour-{hashlib.sha256(content).hexdigest()[:16]}"
    assets.publish(f"{name}.json.gz", gzip.compress(content, mtime=0))
    return f"../{assets.PUBLIE.name}/{name}"
