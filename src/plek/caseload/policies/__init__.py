"""May this member, in this state, do this?"""
