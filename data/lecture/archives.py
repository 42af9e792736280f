"""Files put together in one zip, in memory."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

INSTANT = (1980, 1, 1, 0, 0, 0)  # of every entry: the same files are the same zip
DROITS = 0o644 << 16


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip, by their path in it: the same files are the same bytes."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, INSTANT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is made
            entry.external_attr = DROITS
            archive.writestr(entry, data)
    return content.getvalue()
