"""Handling a case: what staff decide, stages, people, actions and letters, and who may not see it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_OPEN = sa.text("done_on IS NULL AND held_on IS NULL")
_UNSETTLED = sa.text("settled_on IS NULL")
_UNANSWERED = sa.text("settled_on IS NULL AND answered_at IS NULL")


def upgrade() -> None:
    cases()
    issues_and_flags()
    duties_and_events()
    who_sees()
    found_by()
    waiting_and_linked()
    stages_and_people()
    actions()
    letters()
    ombudsman_and_compliments()
    reminded()
    taken_down()
    as_they_were_received()


def cases() -> None:
    op.add_column("cases", sa.Column("matched_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("state", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("closed_on", sa.Date(), nullable=True))
    op.add_column("cases", sa.Column("assigned_to", sa.Text(), nullable=True))
    op.execute(
        "UPDATE cases SET state = CASE WHEN EXISTS (SELECT 1 FROM case_duties d WHERE d.case_id = cases.id "
        "AND d.done_on IS NULL AND d.duty IN ('acknowledgement', 'dp-acknowledgement')) THEN 'new' ELSE 'open' END"
    )
    with op.batch_alter_table("cases") as batch:
        batch.alter_column("state", existing_type=sa.Text(), nullable=False)
    op.drop_index("ix_cases_received_on", "cases")
    for columns in (["received_on", "id"], ["state", "received_on", "id"], ["assigned_to", "state"]):
        op.create_index(f"ix_cases_{'_'.join(columns)}", "cases", columns)


def issues_and_flags() -> None:
    op.add_column("issues", sa.Column("confirmed_on", sa.Date(), nullable=True))
    op.add_column("issues", sa.Column("outcome", sa.Text(), nullable=True))
    op.add_column("case_flags", sa.Column("settled_on", sa.Date(), nullable=True))
    op.drop_index("ix_case_flags_flag", "case_flags")
    op.create_index("ix_case_flags_open", "case_flags", ["flag"], sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED)
    op.add_column("case_flags", sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_case_flags_unanswered", "case_flags", ["flag"], sqlite_where=_UNANSWERED, postgresql_where=_UNANSWERED
    )


def duties_and_events() -> None:
    op.add_column("case_duties", sa.Column("team", sa.Text(), nullable=True))
    op.add_column("case_duties", sa.Column("first_due_on", sa.Date(), nullable=True))
    op.add_column("case_duties", sa.Column("held_on", sa.Date(), nullable=True))
    op.add_column("case_duties", sa.Column("let_go", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE case_duties SET first_due_on = due_on, team = (SELECT team FROM issues i "
        "WHERE i.case_id = case_duties.case_id AND i.number = coalesce(case_duties.issue, 1))"
    )
    with op.batch_alter_table("case_duties") as batch:
        batch.alter_column("team", existing_type=sa.Text(), nullable=False)
        batch.alter_column("first_due_on", existing_type=sa.Date(), nullable=False)
    op.drop_index("ix_case_duties_due_on_done_on", "case_duties")
    in_turn, of_case = ["due_on", "duty", "case_id"], ["case_id", "duty", "due_on"]
    for name, columns in (("open", in_turn), ("open_of_team", ["team", *in_turn]), ("open_of_case", of_case)):
        op.create_index(f"ix_case_duties_{name}", "case_duties", columns, sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.add_column("case_events", sa.Column("words", sa.LargeBinary(), nullable=True))


def who_sees() -> None:
    for table, column in (("case_readers", "team"), ("case_bars", "account_id")):
        op.create_table(
            table,
            sa.Column("case_id", sa.Text(), nullable=False),
            sa.Column(column, sa.Text(), nullable=False),
            sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=f"fk_{table}_case_id_cases"),
            sa.PrimaryKeyConstraint("case_id", column, name=f"pk_{table}"),
        )
    op.create_index("ix_case_bars_account_id", "case_bars", ["account_id"])


def found_by() -> None:
    op.create_table(
        "case_teams",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("case_id", "team", "state")),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_teams_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "team", name="pk_case_teams"),
    )
    for columns in (["team", "received_on", "case_id"], ["team", "state", "received_on", "case_id"]):
        op.create_index(f"ix_case_teams_{'_'.join(columns)}", "case_teams", columns)
    op.create_table(
        "case_names",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("word_hash", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_names_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "word_hash", name="pk_case_names"),
    )
    in_turn = ["word_hash", "received_on", "case_id"]
    op.create_index("ix_case_names_word_hash_received_on_case_id", "case_names", in_turn)


def _of_case(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """What every row of a case that has a key of its own begins with."""
    return (
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=f"fk_{table}_case_id_cases"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def waiting_and_linked() -> None:
    op.create_table(
        "case_waits",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_waits_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "what", "team", name="pk_case_waits"),
    )
    op.create_index("ix_case_waits_what_team_since_case_id", "case_waits", ["what", "team", "since", "case_id"])
    op.create_table(
        "case_links",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_links_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "other", name="pk_case_links"),
    )
    op.create_table(
        "issue_themes",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_issue_themes_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "issue", "theme", name="pk_issue_themes"),
    )


def stages_and_people() -> None:
    op.create_table(
        "case_stages",
        *_of_case("case_stages"),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("extended_for", sa.Text(), nullable=True),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("resubmit_until", sa.Date(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("case_id", "procedure", "stage", name="uq_case_stages_case_id_procedure_stage"),
    )
    op.create_table(
        "case_people",
        *_of_case("case_people"),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
    )
    op.create_index("ix_case_people_case_id", "case_people", ["case_id"])
    op.create_index("ix_case_people_account_id_part", "case_people", ["account_id", "part"])


def actions() -> None:
    op.create_table(
        "case_actions",
        *_of_case("case_actions"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=True),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.UniqueConstraint("case_id", "number", name="uq_case_actions_case_id_number"),
    )
    op.create_index("ix_case_actions_kind_due_on", "case_actions", ["kind", "due_on"])
    op.create_index(
        "ix_case_actions_open", "case_actions", ["due_on"], sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED
    )


def letters() -> None:
    op.create_table(
        "case_letters",
        *_of_case("case_letters"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
    )
    op.create_index("ix_case_letters_case_id", "case_letters", ["case_id"])


def ombudsman_and_compliments() -> None:
    op.create_table(
        "ombudsman_contacts",
        *_of_case("ombudsman_contacts"),
        sa.Column("contacted_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
    )
    op.create_index("ix_ombudsman_contacts_case_id", "ombudsman_contacts", ["case_id"])
    op.create_table(
        "compliment_ways",
        *_of_case("compliment_ways"),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("worker", sa.LargeBinary(), nullable=True),
        sa.Column("manager", sa.LargeBinary(), nullable=True),
        sa.Column("share", sa.Text(), nullable=True),
        sa.Column("card", sa.LargeBinary(), nullable=True),
        sa.Column("passed_on", sa.Date(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("case_id", "issue", name="uq_compliment_ways_case_id_issue"),
    )


def reminded() -> None:
    op.create_table(
        "reminders",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("case_id", "what", "which")),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_reminders_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "what", "which", "day", "step", name="pk_reminders"),
    )


def taken_down() -> None:
    op.create_table(
        "taken_down",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("draft_id", "account_id", "channel")),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_taken_down_draft_id_drafts", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("draft_id", name="pk_taken_down"),
    )
    op.create_index("ix_taken_down_account_id", "taken_down", ["account_id"])


def as_they_were_received() -> None:
    """What intake writes since this release, for the cases it received before. Names are indexed by a command."""
    op.execute(
        "INSERT INTO case_teams (case_id, team, received_on, state) "
        "SELECT DISTINCT i.case_id, i.team, c.received_on, c.state FROM issues i JOIN cases c ON c.id = i.case_id"
    )
    op.execute(_WAITS)
    cases, events = (sa.table(name, *map(sa.column, columns)) for name, columns in _EVENTS.items())
    facts = sa.select(events.c.case_id, sa.type_coerce(events.c.facts, sa.JSON()), events.c.number)
    told = facts.join_from(cases, events, events.c.case_id == cases.c.id).where(
        cases.c.restricted, events.c.happened == "notified"
    )
    first: dict[str, list[str]] = {}
    for case_id, known, _number in op.get_bind().execute(told.order_by(events.c.case_id, events.c.number)):
        first.setdefault(case_id, known["teams"])
    rows = [{"case_id": case_id, "team": team} for case_id, teams in first.items() for team in teams]
    if rows:
        op.bulk_insert(sa.table("case_readers", sa.column("case_id"), sa.column("team")), rows)


# What waited by what was kept before: for everybody who sees it, and for each team that has a part of it.
_WAITS = """
    INSERT INTO case_waits (case_id, what, team, since) SELECT waits.case_id, what, team, cases.received_on FROM (
    SELECT id AS case_id, 'unopened' AS what FROM cases
        WHERE NOT EXISTS (SELECT 1 FROM case_events e WHERE e.case_id = cases.id AND e.happened = 'opened')
    UNION SELECT case_id, flag FROM case_flags
        WHERE flag IN ('danger', 'freeze', 'retaliation', 'undelivered', 'team-not-told')
    UNION SELECT case_id, CASE kind WHEN 'complaint' THEN 'unrouted' ELSE 'to-read' END FROM issues WHERE kind <> 'idea'
    ) AS waits JOIN cases ON cases.id = waits.case_id
    JOIN (SELECT case_id, team FROM issues WHERE kind <> 'compliment' UNION SELECT id, '' FROM cases) AS lists
    ON lists.case_id = waits.case_id AND (team = '' OR what <> 'to-read')
"""
_EVENTS = {"cases": ("id", "restricted"), "case_events": ("case_id", "number", "happened", "facts")}
