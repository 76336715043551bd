"""Health pages. No trailing slash and no namespace: these are the names that machines expect."""

from django.urls import path

from c4ir_assess.jobs import views

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
]
