"""The process around the pages: its addresses, headers, logs, words and warm-up."""

import logging

# Streamlit warns once per declared folder when no reader is there: they are declared at the start.
logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True
