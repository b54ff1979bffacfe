"""Addresses of benefits."""

from django.urls import URLPattern, path

from plek.benefits.views import (
    advisers,
    changes,
    comparison,
    conversation,
    estimate,
    letters,
    municipalities,
    own_amounts,
    steps,
    todo,
)

app_name = "benefits"
OF_CLIENT = "clients/<str:number>/benefits/"
urlpatterns: list[URLPattern] = [
    path("benefits/", estimate.estimate, name="estimate"),
    path("benefits/keep/", estimate.keep_estimate, name="keep_estimate"),
    path(OF_CLIENT, conversation.client, name="client"),
    path(OF_CLIENT + "begin/", conversation.begin, name="begin"),
    path(OF_CLIENT + "finish/", conversation.finish, name="finish"),
    path(OF_CLIENT + "notes/", conversation.note, name="note"),
    path(OF_CLIENT + "steps/<slug:step>/", steps.step, name="step"),
    path(OF_CLIENT + "plans/", steps.plans, name="plans"),
    path(OF_CLIENT + "plans/<int:place>/", steps.plan, name="plan"),
    path(OF_CLIENT + "plans/<int:place>/remove/", steps.remove_plan, name="remove_plan"),
    path(OF_CLIENT + "compare/", comparison.compare, name="compare"),
    path(OF_CLIENT + "to-do/", todo.todo, name="todo"),
    path(OF_CLIENT + "scenarios/<int:scenario>/", comparison.scenario, name="scenario"),
    path(OF_CLIENT + "scenarios/<int:scenario>/letter/", letters.letter, name="letter"),
    path(OF_CLIENT + "scenarios/<int:scenario>/changes/", changes.changes, name="changes"),
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
