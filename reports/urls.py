"""URLs of the reports room."""

from django.urls import path

from reports import share_views, views

app_name = "reports"

urlpatterns = [
    path("results/<uuid:uuid>/", views.result, name="result"),
    path("results/<uuid:uuid>/progress/", views.progress, name="progress"),
    path("results/<uuid:uuid>/report/", views.request_report, name="request_report"),
    path("results/<uuid:uuid>/explain/<str:node>/", views.explain, name="explain"),
    path("results/<uuid:uuid>/what-if/", views.what_if, name="what_if"),
    path("results/<uuid:uuid>/share/", share_views.share_page, name="share"),
    path("results/<uuid:uuid>/share/square.png", share_views.share_picture, {"shape": "square"}, "share_square"),
    path(
        "results/<uuid:uuid>/share/landscape.png", share_views.share_picture, {"shape": "landscape"}, "share_landscape"
    ),
    path("reports/<uuid:uuid>.pdf", views.pdf, name="pdf"),
    path("sample-report/", views.sample_page, name="sample"),
    path("sample-report/<str:language>.pdf", views.sample_pdf, name="sample_pdf"),
]
