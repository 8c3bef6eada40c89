"""The WSGI entry point that granian serves."""

import multiprocessing
import os
import signal

from django.core.wsgi import get_wsgi_application

from msp.checks import refuse_to_start_unsafe
from msp.embedded.processes import end_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msp.settings")
application = get_wsgi_application()
refuse_to_start_unsafe()

# A granian that is killed before it minds its signals would leave this process behind, holding the port.
if (minder := multiprocessing.parent_process()) is not None and minder.pid is not None:
    end_with(minder.pid, signal.SIGKILL)
