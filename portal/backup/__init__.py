"""Backup and restore: the database and the files as one file, which is whole or refused.

`making` writes it, `reading` looks through all of it before anything is touched, `restoring` puts it in place;
`verifying` looks through a portal where it stands. Whatever apps there are: tables are found in the database's own
catalogue, files in storage.
"""
