"""The today page: one ordered list, each line with its reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.caseload.presenters.actions import FIRST_BUTTON, Action, Link, actions
from plek.caseload.presenters.wording import by_when, in_language, sentence
from plek.caseload.rules import engine
from plek.caseload.rules.book import Rule, RuleBook, rule_book, tuned
from plek.caseload.rules.facts import Line, MemberFacts, ReferralFacts
from plek.caseload.selectors.desk import Desk, OpenTask, Planned
from plek.caseload.selectors.table import TEAM
from plek.caseload.selectors.teams import TEAMS_AT_ONCE, LedTeam
from plek.caseload.selectors.today import Followed
from plek.caseload.supply import Duty
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.dates import written

MOST_PER_SUBJECT = 10
"""The leader sees so many lines of one subject; the others stand in the table."""
ICONS = {"risk": "triangle-alert", "soon": "clock"}
MANY_LATER = 8
"""More entries for later than this stay folded."""


@dataclass(frozen=True)
class Todo:
    """One line to do. ``task`` is set for an own task, ``rule`` for a line of a rule."""

    key: str
    title: str
    url: str
    reason: str
    when: str
    tone: str
    is_this_week: bool
    whose: str
    rule: str
    task: int | None
    actions: tuple[Action, ...]

    @property
    def icon(self) -> str:
        """The shape that goes with the tone."""
        return ICONS.get(self.tone, "")

    @property
    def put_off_query(self) -> str:
        """Names this line in the address of putting it off."""
        return f"?{urlencode({'line': self.key})}"


@dataclass(frozen=True)
class Entry:
    """All that is to be done about one client, or one task: the most urgent line first."""

    title: str
    url: str
    whose: str
    todos: tuple[Todo, ...]


@dataclass(frozen=True)
class Visit:
    """An appointment on the page."""

    pk: int
    starts_at: datetime
    minutes: int
    title: str
    place: str
    about: str
    url: str
    whose: str
    is_logged: bool
    is_past: bool

    @property
    def iso(self) -> str:
        return self.starts_at.isoformat(timespec="minutes")

    @property
    def time(self) -> str:
        return f"{self.starts_at:%H:%M}"

    @property
    def weekday(self) -> str:
        """Two letters in Dutch, three in English."""
        return written(self.starts_at.date(), "D")


@dataclass(frozen=True)
class TeamGroup:
    """What is urgent in the team, by subject: never ordered or counted by person. Only who is away without cover
    has a group of his own, with the address where a cover is arranged."""

    title: str
    entries: tuple[Entry, ...]
    cover_url: str = ""
    more: int = 0


@dataclass(frozen=True)
class TeamChoice:
    """A team to look at, for who leads more than fit on one page."""

    code: str
    name: str
    is_shown: bool


@dataclass(frozen=True)
class TodayPage:
    """Everything on the page, in its order."""

    title: str
    lead: str
    visits: tuple[Visit, ...]
    first: tuple[Entry, ...]
    later: tuple[Entry, ...]
    team: tuple[TeamGroup, ...]
    teams: tuple[TeamChoice, ...]
    tomorrow: tuple[Visit, ...]
    this_week: tuple[Visit, ...]
    put_off: int
    folds_later: bool
    is_weekend: bool

    @property
    def whole_team(self) -> str:
        """What the table is asked for to show the team, of who leads many the one that shows here."""
        shown = next((team.code for team in self.teams if team.is_shown), "")
        return urlencode({"who": TEAM} | ({"ips": shown} if shown else {}))

    @property
    def is_empty(self) -> bool:
        return not (self.visits or self.first or self.later or self.team or self.teams)


def teams_shown(desk: Desk, asked: str) -> tuple[LedTeam, ...]:
    """All teams of a leader, or the one asked for when there are many; without asking the first."""
    if len(desk.teams) <= TEAMS_AT_ONCE:
        return desk.teams
    return (next((t for t in desk.teams if t.code == asked), desk.teams[0]),)


def _team_choices(desk: Desk, shown: Sequence[LedTeam]) -> tuple[TeamChoice, ...]:
    if len(desk.teams) == len(shown):
        return ()
    return tuple(TeamChoice(t.code, t.name, t in shown) for t in desk.teams)


def today_page(
    by: Membership, now: datetime, desk: Desk, clients: Sequence[Followed], link: Link,
    shown: Sequence[LedTeam] = (),
) -> TodayPage:  # fmt: skip
    """Lay out the day of ``by``; of a leader with the teams ``shown``."""
    today = timezone.localtime(now).date()
    book = tuned(rule_book(), desk.tunings)
    lines = _own_lines(by, book, desk, clients, today)
    todos = _in_order(book, lines, desk, clients, today, link)
    standing = [t for t in todos if t.key not in desk.put_off]
    entries = _by_client(standing)
    first, later = [
        tuple(e for e in entries if e.todos[0].is_this_week == now_first) for now_first in (True, False)
    ]
    visits = [_visit(p, now, link) for p in desk.appointments]
    on = _by_day(visits, today)
    return TodayPage(
        title=capfirst(written(today, "l j F")), lead=_lead(len(on[0]), sum(len(e.todos) for e in first)),
        visits=on[0], first=_with_first_button(first),
        later=later, team=_team(by, book, desk, clients, today, link),
        teams=_team_choices(desk, shown), tomorrow=on[1], this_week=on[2],
        put_off=len(todos) - len(standing), folds_later=len(later) > MANY_LATER, is_weekend=today.isoweekday() > 5,
    )  # fmt: skip


def _with_first_button(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The first action of the first line stands out."""
    if not entries or not entries[0].todos[0].actions:
        return entries
    first, *others = entries[0].todos
    stands_out = replace(first.actions[0], classes=FIRST_BUTTON)
    first = replace(first, actions=(stands_out, *first.actions[1:]))
    return (replace(entries[0], todos=(first, *others)), *entries[1:])


