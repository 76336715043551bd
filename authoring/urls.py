"""URLs of authoring, all for staff alone."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from authoring.views import drafting, looking, versions


class NumberConverter(StringConverter):
    """A version's number, and nothing that a database would refuse to be asked for."""

    regex = "[0-9.]{1,30}"


register_converter(NumberConverter, "number")

app_name = "authoring"

OF = "authoring/<slug:framework>/<number:number>/"

urlpatterns = [
    path("authoring/", versions.frameworks, name="frameworks"),
    path("authoring/upload/", drafting.upload, name="upload"),
    path(OF, versions.version, name="version"),
    path(f"{OF}workbook.xlsx", versions.workbook, name="workbook"),
    path(f"{OF}retire/", versions.retire, name="retire"),
    path(f"{OF}replace/", drafting.replace, name="replace"),
    path(f"{OF}delete/", drafting.delete, name="delete"),
    path(f"{OF}preview/", looking.preview, name="preview"),
    path(f"{OF}preview/<str:node>/", looking.preview_part, name="preview_part"),
    path(f"{OF}differences/", looking.differences, name="differences"),
    path(f"{OF}differences/seen/", looking.see, {"what": "differences"}, name="see_differences"),
    path(f"{OF}effect/", looking.measure, name="effect"),
    path(f"{OF}effect/seen/", looking.see, {"what": "effect"}, name="see_effect"),
    path(f"{OF}publish/", drafting.publish, name="publish"),
]
