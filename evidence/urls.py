"""URLs of the evidence room."""

from django.urls import path

from evidence.views import pages, sending

app_name = "evidence"

urlpatterns = [
    path("assessments/<uuid:uuid>/evidence/", pages.files, name="files"),
    path("assessments/<uuid:uuid>/evidence/uploads/", sending.begin, name="begin"),
    path("assessments/<uuid:uuid>/evidence/uploads/<uuid:upload>/", sending.piece, name="piece"),
    path("assessments/<uuid:uuid>/evidence/<uuid:file>/", pages.download, name="download"),
    path("assessments/<uuid:uuid>/evidence/<uuid:file>/thumbnail/", pages.thumbnail, name="thumbnail"),
    path("assessments/<uuid:uuid>/evidence/<uuid:file>/change/", pages.change, name="change"),
]
