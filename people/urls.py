from django.urls import path, register_converter

from people import views
from people.views.rows import KINDS


class KindConverter:
    """A kind of row of a person's record."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KindConverter, "person_row_kind")

app_name = "people"
urlpatterns = [
    path("people/", views.find, name="find"),
    path("people/add/", views.add, name="add"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/change/", views.change, name="change"),
    path("people/<uuid:person_id>/equality/", views.change_equality, name="change-equality"),
    path("people/<uuid:person_id>/what-matters/", views.change_what_matters, name="change-what-matters"),
    path("people/<uuid:person_id>/contact/", views.prepare_contact, name="prepare-contact"),
    path("people/<uuid:person_id>/<person_row_kind:kind>/add/", views.add_row, name="add-row"),
    path("people/<uuid:person_id>/<person_row_kind:kind>/<uuid:row_id>/end/", views.end_row, name="end-row"),
    path(
        "people/<uuid:person_id>/relationships/<uuid:row_id>/powers/",
        views.check_powers,
        name="check-powers",
    ),
    path(
        "people/<uuid:person_id>/warnings/<uuid:row_id>/review/", views.review_warning, name="review-warning"
    ),
]
