"""Serves the emulated accounts on a free port, prints the address, and ends with the process that started it."""

import os
import sys
import threading

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from . import change_set_names, custom_resources, delivery_types, failures, service_types, template_url, unchanged_stacks


def end_with_parent() -> None:
    """The standard input closes when the parent ends, however it ends."""
    sys.stdin.read()
    os._exit(0)


for part in (change_set_names, template_url, delivery_types, service_types, custom_resources, failures, unchanged_stacks):
    part.install()

server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
threading.Thread(target=end_with_parent, daemon=True).start()
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
