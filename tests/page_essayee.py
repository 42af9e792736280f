"""The tool of Streamlit that runs a page without a browser, made quick to start.

Each page that it opens looks through all the installed packages for components, which costs as
much as the page itself: here the first look serves for the process.
"""

from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

__all__ = ["AppTest"]

manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
