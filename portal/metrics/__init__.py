"""Numbers for those who watch the portal (Prometheus): what each process counts, and what is true when it is asked."""
