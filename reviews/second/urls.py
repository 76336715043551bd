"""URLs of second opinions, on the bench."""

from django.urls import path

from reviews.second import agreement_views, asking_views, comparing_views, rating_views

urlpatterns = [
    path("bench/second/", asking_views.second_opinions, name="second_opinions"),
    path("bench/reviews/<uuid:uuid>/second/", asking_views.ask, name="ask_second"),
    path("bench/second/<uuid:uuid>/", rating_views.rate, name="rate"),
    path("bench/second/<uuid:uuid>/items/<str:item>/", rating_views.rate_item, name="rate_item"),
    path("bench/second/<uuid:uuid>/evidence/<uuid:file>/", rating_views.evidence, name="rate_evidence"),
    path("bench/second/<uuid:uuid>/finish/", rating_views.finish, name="finish_second"),
    path("bench/second/<uuid:uuid>/let-off/", asking_views.let_off, name="let_off"),
    path("bench/second/<uuid:uuid>/differences/", comparing_views.differences, name="differences"),
    path("bench/second/<uuid:uuid>/reconcile/", comparing_views.reconcile, name="reconcile"),
    path("bench/agreement/", agreement_views.agreement, name="agreement"),
    path("bench/agreement.csv", agreement_views.agreement_file, {"form": "csv"}, name="agreement_csv"),
    path("bench/agreement.xlsx", agreement_views.agreement_file, {"form": "xlsx"}, name="agreement_xlsx"),
]
