"""The tag `url`, remembering: a page leads to sixty addresses that are the same each time, and looks up all of them."""

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as plain_url
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from portal.addresses import address_of

register = template.Library()


class RememberedAddress(URLNode):
    """As Django's own, which still answers for namespaces, named parts and what is not found."""

    def render(self, context: template.Context) -> str:
        name = self.view_name.resolve(context)
        if self.kwargs or ":" in str(name):
            return super().render(context)
        try:
            found = address_of(name, *(part.resolve(context) for part in self.args))
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> RememberedAddress:
    """{% url "municipality" slug %}, as ever."""
    node = plain_url(parser, token)
    return RememberedAddress(node.view_name, node.args, node.kwargs, node.asvar)
