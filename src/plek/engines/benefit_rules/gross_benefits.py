"""Benefits in gross amounts: which rules of which law, in which order, for each kind."""

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from plek.engines.benefit_rules.amounts import Column, column
from plek.engines.benefit_rules.book import Figure
from plek.engines.benefit_rules.columns import Columns
from plek.engines.benefit_rules.rules import (
    counted_pay,
    minimum_wage,
    sickness,
    supplement,
    unemployment,
    wajong,
    wao,
    wia,
)
from plek.engines.benefit_rules.situation import BY_FORMER_WAGE, HOLIDAY_WITHIN
from plek.engines.benefit_rules.working import UNKNOWN, Given, Working, nothing, resting_on, total

INTO = "benefit"


def place(values: Column) -> npt.NDArray[np.intp]:
    """A column of places; not-a-number becomes -1."""
    return np.where(np.isnan(values), -1, values).astype(np.intp)


def minimum_wage_place(c: Columns) -> npt.NDArray[np.intp]:
    """The place of each age in the youth scale."""
    since_youngest = np.maximum(c.age - minimum_wage.AGES[0], 0)
    return np.minimum(since_youngest, len(minimum_wage.AGES)).astype(np.intp)


def minimum_wage_month(c: Columns, w: Working) -> Figure:
    """Monthly minimum wage for benefits at each age."""
    return w.apply(minimum_wage.month, scale=w.choose(minimum_wage.YOUTH_SCALE, minimum_wage_place(c)))


def of_wajong(c: Columns, w: Working) -> Figure:
    """Wajong in all variants, with the transitional amount on top."""
    wage, pay = minimum_wage_month(c, w), _without_holiday(c, w, c.earnings)
    unable = partial(w.apply, wajong.no_capacity, INTO, minimum_wage=wage, earnings=pay)
    benefit = w.where(c.capacity, partial(_able, c, w, wage, pay), unable)
    return total(benefit, w.if_any(c.transitional_amount > 0, partial(_transition, c, w)))


def _able(c: Columns, w: Working, wage: Figure, pay: Figure) -> Figure:
    undispensed = partial(w.apply, wajong.capacity, INTO, minimum_wage=wage, earnings=pay)
    return w.where(c.is_dispensed, partial(_dispensed, c, w, wage, pay), undispensed)


def _dispensed(c: Columns, w: Working, wage: Figure, pay: Figure) -> Figure:
    other = _without_holiday(c, w, c.other_earnings)
    given: dict[str, Given] = {
        "earnings": resting_on(pay.values - other.values, pay), "other_earnings": other, "wage_value": c.wage_value
    }  # fmt: skip
    return w.apply(wajong.dispensation, INTO, minimum_wage=wage, **given)


def _transition(c: Columns, w: Working) -> Figure:
    return w.apply(wajong.transitional_amount, INTO, amount=c.transitional_amount)


def former_wage(c: Columns, w: Working) -> Figure:
    """The former wage of the decision; when only the wage before capping is given, capped here."""
    given, uncapped = ~np.isnan(c.former_wage), ~np.isnan(c.uncapped_wage)
    capped = partial(w.apply, wia.capped_wage, uncapped=c.uncapped_wage)
    return w.where(given | ~uncapped, partial(Figure, c.former_wage), capped)


def _wage(c: Columns, w: Working, pay: Figure) -> dict[str, Given]:
    """Former wage, pay, and the factor C/D by which pay counts when the former wage was capped."""
    wage = former_wage(c, w)
    factor = np.where(np.isnan(c.uncapped_wage), 1.0, wage.values / np.maximum(c.uncapped_wage, 1.0))
    return {"former_wage": wage, "earnings": pay, "factor": resting_on(factor, wage)}


def _with_holiday(c: Columns, w: Working) -> Figure:
    counted = partial(w.apply, counted_pay.with_holiday, earnings=c.earnings, share=c.pay_holiday)
    return w.where((c.earnings > 0) & (c.pay_holiday > 0), counted, partial(Figure, c.earnings))


