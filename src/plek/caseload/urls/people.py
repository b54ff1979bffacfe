"""Addresses: handing over a caseload."""

from django.urls import path

from plek.caseload.views import people

urlpatterns = [
    path("people/<int:person>/hand-over/", people.hand_over, name="hand_over"),
    path("people/<int:person>/hand-over/undo/", people.undo_hand_over, name="undo_hand_over"),
]
