"""Addresses of benefits."""

from django.urls import URLPattern, path

from plek.benefits.views import advisers, estimate, municipalities, own_amounts

app_name = "benefits"
urlpatterns: list[URLPattern] = [
    path("benefits/", estimate.estimate, name="estimate"),
    path("benefit-amounts/", own_amounts.amounts, name="amounts"),
    path("benefit-amounts/<int:amount>/check/", own_amounts.check_amount, name="check_amount"),
    path("benefit-amounts/<int:amount>/correct/", own_amounts.correct_amount, name="correct_amount"),
    path("benefit-amounts/<int:amount>/take-back/", own_amounts.take_back_amount, name="take_back_amount"),
    path("benefit-amounts/<slug:law>/<slug:code>/", own_amounts.amount, name="amount"),
    path("benefit-amounts/<slug:law>/<slug:code>/propose/", own_amounts.propose_amount, name="propose_amount"),
    path("municipalities/", municipalities.municipalities, name="municipalities"),
    path("municipalities/rules/new/", municipalities.new_regime, name="new_regime"),
    path("municipalities/rules/<int:regime>/", municipalities.correct_regime, name="correct_regime"),
    path("municipalities/rules/<int:regime>/withdraw/", municipalities.withdraw_regime, name="withdraw_regime"),
    path("municipalities/schemes/new/", municipalities.new_scheme, name="new_scheme"),
    path("municipalities/schemes/<int:scheme>/", municipalities.correct_scheme, name="correct_scheme"),
    path("municipalities/schemes/<int:scheme>/withdraw/", municipalities.withdraw_scheme, name="withdraw_scheme"),
    path("municipalities/<slug:place>/", municipalities.municipality, name="municipality"),
    path("advisers/", advisers.advisers, name="advisers"),
    path("advisers/new/", advisers.new_adviser, name="new_adviser"),
    path("advisers/<int:row>/", advisers.correct_adviser, name="correct_adviser"),
    path("advisers/<int:row>/strike/", advisers.strike_adviser, name="strike_adviser"),
]
