"""The coordinators' board: what many kommuner have reported, what is on its way, and reminding those who write."""
