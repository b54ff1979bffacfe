"""Addresses of the client's own pages."""

from django.urls import URLPattern, path

from plek.portal import views

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("me/", views.me, name="me"),
    path("me/wish/", views.wish, name="wish"),
    path("me/start/", views.ask, name="ask"),
    path("me/answer/", views.reply, name="reply"),
    path("me/money/", views.money, name="money"),
    path("me/money/<int:scenario>/", views.scenario, name="scenario"),
    path("me/rights/", views.rights, name="rights"),
    path("me/rights/<int:asked>/withdraw/", views.withdraw_rights, name="withdraw_rights"),
    path("me/record/", views.own_record, name="record"),
    path("me/who-looked/", views.who_looked, name="who_looked"),
]
