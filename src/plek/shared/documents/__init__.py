"""Documents on paper: one house style, made by Typst into tagged PDF (PDF/UA-1), and given out as a file.

A context keeps its templates in ``templates/<context>/*.typ``. A template begins with ``base.typ``, which brings
the letterhead, the page numbers, the language, and whatever the caller gave as ``values``::

    #import "base.typ": *
    #show: paper
    #values.greeting
    #facts(values.facts)                      // pairs of a word and what is so
    #listed(values.columns, values.rows)      // a table whose head returns on every page
    #lines(values.note)                       // what someone typed, with its own lines

The view asks for it, records that it was taken out (``Action.PRINT`` or ``Action.EXPORT``), and answers::

    made = pdf(
        "fidelity/indication.typ", values, language=get_language(), title=_("Fidelity"),
        letterhead=letterhead_of(by), made_at=request.now,
    )
    return attached(made, _("fidelity"), on=request.today)

Values travel as JSON and are printed as they are: nothing that someone typed is ever read as markup. They hold
strings, numbers, booleans, lists and mappings; days and amounts are written by the presenter, and so are all words
of the document, so that the catalogues have them. A character that the fonts lack becomes a white bar. A heading
may not be empty: it holds words of the document, not of a person. A file name says what it is and of which day,
never of whom.

Figures go out as CSV with ``sheet(head, rows)``, also by ``attached(..., kind="csv")``.
"""

from plek.shared.documents.answering import attached
from plek.shared.documents.making import DocumentError, Letterhead, pdf
from plek.shared.documents.sheets import sheet

__all__ = ["DocumentError", "Letterhead", "attached", "pdf", "sheet"]
