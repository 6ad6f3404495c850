"""The page store: a package, so that what it shares ends with it."""
