"""Reading follow-ups from fixtures into the database."""
