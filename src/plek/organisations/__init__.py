"""Organisation, team, region, membership and role: the root of keeping organisations apart."""
