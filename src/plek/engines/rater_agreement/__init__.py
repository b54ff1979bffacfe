"""How far two raters agree who scored the same items on an ordered scale, each alone.

``agreement([4, 5, 3], [4, 4, 1], scores=range(1, 6))`` counts and weighs; ``kappa`` is Cohen's weighted kappa with
quadratic weights (Cohen 1968): a difference of two weighs four times a difference of one, and what chance would
give is taken off. It says something about a set of ratings, never about a person.
"""

from plek.engines.rater_agreement.agreement import Agreement, RatingsError, agreement

__all__ = ["Agreement", "RatingsError", "agreement"]
