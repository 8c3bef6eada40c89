import html
import re

from django.test import Client

HIDDEN = re.compile(
    r'<input type="hidden" name="(form_key|version|began_from|csrfmiddlewaretoken)" value="([^"]*)">'
)


class Hand:
    """Someone at a form: opens it, types into it, sends it, with the hidden inputs that the page carried."""

    def __init__(self, user, *, csrf=False):
        self.client = Client(enforce_csrf_checks=csrf)
        self.client.force_login(user)
        self.user = user
        self.hidden = {}

    def open(self, path):
        response = self.client.get(path)
        self.hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(response.text)}
        return response

    def send(self, path, /, **typed):
        return self.client.post(path, {**self.hidden, **typed})

    def type(self, path, /, **typed):
        """What the page's script sends while its user is typing."""
        return self.send(path, draft="1", **typed)

    def client_copy(self):
        """The same session in a client of its own, for a thread of its own."""
        client = Client()
        client.cookies.update(self.client.cookies)
        return client
