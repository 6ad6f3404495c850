"""Template tags for the components."""

from django import template

register = template.Library()
