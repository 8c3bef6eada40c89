"""The product's addresses and the bare page: the same layout, session and middleware, one query, no audit."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from accounts.models import Team
from accounts.requests import SignedInRequest
from audit.policy import own
from msp.urls import urlpatterns as of_the_product


@own
@login_required
@require_safe
def bare(request: SignedInRequest) -> HttpResponse:
    return render(request, "bench/bare.html", {"team": Team.objects.order_by("name").first()})


urlpatterns = [path("bench/bare/", bare, name="bare"), *of_the_product]