def put_off_lines(
    by: Membership, now: datetime, desk: Desk, clients: Sequence[Followed], link: Link
) -> list[tuple[Todo, date]]:
    """The lines that were put off and would show otherwise, with the day they come back."""
    today = timezone.localtime(now).date()
    book = tuned(rule_book(), desk.tunings)
    todos = _in_order(book, _own_lines(by, book, desk, clients, today), desk, clients, today, link)
    return [(t, desk.put_off[t.key]) for t in todos if t.key in desk.put_off]


def _own_lines(by: Membership, book: RuleBook, desk: Desk, clients: Iterable[Followed], today: date) -> list[Line]:
    lines = engine.lines_of_member(book, MemberFacts(by.begins_on, desk.last_supervision_on), today)
    for referral in desk.referrals:
        lines += engine.lines_of_referral(book, ReferralFacts(referral.pk, referral.referred_on), today)
    for one in clients:
        if one.is_mine or one.is_covered:
            lines += engine.lines_of_trajectory(book, one.facts, today)
    return lines


def _in_order(
    book: RuleBook, lines: list[Line], desk: Desk, clients: Sequence[Followed], today: date, link: Link
) -> list[Todo]:
    """Lines of rules, own tasks and duties in one order: these two count as a norm due on their day."""
    by_number = {c.facts.number: c for c in clients}
    referrals = {str(r.pk): r.client for r in desk.referrals}
    tasks = {f"task:{t.pk}": t for t in desk.tasks}
    duties = {f"duty:{d.key}": d for d in desk.duties}
    as_lines = [Line("task", str(t.pk), t.due_on, t.due_on, 0, 0) for t in desk.tasks]
    as_lines += [Line("duty", d.key, d.due_on, d.due_on, 0, 0) for d in desk.duties]
    done: list[Todo] = []
    for line in engine.order(book, [*lines, *as_lines], today):
        if line.key in tasks:
            done.append(_todo_of_task(tasks[line.key], today, link))
        elif line.key in duties:
            done.append(_todo_of_duty(duties[line.key], line, today))
        else:
            client, referred = by_number.get(line.subject), referrals.get(line.subject, "")
            done.append(_with_actions(_todo(book, line, client, referred, today, link), book, line, client, link))
    return done


def _todo(
    book: RuleBook, line: Line, client: Followed | None, referred: str, today: date, link: Link
) -> Todo:  # fmt: skip
    rule = book.rule(line.rule)
    assert rule is not None  # noqa: S101 lines come from this book
    title = client.client if client else referred or in_language(rule.title)
    number = client.client_number if client else ""
    return Todo(
        key=line.key, title=title, url=link("caseload:client", number=number) if client else "",
        reason=sentence(rule, line, today), when=by_when(line.due_on, today), tone=_tone(rule, line, today),
        is_this_week=engine.is_this_week(line, today),
        whose=client.specialist if client and client.is_covered and not client.is_mine else "",
        rule=rule.code, task=None, actions=(),
    )  # fmt: skip


def _with_actions(todo: Todo, book: RuleBook, line: Line, client: Followed | None, link: Link) -> Todo:
    """For whoever has to do it himself."""
    names, number = book.by_code[line.rule].actions, client.client_number if client else ""
    return replace(todo, actions=actions(names, link, subject=line.subject, client=number))


def _by_client(todos: Iterable[Todo]) -> list[Entry]:
    """Lines about the same client stand together, in the place of the most urgent one."""
    together: dict[str, list[Todo]] = {}
    for todo in todos:
        together.setdefault(todo.url if todo.task is None and todo.url else todo.key, []).append(todo)
    return [Entry(t[0].title, t[0].url, t[0].whose, tuple(t)) for t in together.values()]


def _todo_of_task(task: OpenTask, today: date, link: Link) -> Todo:
    line = Line("task", str(task.pk), task.due_on, task.due_on, 0, 0)
    given = _("asked by %(name)s") % {"name": task.given_by} if task.given_by else ""
    return Todo(
        key=line.key, title=task.text, url=link("caseload:client",
        number=task.client_number) if task.client_number else "",
        reason=", ".join(p for p in (task.client, given) if p), when=by_when(task.due_on, today),
        tone="soon" if task.due_on == today else "none", is_this_week=engine.is_this_week(line, today),
        whose=task.whose, rule="", task=task.pk, actions=(),
    )  # fmt: skip


