"""End with 0 if the web server of this container says that it is ready, under the host name that it is asked by."""

import os
import urllib.request
from urllib.parse import urlsplit

request = urllib.request.Request(
    "http://127.0.0.1:8000/readyz", headers={"Host": urlsplit(os.environ["BASE_URL"]).netloc}
)
urllib.request.urlopen(request, timeout=5).close()  # noqa: S310 -- raises for every answer but success
