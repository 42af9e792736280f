"""Which levels a column or a word of level may mean."""

COMPATIBLES = {
    "commune": ("commune", "arrondissement_municipal"),
    "arrondissement_municipal": ("arrondissement_municipal",),
    "epci": ("epci", "ept"),
    "ept": ("ept", "epci"),
    "departement": ("departement",),
}
