"""The process around the pages: its addresses, headers, logs, words and warm-up."""
