"""The fidelity kit: ten invented programmes as workbooks, and what each item of IPS-25 should give for them.

Nothing here uses the code of Plek: the workbooks are written from ``programmes`` and counted again by ``count``.
"""
