"""A static copy of the public site, for any web server: asked of the portal itself, written whole or not at all."""
