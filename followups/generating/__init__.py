"""A generated country to measure the portal with: invented from beginning to end, and labelled so wherever it shows."""
