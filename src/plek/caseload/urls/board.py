"""Addresses: the table, its views and files, the board, the team."""

from django.urls import URLPattern, path

from plek.caseload.views import board, saved_views, table, team

urlpatterns: list[URLPattern] = [
    path("clients/", table.clients, name="clients"),
    path("caseload/file/<slug:kind>/", table.export_clients, name="export_clients"),
    path("caseload/views/", saved_views.views, name="saved_views"),
    path("caseload/views/<int:view>/remove/", saved_views.remove_view, name="remove_view"),
    path("board/", board.board, name="board"),
    path("board/list/", board.meeting_list, name="meeting_list"),
    path("board/<str:number>/move/", board.move_card, name="move_card"),
    path("team/", team.team, name="team"),
]