def _without_holiday(c: Columns, w: Working, pay: Column) -> Figure:
    """Pay that has its holiday allowance in it, without that."""
    as_it_is = partial(Figure, pay)

    def counted() -> Figure:
        return w.where(pay > 0, partial(w.apply, counted_pay.without_holiday, earnings=pay), as_it_is)

    return w.where(c.pay_holiday == 0, counted, as_it_is)


def of_wage_related_wia(c: Columns, w: Working) -> Figure:
    """The wage-related benefit; with the years of work also how long it lasts, and nothing after that."""
    years = {"years_before_2016": c.years_before_2016, "years_since_2016": c.years_since_2016}
    given = ~np.isnan(c.years_before_2016 + c.years_since_2016)
    lasts = w.where(given, partial(w.apply, wia.duration, **years), partial(Figure, column(np.inf)))
    return w.where(c.months_used < lasts.values, partial(_wage_related, c, w), nothing)


def _wage_related(c: Columns, w: Working) -> Figure:
    wage = _wage(c, w, _with_holiday(c, w))
    early = c.months_used < w.parameter("wia/first_months_last").values
    return w.where(
        early, partial(w.apply, wia.first_months, INTO, **wage), partial(w.apply, wia.wage_related, INTO, **wage)
    )


def of_wia_afterwards(c: Columns, w: Working) -> Figure:
    """After the wage-related benefit: the pay decides between supplement (LAU) and follow-up benefit (VVU)."""
    pay, requirement = _with_holiday(c, w), w.apply(wia.requirement, remaining_capacity=c.remaining_capacity)
    wage = _wage(c, w, pay)
    # The classes of the WAO count from 15-25, those of the WIA from 35-45.
    base: dict[str, Given] = {
        "class_share": w.choose(wia.CLASS_SHARES, place(np.maximum(c.class_place - 3, -1))),
        "minimum_wage": minimum_wage_month(c, w),
    }
    terms: dict[str, Given] = base | {
        "remaining_capacity": c.remaining_capacity,
        "requirement_holds": c.requirement_holds,
    }
    unknown = (c.requirement_holds != 0) & np.isnan(requirement.values)
    short = (c.requirement_holds != 0) & (pay.values < requirement.values)
    follow_up = partial(w.apply, wia.follow_up, INTO, former_wage=wage["former_wage"], **base)
    supplemented = partial(w.apply, wia.supplement, INTO, **wage, **terms)
    return w.where(unknown, partial(Figure, UNKNOWN), partial(w.where, short, follow_up, supplemented))


def of_iva(c: Columns, w: Working) -> Figure:
    return w.apply(wia.iva, INTO, **_wage(c, w, _with_holiday(c, w)))


def of_wao(c: Columns, w: Working) -> Figure:
    """Percentage of the class; beside work that of the class that the pay would give, if that is lower."""
    own = place(c.class_place)
    by_pay = partial(w.apply, wao.loss, reference_wage=c.reference_wage, earnings=c.earnings)
    loss = w.where(c.earnings > 0, by_pay, nothing)
    reached = np.where(np.isnan(loss.values), -1, np.minimum(wao.class_place(loss.values), own))
    kept = np.where(c.earnings > 0, reached, own)
    share = w.where(kept == 0, nothing, partial(w.choose, wao.CLASS_SHARES, np.where(kept < 0, -1, kept - 1)))
    return w.apply(
        wao.benefit, INTO, class_share=resting_on(share.values, share, loss), former_wage=former_wage(c, w)
    )


def of_ww(c: Columns, w: Working) -> Figure:
    wage = _wage(c, w, Figure(c.earnings))
    early = c.months_used < w.parameter("ww/first_months_last").values
    first = partial(w.apply, unemployment.first_months, INTO, **wage)
    benefit = w.where(early, first, partial(w.apply, unemployment.later, INTO, **wage))
    lost = w.if_any(c.earnings > 0, partial(w.apply, unemployment.ends, INTO, -1, benefit=benefit, **wage))
    return resting_on(benefit.values - lost.values, benefit, lost)


def of_zw(c: Columns, w: Working) -> Figure:
    return w.apply(sickness.benefit, INTO, **_wage(c, w, _with_holiday(c, w)))


