"""Exit 0 when this container's web server says it is ready. Asked inside the container, past the proxy."""

import os
import sys
from http.client import HTTPConnection

web = HTTPConnection("127.0.0.1", 8000, timeout=5)
web.request("GET", "/readyz", headers={"Host": os.environ["ALLOWED_HOSTS"].split(",")[0]})
sys.exit(web.getresponse().status != 200)
