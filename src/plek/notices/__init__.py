"""Mail: invitations and reminders without content that tells anything."""
