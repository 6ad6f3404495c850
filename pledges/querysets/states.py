"""The public states by name, for questions; `pledges.models.State` has them with their Swedish words."""

PUBLISHED, WITHDRAWN = "published", "withdrawn"
