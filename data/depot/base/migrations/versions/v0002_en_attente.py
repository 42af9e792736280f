"""What waits beside the registre: imports under way, profiles of files, errors reported."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of what waits for a person."""
    op.create_table(
        "importation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("cree", sa.Text(), nullable=False),
        sa.Column("modifie", sa.Text(), nullable=False),
        sa.Column("auteur", sa.Text(), nullable=False),
        sa.Column("fichier_nom", sa.Text(), nullable=False),
        sa.Column("fichier_sha256", sa.Text(), sa.ForeignKey("fichier.sha256"), nullable=False),
        sa.Column("etat", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contenu", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("importation_par_etat", "importation", ["etat", "modifie"])
    op.create_table(
        "profil",
        sa.Column("empreinte", sa.Text(), nullable=False),
        sa.Column("modifie", sa.Text(), nullable=False),
        sa.Column("contenu", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("empreinte"),
    )
    op.create_table(
        "signalement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("cree", sa.Text(), nullable=False),
        sa.Column("contrat_id", sa.Text(), nullable=False),
        sa.Column("territoire", sa.Text(), nullable=False),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("etat", sa.Text(), nullable=False),
        sa.Column("reponse", sa.Text(), nullable=False),
        sa.Column("repondu", sa.Text()),
        sa.Column("publication", sa.Integer(), sa.ForeignKey("publication.numero")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("signalement_par_etat", "signalement", ["etat", "cree"])
