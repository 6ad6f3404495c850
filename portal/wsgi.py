"""The door for application servers: `gunicorn portal.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()
# What has been loaded by now lives as long as the process: looking through it for garbage costs a tenth of a page.
gc.collect()
gc.freeze()
