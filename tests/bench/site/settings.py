"""The settings of the product, with the bare page added."""

from pathlib import Path

from plek.config.settings import *  # noqa: F403
from plek.config.settings import TEMPLATES

ROOT_URLCONF = "tests.bench.site.urls"
TEMPLATES = [{**TEMPLATES[0], "DIRS": [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]}]
