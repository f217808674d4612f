"""The composition root: wires settings, council, database and clock to the web, and nothing else does."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from flask import Flask
from flask_babel import Babel
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from portal import metrics
from portal.clocks.bank_holidays import england_and_wales
from portal.council import Council, load, require_confirmed
from portal.db import make_engine, transaction
from portal.readiness import Readiness
from portal.settings import LOOPBACK, Settings
from portal.web import language, register, watching
from portal.web.in_turn import InTurn
from portal.web.lean import LeanFlask
from portal.web.wiring import Portal

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "static" / "build"
LARGEST_POST = 2_000_000  # bytes: far above the longest story, so that one too long is answered in words
_STATIC = "/static/"
_YEAR = 31_536_000


def _utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(settings: Settings, *, council: Council | None = None, now: Callable[[], datetime] = _utc_now) -> Flask:
    """The portal as a WSGI app. Raises a Refusal with every reason why it must not start."""
    council = council or load(settings.council)
    if not settings.local:
        require_confirmed(council)
    engine = make_engine(settings.database_url, settings.keyring)
    app = LeanFlask("portal", root_path=str(ROOT), template_folder="templates", static_folder=None)
    app.config.update(_config(settings))
    app.extensions["portal"] = Portal(
        settings=settings,
        council=council,
        calendar=england_and_wales(council.extra_bank_holidays),
        reading=partial(transaction, engine, writes=False),
        writing=partial(transaction, engine, writes=True),
        is_ready=Readiness(engine, timedelta(minutes=settings.outbox_limit_minutes), now),
        now=now,
        placeholders=council.placeholders(),
    )
    watching.register(app, _counted(settings, engine))
    Babel(app, locale_selector=language)
    assets = _assets()
    sheet = assets.get("public.css")
    register(app, assets=assets, sheet=BUILT / sheet.removeprefix(_STATIC) if sheet else None)
    if settings.proxies:
        # Only where a request came from: nothing here goes by the scheme or the host a proxy was asked for.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0)  # type: ignore[method-assign]
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(BUILT),
        prefix=_STATIC,
        max_age=_YEAR,
        immutable_file_test=r"\.[0-9a-f]{12}\.",
        allow_all_origins=False,
        add_headers_function=_harmless,
    )
    app.wsgi_app = InTurn(app.wsgi_app, longest=LARGEST_POST)  # type: ignore[method-assign]
    return app


def _counted(settings: Settings, engine: Engine) -> watching.Counted | None:
    """Who counts requests: nobody unless the server that started this process shows the counts to a monitor."""
    folder = os.environ.get(metrics.FOLDER)
    counts = metrics.counts_into(folder, str(os.getpid())) if settings.metrics_port and folder else None
    if counts is None:
        return None
    counts.watch(engine)
    return counts.request


def _config(settings: Settings) -> dict[str, Any]:
    """What Flask and its extensions are told."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_FALLBACKS": list(settings.secret_key_fallbacks),
        "WTF_CSRF_SECRET_KEY": [*settings.secret_key_fallbacks, settings.secret_key],  # the last of them signs
        "SESSION_COOKIE_NAME": "visit",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": not settings.local,
        # A name of another's that leads to this machine reads nothing here; health is asked for on the machine itself.
        "TRUSTED_HOSTS": [settings.host, *LOOPBACK],
        "MAX_CONTENT_LENGTH": LARGEST_POST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_POST,
        # A token holds for its visit, however long a page lay open and whatever a clock does meanwhile.
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "en_GB",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "portal" / "translations"),
    }


def _harmless(headers: Headers, _path: str, _url: str) -> None:
    """An asset is what its type says and nothing else."""
    headers["X-Content-Type-Options"] = "nosniff"


def _assets() -> dict[str, str]:
    """Addresses of the built assets by their logical names; none before `make assets`."""
    manifest = BUILT / "manifest.json"
    names: dict[str, str] = json.loads(manifest.read_text()) if manifest.exists() else {}
    return {name: f"{_STATIC}{built}" for name, built in names.items()}
