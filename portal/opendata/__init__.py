"""Open data from declarations: one `Dataset` gives files, documentation, catalogue and API. Knows no kommun.

The apps declare their datasets (settings.OPEN_DATA); everything here follows from the declarations.
"""
