from django.core.cache import cache
from django.urls import reverse


def test_whoever_tries_too_often_is_asked_to_wait(client, worker):
    cache.clear()
    client.force_login(worker)
    for _ in range(10):
        response = client.post(reverse("account_change_password"))
    cache.clear()
    assert response.status_code == 429
    assert "Wait a minute" in response.text
