"""An application of a few lines, for the web server's own behaviour: it tells where it thinks that it is asked."""

import os
import time
from pathlib import Path

GATE = Path(os.environ["TINY_GATE"])
while GATE.exists():  # as if there were much code to read
    time.sleep(0.02)


def application(environ, start_response):
    time.sleep(0.02)
    text = f"{environ['SCRIPT_NAME']}|{environ['PATH_INFO']}|{environ['wsgi.url_scheme']}|{os.getpid()}".encode()
    headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(text)))]
    start_response("200 OK", headers)
    return [text]
