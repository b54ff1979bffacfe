"""Addresses of the client's own pages."""

from django.urls import URLPattern, path

from plek.portal.views import money, own

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("me/", own.me, name="me"),
    path("me/wish/", own.wish, name="wish"),
    path("me/start/", own.ask, name="ask"),
    path("me/answer/", own.reply, name="reply"),
    path("me/money/", money.money, name="money"),
    path("me/money/<int:scenario>/", money.scenario, name="scenario"),
    path("me/money/<int:scenario>/letter/", money.letter, name="letter"),
    path("me/to-do/<int:todo>/done/", money.todo_done, name="todo_done"),
    path("me/to-do/<int:todo>/not-done/", money.todo_not_done, name="todo_not_done"),
    path("me/rights/", own.rights, name="rights"),
    path("me/rights/<int:asked>/withdraw/", own.withdraw_rights, name="withdraw_rights"),
    path("me/record/", own.own_record, name="record"),
    path("me/who-looked/", own.who_looked, name="who_looked"),
]
