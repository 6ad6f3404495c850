"""Pages kept as files: rendered once for each change, and served when the database is away."""
