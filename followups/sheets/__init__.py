"""The answers of follow-ups as a spreadsheet: written, filled in elsewhere, read again, compared and saved."""
