"""gunicorn in production: `gunicorn --config python:portal.serving portal.wsgi:application`."""

from portal.access_log import AccessLog

worker_class = "gthread"
threads = 4
loglevel = "error"  # below it gunicorn tells the address of who sent something broken
logger_class = AccessLog
accesslog = "-"
control_socket_disable = True
