"""URLs of the bench, all for staff alone."""

from django.urls import path

from reviews.findings import bricks_views
from reviews.findings import views as findings_views
from reviews.jobs import views as job_views
from reviews.judged import views as judged_views
from reviews.proposals import views as proposal_views
from reviews.queue import assigning_views
from reviews.queue import views as queue_views
from reviews.returns import views as return_views
from reviews.second import urls as second
from reviews.submission import views as submission_views
from reviews.visit import urls as visit

app_name = "reviews"

urlpatterns = [
    path("bench/", queue_views.queue, name="queue"),
    path("bench/views/", queue_views.save_view, name="save_view"),
    path("bench/views/<int:view>/remove/", queue_views.remove_view, name="remove_view"),
    path("bench/assign/", assigning_views.assign, name="assign"),
    path("bench/reviews/<uuid:uuid>/hand-back/", assigning_views.hand_back, name="hand_back"),
    path("bench/conflicts/", assigning_views.conflict_list, name="conflicts"),
    path("bench/conflicts/declare/", assigning_views.declare, name="declare_conflict"),
    path("bench/conflicts/<int:conflict>/remove/", assigning_views.remove_conflict, name="remove_conflict"),
    path("bench/jobs/", job_views.jobs, name="jobs"),
    path("bench/jobs/<uuid:uuid>/retry/", job_views.retry_job, name="retry_job"),
    path("bench/<uuid:uuid>/", submission_views.submission, name="submission"),
    path("bench/<uuid:uuid>/evidence/<uuid:file>/", submission_views.evidence, name="evidence"),
    path("bench/reviews/<uuid:uuid>/", judged_views.review, name="review"),
    path("bench/reviews/<uuid:uuid>/together/", judged_views.together, name="together"),
    path(
        "bench/reviews/<uuid:uuid>/contradictions/<str:contradiction>/",
        judged_views.explain,
        name="explain_contradiction",
    ),
    path("bench/reviews/<uuid:uuid>/items/<str:item>/", judged_views.item, name="item"),
    path("bench/reviews/<uuid:uuid>/evidence/<uuid:file>/", judged_views.evidence, name="review_evidence"),
    path("bench/reviews/<uuid:uuid>/return/", return_views.return_items, name="return"),
    path("bench/reviews/<uuid:uuid>/propose/", proposal_views.propose, name="propose"),
    path("bench/reviews/<uuid:uuid>/propose/answer/", proposal_views.answer_objection, name="answer_objection"),
    path("bench/reviews/<uuid:uuid>/propose/recall/", proposal_views.recall, name="recall"),
    path("bench/reviews/<uuid:uuid>/findings/", findings_views.findings, name="findings"),
    path("bench/reviews/<uuid:uuid>/findings/<int:finding>/", findings_views.change, name="change_finding"),
    path("bench/reviews/<uuid:uuid>/findings/ready/", findings_views.use_brick, name="use_brick"),
    path("bench/bricks/<slug:framework>/", bricks_views.bricks, name="bricks"),
    path("bench/bricks/<slug:framework>/<uuid:uuid>/retire/", bricks_views.retire_brick, name="retire_brick"),
    path("bench/<uuid:uuid>/report/", submission_views.request_report, name="request_report"),
    *second.urlpatterns,
    *visit.urlpatterns,
]
