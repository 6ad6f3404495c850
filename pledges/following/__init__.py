"""Following by e-mail: asking and stopping (asking), what to tell whom (queueing), and telling it (sending)."""
