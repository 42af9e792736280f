"""The sub-commands of ``python -m data``, one module each: ``add_arguments`` and ``run``."""
