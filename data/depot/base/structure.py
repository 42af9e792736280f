"""The tables of the store. Those of the registre come from data/schemas: a column is said once."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

from data.depot.cles import colonnes
from data.lecture.schemas import TABLES

# Migrations, the oldest first: a test compares them with their folder.
REVISIONS = ("v0001", "v0002", "v0003")
TABLE_DES_VERSIONS = "depot_version"
PROPRES = ("cle", "rang", "version")  # columns that the store adds to those of a schema

metadata = MetaData()

# One row: what tells this store from another (changed by a restoration), and the columns of the
# schemas that it was last used with.
depot = Table(
    "depot",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="un_seul"), primary_key=True),
    Column("identite", Text, nullable=False),
    Column("colonnes", Text, nullable=False),
)
publication = Table(
    "publication",
    metadata,
    Column("numero", Integer, primary_key=True, autoincrement=False),
    Column("instant", Text, nullable=False),  # ISO 8601, UTC
    Column("nature", Text, nullable=False),
    Column("auteur", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("motif", Text, nullable=False),
    Column("annule", Integer, ForeignKey("publication.numero")),
    Column("date_releve", Text),
)
# Files kept, each once however many publications are made from it.
fichier = Table(
    "fichier",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("contenu", LargeBinary, nullable=False),
)
piece = Table(
    "piece",
    metadata,
    Column("publication", Integer, ForeignKey("publication.numero"), primary_key=True),
    Column("nom", Text, primary_key=True),
    Column("sha256", Text, ForeignKey("fichier.sha256"), nullable=False),
    Column("taille", Integer, nullable=False),
)
# Append-only. `avant` and `apres`: columns that say something, as JSON; NULL when there is no row.
modification = Table(
    "modification",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("publication", Integer, ForeignKey("publication.numero"), nullable=False),
    Column("ressource", Text, nullable=False),
    Column("cle", Text, nullable=False),
    Column("version_avant", Integer),
    Column("rang_avant", BigInteger),
    Column("avant", Text),
    Column("rang_apres", BigInteger),
    Column("apres", Text),
    Index("modification_par_publication", "publication"),
    Index("modification_par_ligne", "ressource", "cle", "id"),
)
# What waits for a person, beside the registre (data/depot/en_attente). Instants: ISO 8601, UTC.
importation = Table(
    "importation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("cree", Text, nullable=False),
    Column("modifie", Text, nullable=False),
    Column("auteur", Text, nullable=False),
    Column("fichier_nom", Text, nullable=False),
    Column("fichier_sha256", Text, ForeignKey("fichier.sha256"), nullable=False),
    Column("etat", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("contenu", Text, nullable=False),  # JSON
    Index("importation_par_etat", "etat", "modifie"),
)
profil = Table(
    "profil",
    metadata,
    Column("empreinte", Text, primary_key=True),
    Column("modifie", Text, nullable=False),
    Column("contenu", Text, nullable=False),  # JSON
)
signalement = Table(
    "signalement",
    metadata,
    Column("id", Text, primary_key=True),
    Column("cree", Text, nullable=False),
    Column("contrat_id", Text, nullable=False),
    Column("territoire", Text, nullable=False),  # "departement-29", '' for none
    Column("texte", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("etat", Text, nullable=False),
    Column("reponse", Text, nullable=False),
    Column("repondu", Text),
    Column("publication", Integer, ForeignKey("publication.numero")),
    Column("version", Integer, nullable=False),
    Index("signalement_par_etat", "etat", "cree"),
)
brouillon = Table(
    "brouillon",
    metadata,
    Column("id", Text, primary_key=True),
    Column("contrat_id", Text, nullable=False),
    Column("cree", Text, nullable=False),
    Column("modifie", Text, nullable=False),
    Column("auteur", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("contenu", Text, nullable=False),  # JSON
    Index("brouillon_par_contrat", "contrat_id", "modifie"),
)


def _resource(ressource: str) -> Table:
    return Table(
        ressource,
        metadata,
        Column("cle", Text, primary_key=True),
        Column("rang", BigInteger, nullable=False),
        Column("version", Integer, ForeignKey("publication.numero"), nullable=False),
        *(
            Column(nom, Text, nullable=False, server_default=text("''"))
            for nom in colonnes(ressource)
        ),
    )


RESSOURCES: dict[str, Table] = {ressource: _resource(ressource) for ressource in TABLES}
