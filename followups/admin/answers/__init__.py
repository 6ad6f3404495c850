"""The page where a follow-up is answered: what it shows, its forms, and saving what was sent."""
