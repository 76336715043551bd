"""URLs of the assessments room."""

from django.urls import path

from assessments.views import answering, continuing, finishing, overview, starting

app_name = "assessments"

urlpatterns = [
    path("assessments/", overview.home, name="home"),
    path("assessments/start/", starting.start, name="start"),
    path("quick/", starting.quick_start, name="quick_start"),
    path("quick/<str:token>/", starting.quick_claim, name="quick_claim"),
    path("assessments/<uuid:uuid>/", overview.tasks, name="tasks"),
    path("assessments/<uuid:uuid>/troubles/", answering.troubles, name="troubles"),
    path("assessments/<uuid:uuid>/check/", finishing.check, name="check"),
    path("assessments/<uuid:uuid>/submit/", finishing.submit, name="submit"),
    path("assessments/<uuid:uuid>/send/", finishing.send, name="send"),
    path("assessments/<uuid:uuid>/take-back/", finishing.take_back, name="take_back"),
    path("assessments/<uuid:uuid>/correct/", finishing.correct, name="correct"),
    path("assessments/<uuid:uuid>/link/", starting.new_link, name="new_link"),
    path("assessments/<uuid:uuid>/continue/", starting.continue_full, name="continue_full"),
    path("assessments/<uuid:uuid>/newer/", continuing.newer, name="newer"),
    path("assessments/<uuid:uuid>/drafts/<str:framework>/", continuing.draft_other, name="draft_other"),
    path("assessments/<uuid:uuid>/<str:node>/", answering.node, name="node"),
]
