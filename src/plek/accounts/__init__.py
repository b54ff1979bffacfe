"""Who signs in: user, password, second factor, sessions."""
