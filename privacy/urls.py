"""URLs of the privacy room."""

from django.urls import path

from privacy.views import consents, exports, log, mine, notice, requests, staff

app_name = "privacy"

urlpatterns = [
    path("privacy/", notice.notice, name="notice"),
    path("my-data/", mine.my_data, name="my_data"),
    path("my-data/openings/", mine.openings, name="openings"),
    path("my-data/consents/<str:purpose>/give/", consents.give, name="give"),
    path("my-data/consents/<str:purpose>/withdraw/", consents.withdraw, name="withdraw"),
    path("my-data/copies/", exports.start, name="export"),
    path("my-data/copies/<uuid:uuid>/", exports.progress, name="progress"),
    path("my-data/copies/<uuid:uuid>.zip", exports.download, name="download"),
    path("my-data/correct/", requests.correct, name="correct"),
    path("my-data/restrict/", requests.restrict, name="restrict"),
    path("my-data/erase/", requests.erase_person, name="erase_person"),
    path("my-data/erase/firm/", requests.erase_firm, name="erase_firm"),
    path("my-data/erased/", requests.erased, name="erased"),
    path("bench/data-requests/", staff.queue, name="queue"),
    path("bench/data-requests/<uuid:uuid>/", staff.handle, name="handle"),
    path("bench/audit/", log.choose, name="audit"),
    path("bench/audit/<uuid:chain>/", log.entries, name="audit_chain"),
    path("bench/audit/<uuid:chain>/check/", log.check, name="audit_check"),
    path("bench/audit/<uuid:chain>/progress/", log.progress, name="audit_progress"),
    path("bench/audit/<uuid:chain>/entries.jsonl", log.export, name="audit_export"),
]
