"""Searching everything public: entries written at publication, found by Swedish words in any form."""
