"""What a test sees of a page of a review."""

import re

from django.test import Client as Browser

HERE = "/o/ggz-veenland/reviews/"


def page(browser: Browser, path: str = "") -> str:
    answer = browser.get(HERE + path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return str(answer.content.decode())


def main(words: str) -> str:
    """What is on the page itself, without what differs each time."""
    return words.split("evidence-head" if "evidence-head" in words else "<main", 1)[1].split("</main>")[0]


def statuses(browser: Browser, number: str, *paths: str) -> list[int]:
    return [browser.get(f"{HERE}{number}/{path}").status_code for path in paths]


def is_picked(words: str, score: int) -> bool:
    """The page shows this score as chosen."""
    return re.search(rf'<input[^>]*value="{score}"[^>]*checked', words) is not None
