"""Addresses: clients, their page, referrals, trajectories, search."""

from django.urls import URLPattern, path

from plek.caseload.views import access, clients, national_number, referrals, search, trajectories, unusual

urlpatterns: list[URLPattern] = [
    path("search/", search.search, name="search"),
    path("clients/new/", clients.new_client, name="new_client"),
    path("clients/<str:number>/", clients.client, name="client"),
    path("clients/<str:number>/why/", unusual.why, name="why"),
    path("clients/<str:number>/timeline/", clients.timeline, name="client_timeline"),
    path("clients/<str:number>/details/", clients.details, name="client_details"),
    path("clients/<str:number>/details/change/", clients.change_client, name="change_client"),
    path("clients/<str:number>/access/", access.access, name="client_access"),
    path("clients/<str:number>/access/give/", access.give, name="give_access"),
    path("clients/<str:number>/access/again/", access.again, name="send_access_again"),
    path("clients/<str:number>/access/withdraw/", access.withdraw, name="withdraw_access"),
    path("clients/<str:number>/access/end/", access.end, name="end_access"),
    path("clients/<str:number>/bsn/", national_number.keep, name="national_number"),
    path("clients/<str:number>/bsn/look/", national_number.reveal, name="reveal_number"),
    path("clients/<str:number>/who-looked/", clients.who_looked, name="who_looked"),
    path("clients/<str:number>/restart/", trajectories.restart, name="restart"),
    path("referrals/", referrals.referrals, name="referrals"),
    path("referrals/new/", referrals.new_referral, name="new_referral"),
    path("referrals/<int:referral>/", referrals.referral, name="referral"),
    path("referrals/<int:referral>/accept/", referrals.accept, name="accept_referral"),
    path("referrals/<int:referral>/ask/", referrals.ask, name="ask_referral"),
    path("referrals/<int:referral>/reply/", referrals.reply, name="reply_referral"),
    path("referrals/<int:referral>/decline/", referrals.decline, name="decline_referral"),
    path("referrals/<int:referral>/withdraw/", referrals.withdraw, name="withdraw_referral"),
    path("referrals/<int:referral>/reopen/", referrals.reopen, name="reopen_referral"),
    path("trajectories/<str:number>/phase/", trajectories.move_phase, name="move_phase"),
    path("trajectories/<str:number>/phase/begin/", trajectories.phase_begin, name="phase_begin"),
    path("trajectories/<str:number>/first-meeting/", trajectories.first_meeting, name="first_meeting"),
    path("trajectories/<str:number>/next-step/", trajectories.next_step, name="next_step"),
    path("trajectories/<str:number>/wish/", trajectories.wish, name="wish"),
    path("trajectories/<str:number>/funding/", trajectories.funding, name="funding"),
    path("trajectories/<str:number>/specialist/", trajectories.assign, name="assign"),
    path("trajectories/<str:number>/milestones/<slug:kind>/", trajectories.milestone, name="milestone"),
    path("trajectories/<str:number>/end/", trajectories.end_trajectory, name="end_trajectory"),
]
