"""Drafts of contracts written by hand: kept until they are published or given up."""

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of the drafts."""
    op.create_table(
        "brouillon",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("contrat_id", sa.Text(), nullable=False),
        sa.Column("cree", sa.Text(), nullable=False),
        sa.Column("modifie", sa.Text(), nullable=False),
        sa.Column("auteur", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contenu", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("brouillon_par_contrat", "brouillon", ["contrat_id", "modifie"])
