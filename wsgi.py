"""The WSGI entry point: `wsgi:app` under any server."""

import os

from dotenv import load_dotenv

from portal import logs
from portal.app import create_app
from portal.settings import Settings

logs.configure()
load_dotenv(".env")
app = create_app(Settings.from_env(os.environ))
