"""Old pages in the back office: pasted or uploaded, read, reviewed piece by piece, and made into drafts."""
