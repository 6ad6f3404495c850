"""The database as the portal uses it: for how long one waits, what a fault means, and when it is asked once more."""
