"""Clients, referrals, trajectories, contacts, supervision and the day of the specialist."""
