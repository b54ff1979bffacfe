"""Addresses: ``own`` for a person across organisations, ``inside`` for one organisation."""
