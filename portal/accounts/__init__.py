"""Accounts: signing in with a second factor, invitations, sessions, and what keeps strangers out."""
