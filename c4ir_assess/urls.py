"""All URLs: English words, kebab case, a trailing slash, no language prefix."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("c4ir_assess.jobs.urls")),
    path("", include("accounts.urls")),
    path("", include("assessments.urls")),
    path("", include("reports.urls")),
    path("", include("reviews.urls")),
    path("", include("authoring.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "accounts.views.errors.bad_request"
handler500 = "accounts.views.errors.server_error"
