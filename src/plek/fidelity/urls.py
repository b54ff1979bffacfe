"""Addresses of fidelity; that of an item stands last, because any word may be one."""

from django.urls import path

from plek.fidelity.views import indication, vignettes, what_if, wordings
from plek.fidelity.views.reviews import evidence, planning, rating, reporting

app_name = "fidelity"
REVIEW = "reviews/<str:number>/"
urlpatterns = [
    path("fidelity/", indication.indication, name="indication"),
    path("fidelity/indication.pdf", indication.indication_pdf, name="indication_pdf"),
    path("fidelity/indication.csv", indication.indication_csv, name="indication_csv"),
    path("fidelity/wordings/", wordings.wordings, name="wordings"),
    path("fidelity/wordings/<int:wording>/remove/", wordings.remove, name="remove_wording"),
    path("fidelity/what-if/", what_if.what_if, name="what_if"),
    path("fidelity/vignettes/", vignettes.vignettes, name="vignettes"),
    path("fidelity/vignettes/<str:vignette>/", vignettes.vignette, name="vignette"),
    path("fidelity/vignettes/<str:vignette>/outcome/", vignettes.outcome, name="vignette_outcome"),
    path("fidelity/<str:item>/", indication.records, name="records"),
    path("reviews/", planning.reviews, name="reviews"),
    path("reviews/new/", planning.plan, name="plan_review"),
    path(REVIEW, planning.review, name="review"),
    path(f"{REVIEW}cancel/", planning.cancel, name="review_cancel"),
    path(f"{REVIEW}preparation/", planning.preparation, name="review_preparation"),
    path(f"{REVIEW}days/", planning.days, name="review_days"),
    path(f"{REVIEW}checklist/", planning.tick, name="review_tick"),
    path(f"{REVIEW}talks/", planning.talks, name="review_talks"),
    path(f"{REVIEW}talks/<int:talk>/remove/", planning.drop_talk, name="review_drop_talk"),
    path(f"{REVIEW}policies/", planning.policies, name="review_policies"),
    path(f"{REVIEW}policies/<int:policy>/", planning.policy, name="review_policy"),
    path(f"{REVIEW}policies/<int:policy>/remove/", planning.drop_policy, name="review_drop_policy"),
    path(f"{REVIEW}book/", planning.book, name="review_book"),
    path(f"{REVIEW}sign/", planning.sign, name="review_sign"),
    path(f"{REVIEW}onwards/", rating.onwards, name="review_onwards"),
    path(f"{REVIEW}take-up/", rating.take_up, name="review_take_up"),
    path(f"{REVIEW}back/", rating.back, name="review_back"),
    path(f"{REVIEW}items/", rating.items, name="review_items"),
    path(f"{REVIEW}items/<str:item>/", rating.item, name="review_item"),
    path(f"{REVIEW}items/<str:item>/score/", rating.score, name="review_score"),
    path(f"{REVIEW}items/<str:item>/agree/", rating.agree, name="review_agree"),
    path(f"{REVIEW}items/<str:item>/note/", rating.note, name="review_note"),
    path(f"{REVIEW}notes/", rating.notes, name="review_notes"),
    path(f"{REVIEW}notes/<int:note>/remove/", rating.drop_note, name="review_drop_note"),
    path(f"{REVIEW}charts/", evidence.charts, name="review_charts"),
    path(f"{REVIEW}charts/<str:client>/", evidence.chart, name="review_chart"),
    path(f"{REVIEW}meetings/", evidence.logs, name="review_logs"),
    path(f"{REVIEW}report/", reporting.report, name="review_report"),
    path(f"{REVIEW}report/today/", reporting.now, name="review_now"),
    path(f"{REVIEW}report/write/", reporting.write, name="review_write"),
    path(f"{REVIEW}report/pdf/", reporting.as_pdf, name="review_pdf"),
    path(f"{REVIEW}report/docx/", reporting.as_docx, name="review_docx"),
    path(f"{REVIEW}plan/", reporting.plan, name="review_plan"),
    path(f"{REVIEW}response/", reporting.respond, name="review_respond"),
    path(f"{REVIEW}actions/", reporting.actions, name="review_actions"),
]
