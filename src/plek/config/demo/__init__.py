"""A synthetic region, so that a newcomer sees a whole working day at once. All people in it are invented."""
