"""Exports of published follow-ups for a place and a time: one PDF, a ZIP, a spreadsheet or a table."""
