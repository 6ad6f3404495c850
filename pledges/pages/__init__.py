"""Page objects: all that a template needs, fetched in a bounded number of queries."""
