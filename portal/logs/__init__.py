"""What the portal tells those who run it: one line of JSON for each event, with nothing of who asked."""
