"""What every context stands on: base model, doors, tenancy, errors, dates; it knows no context."""
