"""The settings of the product, with the bare page added, and as many searches as a run makes."""

from pathlib import Path

from plek.config.settings import *  # noqa: F403
from plek.config.settings import TEMPLATES

ROOT_URLCONF = "tests.bench.site.urls"
TEMPLATES = [{**TEMPLATES[0], "DIRS": [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]}]
SEARCHES_PER_MINUTE = FILES_PER_HOUR = 1_000_000
