"""The practical floor: what somebody writes by hand in an afternoon with Flask, Flask-WTF and Flask-SQLAlchemy.

Eight questions, one a page, the answers of a draft in rows of a database. No sealing, no routing, no rules.
"""

import os
import secrets
from datetime import UTC, datetime
from typing import Any

from flask import Flask, abort, redirect, render_template, session, url_for
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect, FlaskForm
from sqlalchemy import event
from sqlalchemy.engine import Engine
from wtforms import DateField, EmailField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

app = Flask(__name__)
app.config.update(SECRET_KEY=os.environ.get("SECRET_KEY", "bench"), SQLALCHEMY_DATABASE_URI=os.environ["DB"])
db = SQLAlchemy(app)
CSRFProtect(app)

if os.environ["DB"].startswith("sqlite"):

    @event.listens_for(Engine, "connect")
    def waits_for_the_disk(connection: Any, _record: object) -> None:
        """A receipt must last: as ours."""
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()


class Draft(db.Model):
    id = db.Column(db.String(32), primary_key=True)
    created = db.Column(db.DateTime, default=lambda: datetime.now(UTC))
    submitted = db.Column(db.DateTime)


class Answer(db.Model):
    draft_id = db.Column(db.String(32), db.ForeignKey("draft.id"), primary_key=True)
    key = db.Column(db.String(40), primary_key=True)
    value = db.Column(db.Text)


def form_of(field: Any) -> type[FlaskForm]:
    return type("QuestionForm", (FlaskForm,), {"answer": field})


KINDS = [("complaint", "Complaint"), ("compliment", "Compliment"), ("suggestion", "Suggestion")]
SERVICES = [(name.lower(), name) for name in ("Housing", "Health", "Transport", "Schools", "Parks", "Police")]
CHOOSE = DataRequired("Choose one")
QUESTIONS = [
    ("kind", "Is this a complaint or a compliment?", form_of(RadioField(choices=KINDS, validators=[CHOOSE]))),
    ("service", "Which service is it about?", form_of(RadioField(choices=SERVICES, validators=[CHOOSE]))),
    ("when", "When did it happen?", form_of(DateField(validators=[DataRequired("Enter a date")]))),
    (
        "where",
        "Where did it happen?",
        form_of(StringField(validators=[DataRequired("Enter a place"), Length(max=200)])),
    ),
    (
        "story",
        "What happened?",
        form_of(TextAreaField(validators=[DataRequired("Tell us what happened"), Length(max=4000)])),
    ),
    ("want", "What would put it right?", form_of(TextAreaField(validators=[Length(max=4000)]))),
    (
        "name",
        "What is your name?",
        form_of(StringField(validators=[DataRequired("Enter your name"), Length(max=100)])),
    ),
    ("email", "What is your email?", form_of(EmailField(validators=[DataRequired("Enter an email")]))),
]


@app.get("/")
def index() -> str:
    return render_template("index.html")


@app.post("/start")
def start() -> Any:
    draft = Draft(id=secrets.token_hex(16))
    db.session.add(draft)
    db.session.commit()
    session["draft"] = draft.id
    return redirect(url_for("question", number=0))


@app.route("/q/<int:number>", methods=["GET", "POST"])
def question(number: int) -> Any:
    draft = session.get("draft")
    if not draft or number >= len(QUESTIONS):
        abort(404)
    key, title, form_class = QUESTIONS[number]
    rows = {each.key: each for each in db.session.execute(db.select(Answer).filter_by(draft_id=draft)).scalars()}
    form = form_class()
    form.answer.label.text = title
    if form.validate_on_submit():
        value = form.answer.data
        value = value.isoformat() if hasattr(value, "isoformat") else value
        if key in rows:
            rows[key].value = value
        else:
            db.session.add(Answer(draft_id=draft, key=key, value=value))
        db.session.commit()
        is_last = number + 1 == len(QUESTIONS)
        return redirect(url_for("check") if is_last else url_for("question", number=number + 1))
    said = [(asked, rows[each].value) for each, asked, _ in QUESTIONS[:number] if each in rows]
    return render_template("q.html", form=form, title=title, n=number, total=len(QUESTIONS), said=said)


@app.route("/check", methods=["GET", "POST"])
def check() -> Any:
    draft = session.get("draft") or abort(404)
    form = FlaskForm()
    if form.validate_on_submit():
        row = db.session.get(Draft, draft)
        row.submitted = datetime.now(UTC)
        db.session.commit()
        session.pop("draft")
        return redirect(url_for("done"))
    rows = {each.key: each.value for each in db.session.execute(db.select(Answer).filter_by(draft_id=draft)).scalars()}
    return render_template("check.html", form=form, said=[(asked, rows.get(key, "")) for key, asked, _ in QUESTIONS])


@app.get("/done")
def done() -> str:
    return render_template("done.html")


with app.app_context():
    db.create_all()
