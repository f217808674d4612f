"""Reports: cases from before, totals of the council, and what staff write and publish."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
_NUMBERED = ("year", "scope", "edition", "number")


def upgrade() -> None:
    history()
    written()
    told()


def history() -> None:
    op.create_table(
        "past_cases",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("service", "team", "complainant_group", "procedure")),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("ombudsman", sa.Text(), nullable=False),
        sa.Column("learning", sa.LargeBinary(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_past_cases"),
    )
    op.create_index("ix_past_cases_received_on_reference", "past_cases", ["received_on", "reference"])
    op.create_table(
        "year_facts",
        sa.Column("year", sa.Text(), nullable=False),
        sa.Column("council_complaints", sa.Integer(), nullable=True),
        sa.Column("council_compliments", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_year_facts"),
    )


def written() -> None:
    op.create_table(
        "report_texts",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "year", "scope", "section")),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_report_texts"),
    )
    in_turn = ["year", "scope", "section", "written_at"]
    op.create_index("ix_report_texts_year_scope_section_written_at", "report_texts", in_turn)
    op.create_table(
        "published_reports",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "year", "scope", "edition")),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_published_reports"),
        sa.UniqueConstraint(*_NUMBERED, name="uq_published_reports_year_scope_edition_number"),
    )


def told() -> None:
    op.create_table(
        "told_learning",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("did", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("taken_down_on", sa.Date(), nullable=True),
        sa.Column("taken_down_by", sa.Text(), nullable=True),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_told_learning"),
    )
