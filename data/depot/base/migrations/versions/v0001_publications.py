"""Publications, files kept, journal. The tables of the registre follow its schemas (alignement)."""

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None
branch_labels = None
depends_on = None

NUMERO = "publication.numero"


def upgrade() -> None:
    """Make the tables of the store."""
    op.create_table(
        "depot",
        sa.Column("id", sa.Integer(), sa.CheckConstraint("id = 1", name="un_seul"), nullable=False),
        sa.Column("identite", sa.Text(), nullable=False),
        sa.Column("colonnes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "publication",
        sa.Column("numero", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("instant", sa.Text(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("auteur", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("annule", sa.Integer(), sa.ForeignKey(NUMERO)),
        sa.Column("date_releve", sa.Text()),
        sa.PrimaryKeyConstraint("numero"),
    )
    op.create_table(
        "fichier",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("contenu", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "piece",
        sa.Column("publication", sa.Integer(), sa.ForeignKey(NUMERO), nullable=False),
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), sa.ForeignKey("fichier.sha256"), nullable=False),
        sa.Column("taille", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("publication", "nom"),
    )
    _create_journal()


def _create_journal() -> None:
    op.create_table(
        "modification",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("publication", sa.Integer(), sa.ForeignKey(NUMERO), nullable=False),
        sa.Column("ressource", sa.Text(), nullable=False),
        sa.Column("cle", sa.Text(), nullable=False),
        sa.Column("version_avant", sa.Integer()),
        sa.Column("rang_avant", sa.BigInteger()),
        sa.Column("avant", sa.Text()),
        sa.Column("rang_apres", sa.BigInteger()),
        sa.Column("apres", sa.Text()),
    )
    op.create_index("modification_par_publication", "modification", ["publication"])
    op.create_index("modification_par_ligne", "modification", ["ressource", "cle", "id"])
