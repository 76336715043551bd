"""URLs of the accounts room; sign-in is django-allauth's, under ``/accounts/``."""

from django.urls import path

from accounts.views import firms, front, people

app_name = "accounts"

urlpatterns = [
    path("", front.front_door, name="front_door"),
    path("language/", front.set_language, name="set_language"),
    path("firm/new/", firms.firm_create, name="firm_create"),
    path("firm/", firms.firm, name="firm"),
    path("firm/edit/", firms.firm_edit, name="firm_edit"),
    path("person/", people.person, name="person"),
]
