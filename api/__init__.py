"""The open API ``/api/v1``: what the atlas knows, as JSON for other programs. Read-only."""
