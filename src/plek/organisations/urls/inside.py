"""Addresses of the people, teams and settings of one organisation."""

from django.urls import path

from plek.organisations.views import organisation, people, waiting

urlpatterns = [
    path("welcome/", organisation.welcome, name="welcome"),
    path("waiting/", waiting.waiting, name="waiting"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:person>/", people.person, name="person"),
    path("people/<int:person>/invitation/", people.resend, name="resend"),
    path("people/<int:person>/invitation/withdraw/", people.revoke, name="revoke"),
    path("people/<int:person>/role/", people.change_role, name="change_role"),
    path("people/<int:person>/teams/", people.move, name="move"),
    path("people/<int:person>/details/", people.change_details, name="change_details"),
    path("people/<int:person>/working-time/", people.change_working_time, name="change_working_time"),
    path("people/<int:person>/second-factor/", people.reset_second_factor, name="reset_second_factor"),
    path("people/<int:person>/absence/", people.begin_absence, name="begin_absence"),
    path("people/<int:person>/cover/", people.arrange_cover, name="arrange_cover"),
    path("working-times/<int:row>/take-back/", people.take_back_working_time, name="take_back_working_time"),
    path("absences/<int:absence>/end/", people.end_absence, name="end_absence"),
    path("teams/", organisation.teams, name="teams"),
    path("teams/new/", organisation.add_team, name="add_team"),
    path("teams/<int:team>/", organisation.team, name="team"),
    path("teams/<int:team>/close/", organisation.close_team, name="close_team"),
    path("settings/", organisation.settings, name="settings"),
    path("settings/privacy-officer/", organisation.privacy_officer, name="privacy_officer"),
    path("logo/<slug:mark>.png", organisation.logo, name="logo"),
]
