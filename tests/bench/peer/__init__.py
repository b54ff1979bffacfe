"""The same pages by hand in FastAPI, plain SQL and Jinja2, on the same tables and with the same duties.

It signs in by the same session, looks up the membership, keeps to row-level security as the application's role and
writes the same row in the log. It has no forms, no languages and no refusals.
"""
