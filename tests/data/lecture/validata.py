"""Reads the published schemas with the package of Validata, in an environment of its own.

``python tests/data/lecture/validata.py FOLDER``: each valid example passes, each invalid one fails.
"""

import sys
from pathlib import Path

from validata_core import resource_service, validation_service


def main(folder: Path) -> int:
    """Return 0 when every example is judged as it should be."""
    status = 0
    for schema in sorted(folder.glob("*/schema.json")):
        for name, expected in (("exemple-valide.csv", True), ("exemple-invalide.csv", False)):
            example = schema.with_name(name)
            resource = resource_service.from_file_content(str(example), example.read_bytes())
            report = validation_service.validate_resource(resource, str(schema))
            seen = not report.errors
            print(f"{schema.parent.name}/{name}: {'valid' if seen else 'invalid'}")
            if seen is not expected:
                status = 1
                print(report)
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
