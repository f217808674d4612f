"""What somebody picks instead: Django's form wizard with GOV.UK crispy forms, sessions in SQLite. Eight questions."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.conf import settings

HERE = Path(__file__).parent
settings.configure(
    DEBUG=False,
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="dj",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.sessions",
        "django.contrib.staticfiles",
        "django.contrib.messages",
        "crispy_forms",
        "crispy_forms_gds",
        "formtools",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["DBF"],
            "CONN_MAX_AGE": 600,
            # A receipt must last: as ours.
            "OPTIONS": {
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
                "transaction_mode": "IMMEDIATE",
            },
        }
    },
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [HERE / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    STATIC_URL="/static/",
    CRISPY_ALLOWED_TEMPLATE_PACKS=["gds"],
    CRISPY_TEMPLATE_PACK="gds",
)
django.setup()

from crispy_forms_gds.fields import DateInputField  # noqa: E402 - Django's parts load only once it is set up
from crispy_forms_gds.helper import FormHelper  # noqa: E402
from crispy_forms_gds.layout import Button, Field, Layout, Size  # noqa: E402
from django import forms  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402
from formtools.wizard.views import NamedUrlSessionWizardView  # noqa: E402
from whitenoise import WhiteNoise  # noqa: E402


def form_of(title: str, field: forms.Field, drawn: Callable[[], Any]) -> type[forms.Form]:
    class QuestionForm(forms.Form):
        answer = field

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.fields["answer"].label = title
            self.helper = FormHelper()
            self.helper.form_tag = False
            self.helper.layout = Layout(drawn(), Button.primary("submit", "Continue"))

    return QuestionForm


def one_of(*names: str) -> forms.ChoiceField:
    choices = [(name.lower(), name) for name in names]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages={"required": "Choose one"})


def longer(help_text: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea, max_length=4000, required=required, help_text=help_text)


def radios() -> Any:
    return Field.radios("answer", legend_size=Size.LARGE, legend_tag="h1")


def line() -> Any:
    return Field.text("answer", label_size=Size.LARGE, label_tag="h1")


def area() -> Any:
    return Field.textarea("answer", label_size=Size.LARGE, label_tag="h1", rows=6, max_characters=4000)


def date() -> Any:
    return Field("answer")


SERVICES = ("Housing", "Health", "Transport", "Schools", "Parks", "Police")
KINDS = ("Complaint", "Compliment", "Suggestion")
QUESTIONS = [
    ("kind", form_of("Is this a complaint or a compliment?", one_of(*KINDS), radios)),
    ("service", form_of("Which service is it about?", one_of(*SERVICES), radios)),
    ("when", form_of("When did it happen?", DateInputField(require_all_fields=True), date)),
    ("where", form_of("Where did it happen?", forms.CharField(max_length=200), line)),
    ("story", form_of("What happened?", longer("Use your own words"), area)),
    ("want", form_of("What would put it right?", longer("Optional", required=False), area)),
    ("name", form_of("What is your name?", forms.CharField(max_length=100), line)),
    ("email", form_of("What is your email?", forms.EmailField(), line)),
]


class Wizard(NamedUrlSessionWizardView):
    template_name = "q.html"

    def done(self, form_list: object, **_: object) -> HttpResponse:
        return HttpResponseRedirect("/done")


def start(_request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/n/kind")


def done(request: HttpRequest) -> HttpResponse:
    return render(request, "done.html")


wizard = Wizard.as_view(QUESTIONS, url_name="n", done_step_name="finished")
urlpatterns = [path("n/<step>", wizard, name="n"), path("start", start), path("done", done)]
application = WhiteNoise(get_wsgi_application(), prefix="assets/")
