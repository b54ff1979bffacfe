"""Does the house stand as it was drawn?"""
