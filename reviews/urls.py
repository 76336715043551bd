"""URLs of the bench, all for staff alone."""

from django.urls import path

from reviews import return_views, views

app_name = "reviews"

urlpatterns = [
    path("bench/", views.queue, name="queue"),
    path("bench/jobs/", views.jobs, name="jobs"),
    path("bench/jobs/<uuid:uuid>/retry/", views.retry_job, name="retry_job"),
    path("bench/<uuid:uuid>/", views.submission, name="submission"),
    path("bench/<uuid:uuid>/evidence/<uuid:file>/", views.evidence, name="evidence"),
    path("bench/reviews/<uuid:uuid>/return/", return_views.return_items, name="return"),
    path("bench/<uuid:uuid>/report/", views.request_report, name="request_report"),
]
