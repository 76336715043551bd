"""URLs of the bench, all for staff alone."""

from django.urls import path

from reviews import (
    assign_views,
    bricks_views,
    findings_views,
    item_views,
    propose_views,
    queue_views,
    return_views,
    views,
)
from reviews.second import urls as second
from reviews.visit import urls as visit

app_name = "reviews"

urlpatterns = [
    path("bench/", queue_views.queue, name="queue"),
    path("bench/views/", queue_views.save_view, name="save_view"),
    path("bench/views/<int:view>/remove/", queue_views.remove_view, name="remove_view"),
    path("bench/assign/", assign_views.assign, name="assign"),
    path("bench/conflicts/", assign_views.conflict_list, name="conflicts"),
    path("bench/conflicts/declare/", assign_views.declare, name="declare_conflict"),
    path("bench/conflicts/<int:conflict>/remove/", assign_views.remove_conflict, name="remove_conflict"),
    path("bench/jobs/", views.jobs, name="jobs"),
    path("bench/jobs/<uuid:uuid>/retry/", views.retry_job, name="retry_job"),
    path("bench/<uuid:uuid>/", views.submission, name="submission"),
    path("bench/<uuid:uuid>/evidence/<uuid:file>/", views.evidence, name="evidence"),
    path("bench/reviews/<uuid:uuid>/", item_views.review, name="review"),
    path("bench/reviews/<uuid:uuid>/together/", item_views.together, name="together"),
    path("bench/reviews/<uuid:uuid>/items/<str:item>/", item_views.item, name="item"),
    path("bench/reviews/<uuid:uuid>/evidence/<uuid:file>/", item_views.evidence, name="review_evidence"),
    path("bench/reviews/<uuid:uuid>/return/", return_views.return_items, name="return"),
    path("bench/reviews/<uuid:uuid>/propose/", propose_views.propose, name="propose"),
    path("bench/reviews/<uuid:uuid>/propose/answer/", propose_views.answer_objection, name="answer_objection"),
    path("bench/reviews/<uuid:uuid>/propose/recall/", propose_views.recall, name="recall"),
    path("bench/reviews/<uuid:uuid>/findings/", findings_views.findings, name="findings"),
    path("bench/reviews/<uuid:uuid>/findings/<int:finding>/", findings_views.change, name="change_finding"),
    path("bench/reviews/<uuid:uuid>/findings/ready/", findings_views.use_brick, name="use_brick"),
    path("bench/bricks/<slug:framework>/", bricks_views.bricks, name="bricks"),
    path("bench/bricks/<slug:framework>/<uuid:uuid>/retire/", bricks_views.retire_brick, name="retire_brick"),
    path("bench/<uuid:uuid>/report/", views.request_report, name="request_report"),
    *second.urlpatterns,
    *visit.urlpatterns,
]
