"""Reading fixtures and lists into the domain's tables: files to checked rows, and rows to the database."""
