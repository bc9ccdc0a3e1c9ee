"""A reading in other forms: JSON, and lists in plain text."""
