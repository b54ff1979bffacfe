"""A book in which the law never changes: the amounts of one day hold always."""

from dataclasses import replace
from datetime import date

from plek.engines.benefit_rules.book import Book, Parameter
from plek.engines.benefit_rules.book_reading import book

LONG_AGO = date(2000, 1, 1)


def constant_book(day: date) -> Book:
    return Book({name: _always(parameter, day) for name, parameter in book().parameters.items()})


def _always(parameter: Parameter, day: date) -> Parameter:
    value = parameter.on(day)
    values = (replace(value, valid_from=LONG_AGO, valid_until=None),) if value else ()
    return replace(parameter, values=values)