def _todo_of_duty(duty: Duty, line: Line, today: date) -> Todo:
    return Todo(
        key=line.key, title=duty.title, url=duty.url, reason=duty.reason, when=by_when(duty.due_on, today),
        tone="soon" if duty.due_on <= today else "none", is_this_week=engine.is_this_week(line, today),
        whose="", rule="", task=None, actions=(),
    )  # fmt: skip


def _tone(rule: Rule, line: Line, today: date) -> str:
    """Brick only where a job can go wrong; amber for what must be done soon; no colour for the rest."""
    if line.due_on < today:
        return "risk" if rule.stake == "job" else "none"
    return "soon" if engine.is_this_week(line, today) else "none"


def _team(
    by: Membership, book: RuleBook, desk: Desk, clients: Sequence[Followed], today: date, link: Link
) -> tuple[TeamGroup, ...]:
    """What cannot wait among the team's clients, under the rule that says so."""
    if by.role != Role.IPS_TEAM_LEADER:
        return ()
    others = [c for c in clients if not (c.is_mine or c.is_covered)]
    alone = _left_alone(book, desk, [c for c in others if c.is_left_alone], today, link)
    of_team = {c.facts.number: c for c in others if not c.is_left_alone}
    lines = [line for c in of_team.values() for line in engine.lines_of_trajectory(book, c.facts, today)]
    urgent = [line for line in lines if line.key not in desk.put_off and _is_urgent(book, line, today)]
    groups: dict[str, list[Line]] = {}
    for line in engine.order(book, urgent, today):
        groups.setdefault(line.rule, []).append(line)
    by_subject = (
        _subject(book, in_language(r.title), groups[r.code], of_team, today, link)
        for r in book.rules
        if r.code in groups
    )
    return (*alone, *by_subject)


def _subject(
    book: RuleBook, title: str, lines: list[Line], of_team: Mapping[str, Followed], today: date, link: Link
) -> TeamGroup:
    """One subject with its most pressing lines; the others are counted, so that the page stays a page."""
    todos = [
        replace(_todo(book, line, of_team[line.subject], "", today, link), whose=of_team[line.subject].specialist)
        for line in lines[:MOST_PER_SUBJECT]
    ]
    return TeamGroup(title, tuple(_by_client(todos)), more=max(0, len(lines) - MOST_PER_SUBJECT))


def _left_alone(
    book: RuleBook, desk: Desk, clients: Sequence[Followed], today: date, link: Link
) -> list[TeamGroup]:  # fmt: skip
    """All that this week asks of who is away without cover, so that somebody does it."""
    by_number = {c.facts.number: c for c in clients}
    lines = [line for c in clients for line in engine.lines_of_trajectory(book, c.facts, today)]
    pressing = [line for line in lines if line.key not in desk.put_off and engine.is_this_week(line, today)]
    groups: dict[int, list[Todo]] = {c.specialist_id: [] for c in clients}
    for line in engine.order(book, pressing, today):
        client = by_number[line.subject]
        groups[client.specialist_id].append(_todo(book, line, client, "", today, link))
    names = {c.specialist_id: c.specialist for c in clients}
    return [
        TeamGroup(
            _("Nobody covers for %(name)s") % {"name": names[away]}, tuple(_by_client(todos)),
            link("organisations:arrange_cover", person=away),
        )
        for away, todos in groups.items()
    ]  # fmt: skip


def _is_urgent(book: RuleBook, line: Line, today: date) -> bool:
    """This week when a job is at stake; a norm of the method once its day has passed; habits never."""
    rule = book.rule(line.rule)
    stake = rule.stake if rule else ""
    return (stake == "job" and engine.is_this_week(line, today)) or (stake == "norm" and line.due_on < today)


def _visit(planned: Planned, now: datetime, link: Link) -> Visit:
    title = planned.client or planned.about or _("Appointment")
    url = link("caseload:client", number=planned.client_number) if planned.client_number else ""
    about = planned.about if planned.client else ""
    return Visit(
        planned.pk, planned.starts_at, planned.minutes, title, planned.place, about, url, planned.whose,
        planned.is_logged, planned.starts_at <= now,
    )  # fmt: skip


def _by_day(visits: list[Visit], today: date) -> tuple[tuple[Visit, ...], tuple[Visit, ...], tuple[Visit, ...]]:
    tomorrow = today + timedelta(days=1)
    days: tuple[list[Visit], list[Visit], list[Visit]] = ([], [], [])
    for visit in visits:
        day = visit.starts_at.date()
        days[0 if day == today else 1 if day == tomorrow else 2].append(visit)
    return tuple(days[0]), tuple(days[1]), tuple(days[2])


def _lead(visits: int, todo: int) -> str:
    agreed = ngettext("%(n)d appointment", "%(n)d appointments", visits) % {"n": visits}
    to_do = ngettext("%(n)d to do", "%(n)d to do", todo) % {"n": todo}
    return f"{agreed} · {to_do}"
