"""URLs of programmes: the pages that firms meet, and those of the staff."""

from django.urls import path

from programmes.views import managing, visiting

app_name = "programmes"

urlpatterns = [
    path("p/", visiting.enter_code, name="code"),
    path("p/<str:code>/", visiting.enter_code, name="by_code"),
    path("join/<str:token>/", visiting.invitation, name="invitation"),
    path("join/<str:token>/leave/", visiting.leave, name="leave"),
    path("join/<str:token>/start/", visiting.start, name="start"),
    path("firm/programmes/", visiting.mine, name="mine"),
    path("programmes/", managing.programmes, name="programmes"),
    path("programmes/new/", managing.make, name="make"),
    path("programmes/<uuid:uuid>/", managing.programme, name="programme"),
    path("programmes/<uuid:uuid>/edit/", managing.edit, name="edit"),
    path("programmes/<uuid:uuid>/end/", managing.end, name="end"),
    path("programmes/<uuid:uuid>/staff/", managing.assign, name="assign"),
    path("programmes/<uuid:uuid>/staff/<int:user>/remove/", managing.unassign, name="unassign"),
    path("programmes/<uuid:uuid>/poster/<str:language>/", managing.poster, name="poster"),
]
