"""The store: what is known, by whom, since when.

``ouverture`` opens it, ``registre`` reads the registre as of a publication, ``publication`` writes
one, ``annulation`` undoes one, ``livraison/`` takes in a newer delivered registre, ``export`` gives
the files back, ``sauvegarde`` backs up and restores, ``droits`` says who may, ``en_attente/`` keeps
what waits for a person beside the registre.
"""
