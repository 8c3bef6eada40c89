"""The WSGI entry point that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from msp.checks import refuse_to_start_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msp.settings")
application = get_wsgi_application()
refuse_to_start_unsafe()
