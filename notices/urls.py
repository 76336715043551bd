"""URLs of the notices room."""

from django.urls import path

from notices import views

app_name = "notices"

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/preferences/", views.choose, name="choose"),
    path("notices/unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("notices/<uuid:uuid>/", views.open_notice, name="open"),
    path("notices/<uuid:uuid>/read/", views.read_one, name="read_one"),
]
