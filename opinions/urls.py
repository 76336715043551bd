"""URLs of the opinions room."""

from django.urls import path

from opinions.views import holding, taking

app_name = "opinions"

urlpatterns = [
    path("assessments/<uuid:uuid>/opinions/", holding.opinions, name="round"),
    path("assessments/<uuid:uuid>/opinions/open/", holding.open_round, name="open"),
    path("assessments/<uuid:uuid>/opinions/link/", holding.renew_keys, name="renew_keys"),
    path("assessments/<uuid:uuid>/opinions/close/", holding.close_round, name="close"),
    path("opinions/", taking.code, name="code"),
    path("opinions/<str:token>/", taking.link, name="link"),
    path("opinion-rounds/<uuid:uuid>/", taking.taking, name="taking"),
    path("opinion-rounds/<uuid:uuid>/<str:node>/", taking.page, name="page"),
]
