"""Rebuilds data/referentiel/ from pinned public packages: ``python -m data.construction``.

Only facts are taken from the packages (codes, names, memberships, populations, geometries);
users of the atlas never need to run this.
"""
