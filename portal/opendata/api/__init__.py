"""The REST API, as DIGG's REST API-profil has it: read only, from the declared datasets.

The profile: https://dev.dataportal.se/rest-api-profil (version 1.2.0); `tests/portal/opendata/test_profile.py`
holds its rules by their numbers.
"""
