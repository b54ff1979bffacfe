"""The team workbook: its sheets as data, a forgiving and strict reader, and a writer of exactly the same form.

Nothing in this folder touches the database or the clock. `worker` runs in its own process and imports no Django.
"""
