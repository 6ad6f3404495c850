"""Open data: declared datasets, their files, the catalogue and the API. A package, so that it shares one country."""