def of_tw(c: Columns, w: Working) -> Figure:
    """A supplement on a benefit whose amount is given."""
    underlying = w.apply(supplement.underlying_benefit, INTO, amount=c.underlying)
    return total(underlying, with_supplement(c, w, underlying))


def none(c: Columns, w: Working) -> Figure:
    return nothing()


GROSS_BENEFITS: dict[str, Callable[[Columns, Working], Figure]] = {
    "none": none, "wajong": of_wajong, "wia_lgu": of_wage_related_wia, "wia_lau": of_wia_afterwards,
    "wia_vvu": of_wia_afterwards, "iva": of_iva, "wao": of_wao, "ww": of_ww, "zw": of_zw, "tw": of_tw,
}  # fmt: skip


def with_supplement(c: Columns, w: Working, benefit: Figure) -> Figure:
    """Supplement (TW) on a benefit."""
    none_at_all = partial(w.apply, supplement.excluded, INTO)
    return w.where(_excluded(c), none_at_all, partial(_supplement, c, w, benefit))


def _supplement(c: Columns, w: Working, benefit: Figure) -> Figure:
    wage, pay = _minimum_wage_of_couple(c, w.quietly()), _without_holiday(c, w, c.earnings)
    left_out = w.where(
        (c.earnings > 0) & (c.supplement_months < w.parameter("tw/disregard_last").values),
        partial(w.apply, supplement.disregard, earnings=pay, minimum_wage=wage),
        nothing,
    )
    counted = _counted_benefit(c, w, benefit)
    given: dict[str, Given] = {"earnings": pay, "left_out": left_out, "partner_gross": c.partner_gross}
    norm, most = w.choose(supplement.NORMS, _supplement_place(c)), _most(c, w, wage, counted)
    return w.apply(supplement.supplement, INTO, norm=norm, benefit=counted, most=most, **given)


def _minimum_wage_of_couple(c: Columns, w: Working) -> Figure:
    """By the age of who is single; for couples that of an adult (Toeslagenwet 1(1)(f))."""
    place = np.where(c.has_partner != 0, len(minimum_wage.AGES), minimum_wage_place(c))
    return w.apply(minimum_wage.month, scale=w.choose(minimum_wage.YOUTH_SCALE, place))


def _counted_benefit(c: Columns, w: Working, benefit: Figure) -> Figure:
    """The benefit without the holiday allowance in it."""
    if c.kind in HOLIDAY_WITHIN:
        return w.apply(counted_pay.benefit_without_holiday, benefit=benefit)
    return benefit


def _supplement_place(c: Columns) -> npt.NDArray[np.intp]:
    """Couple, single, single from 21 who shares a home with one of 27 or older, single aged 20, 19 and 18."""
    alone = np.where(c.age < 21, np.clip(23 - c.age, 3, 5), np.where(c.housemates_27 > 0, 2, 1))
    return np.where(c.has_partner != 0, 0, alone).astype(np.intp)


def _most(c: Columns, w: Working, wage: Figure, counted: Figure) -> Figure:
    """What the supplement is at most when the former wage was low; no limit for Wajong, whose base is not."""
    no_limit = partial(Figure, column(np.inf))
    if c.kind not in BY_FORMER_WAGE:
        return no_limit()
    household = np.clip(_supplement_place(c), 0, 3)
    border = w.choose(supplement.LOW_WAGES, np.where(household == 3, 1, household))
    former = former_wage(c, w.quietly())
    without_holiday = former.values / (1.0 + w.parameter("minimum_wage/holiday_allowance").values)
    is_low = without_holiday < border.values * wage.values
    return w.where(is_low, partial(w.apply, supplement.most, wage=former, benefit=counted), no_limit)


def _excluded(c: Columns) -> Column:
    """No supplement past pension age, below 18 or at home below 21, or with a young partner and no child."""
    at_home = (c.age < 21) & (c.with_parents != 0) & (c.has_partner == 0)
    by_age = (c.past_pension_age != 0) | (c.age < 18) | at_home
    no_right = (c.has_partner != 0) & (c.partner_born_after_1971 != 0) & (c.child_below_12 == 0)
    return column(by_age | no_right)
