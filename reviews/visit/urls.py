"""URLs of a visit to the plant, for the advisor to whom the review is assigned."""

from django.urls import path

from reviews.visit import photo_views, views

urlpatterns = [
    path("bench/reviews/<uuid:uuid>/visit/", views.visit, name="visit"),
    path("bench/reviews/<uuid:uuid>/visit/plan/", views.plan, name="visit_plan"),
    path("bench/reviews/<uuid:uuid>/visit/photos/", photo_views.add, name="visit_add"),
    path("bench/reviews/<uuid:uuid>/visit/photos/uploads/", photo_views.begin, name="visit_begin"),
    path("bench/reviews/<uuid:uuid>/visit/photos/uploads/<uuid:upload>/", photo_views.piece, name="visit_piece"),
    path("bench/reviews/<uuid:uuid>/visit/photos/<uuid:file>/remove/", photo_views.remove, name="visit_remove"),
]
