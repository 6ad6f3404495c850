"""Mail: Swedish, as text and as HTML. In the background where the time that it takes would tell something."""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.core.mail import EmailMultiAlternatives
from django.template import Context, engines
from django.template.loader import render_to_string

logger = logging.getLogger("portal")
_background = ThreadPoolExecutor(max_workers=1, thread_name_prefix="post")


def letter(name: str, to: str, **context: object) -> EmailMultiAlternatives:
    """The letter of templates/email/<name>.txt, whose first line is the subject, and <name>.html."""
    subject, _, text = _plain(f"email/{name}.txt", context).strip().partition("\n")
    message = EmailMultiAlternatives(" ".join(subject.split()), text.strip() + "\n", to=[to])
    message.attach_alternative(render_to_string(f"email/{name}.html", context), "text/html")
    return message


def _plain(template: str, context: dict[str, object]) -> str:
    """The text as it is: in plain text a name with < in it needs no escaping."""
    return engines["django"].get_template(template).template.render(Context(context, autoescape=False))


def send_later(message: EmailMultiAlternatives) -> None:
    """Hand the letter over without waiting; a failure is told in the log."""
    _background.submit(_send, message)


def _send(message: EmailMultiAlternatives) -> None:
    try:
        message.send()
    except OSError:
        logger.exception("Ett brev kunde inte skickas.")
