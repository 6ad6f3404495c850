"""The account pages that are the portal's own; the others are allauth's views with our forms and templates."""
