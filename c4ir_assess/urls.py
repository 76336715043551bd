"""All URLs: English words, kebab case, a trailing slash, no language prefix."""

from django.contrib import admin
from django.urls import include, path

from accounts.views.entrance import confirm_login_code

urlpatterns = [
    path("", include("evidence.urls")),  # before the pages of questions, whose names may be any word
    path("", include("opinions.urls")),  # the same
    path("", include("assessments.urls")),  # early, since no page is asked for as often as an answer is saved
    path("", include("c4ir_assess.jobs.urls")),
    path("", include("accounts.urls")),
    path("", include("reports.urls")),
    path("", include("reviews.urls")),
    path("", include("authoring.urls")),
    path("", include("programmes.urls")),
    path("", include("notices.urls")),
    path("", include("privacy.urls")),
    path("accounts/login/code/confirm/", confirm_login_code, name="account_confirm_login_code"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "accounts.views.errors.bad_request"
handler500 = "accounts.views.errors.server_error"
