"""URLs of the assessments room."""

from django.urls import path

from assessments.views import (
    answering,
    checking,
    continuing,
    delegating,
    finishing,
    looking_back,
    overview,
    paper,
    returned,
    rounds,
    starting,
    staying,
)

app_name = "assessments"

urlpatterns = [
    path("assessments/", overview.home, name="home"),
    path("assessments/resume/", overview.resume, name="resume"),
    path("assessments/start/", starting.start, name="start"),
    path("prepare/", starting.prepare, name="prepare"),
    path("quick/", starting.quick_start, name="quick_start"),
    path("quick/<str:token>/", starting.quick_claim, name="quick_claim"),
    path("assessments/<uuid:uuid>/", overview.tasks, name="tasks"),
    path("assessments/<uuid:uuid>/troubles/", answering.troubles, name="troubles"),
    path("assessments/<uuid:uuid>/check/", checking.check, name="check"),
    path("assessments/<uuid:uuid>/check/<str:part>/", checking.part_check, name="part_check"),
    path("assessments/<uuid:uuid>/submit/", finishing.submit, name="submit"),
    path("assessments/<uuid:uuid>/send/", finishing.send, name="send"),
    path("assessments/<uuid:uuid>/take-back/", finishing.take_back, name="take_back"),
    path("assessments/<uuid:uuid>/returned/", returned.returned_items, name="returned"),
    path("assessments/<uuid:uuid>/returned/send/", returned.send_again, name="send_again"),
    path("assessments/<uuid:uuid>/correct/", finishing.correct, name="correct"),
    path("assessments/<uuid:uuid>/link/", starting.new_link, name="new_link"),
    path("assessments/<uuid:uuid>/continue/", starting.continue_full, name="continue_full"),
    path("assessments/<uuid:uuid>/newer/", continuing.newer, name="newer"),
    path("assessments/<uuid:uuid>/drafts/<str:framework>/", continuing.draft_other, name="draft_other"),
    path("assessments/<uuid:uuid>/delegate/", delegating.delegate, name="delegate"),
    path("assessments/<uuid:uuid>/delegate/<uuid:delegation>/revoke/", delegating.revoke, name="delegation_revoke"),
    path("go/", delegating.code, name="delegation_code"),
    path("go/<str:token>/", delegating.link, name="delegation_link"),
    path("delegated/<uuid:uuid>/", delegating.delegated, name="delegated"),
    path("assessments/<uuid:uuid>/again/", rounds.again, name="again"),
    path("assessments/<uuid:uuid>/support/", rounds.support, name="support"),
    path("assessments/<uuid:uuid>/paper/", paper.paper, name="paper"),
    path("assessments/<uuid:uuid>/paper/workbook.xlsx", paper.paper_workbook, name="paper_workbook"),
    path("assessments/<uuid:uuid>/paper/store/", paper.paper_store, name="paper_store"),
    path("assessments/stay/", staying.stay, name="stay"),
    path("assessments/<uuid:uuid>/unsent/", staying.unsent_keys, name="unsent_keys"),
    path("assessments/<uuid:uuid>/history/<str:item>/", looking_back.answer_history, name="history"),
    path("assessments/<uuid:uuid>/<str:node>/", answering.node, name="node"),
]
