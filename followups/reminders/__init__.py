"""Reminders by mail: who should hear of what (rules), what there is to tell (gathering), and telling it (sending)."""
