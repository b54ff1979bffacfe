"""The same counts once more, in plain SQL written apart from the product: no code is shared.

Each entry gives one row of figures for an item; the names of the columns are those of the scale.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

WITH = """
with p as (select %(first)s::date as first, %(last)s::date as last),
c as (select k.* from caseload_contact k where not k.is_withdrawn
      and not exists (select 1 from caseload_contact l where l.corrects_id = k.id)),
v as (select k.* from employers_employercontact k where not k.is_withdrawn
      and not exists (select 1 from employers_employercontact l where l.corrects_id = k.id)),
t as (select t.*, cl.treatment_team_id, cl.benefit from caseload_trajectory t
      join caseload_client cl on cl.id = t.client_id, p
      where t.ips_team_id = %(team)s and (t.ended_on is null or t.ended_on >= p.first)),
o as (select t.* from t, p where first_meeting_on <= p.last and (ended_on is null or ended_on > p.first)),
s as (select m.* from organisations_membership m join organisations_teammembership w on w.membership_id = m.id
      where w.team_id = %(team)s and m.role = 'employment_specialist'),
m as (select distinct on (trajectory_id, kind) * from caseload_milestone
      order by trajectory_id, kind, recorded_at desc, id desc),
j as (select j.*, j.contract in ('proefplaatsing', 'werkervaringsplaats', 'beschut', 'vrijwilligerswerk') as placed
      from employment_job j join t on t.id = j.trajectory_id),
held as (select j.* from j, p where started_on <= p.last and (ended_on is null or ended_on >= p.first)),
cp as (select c.*, coalesce(c.visit::text, c.id::text) as once
      from c join t on t.id = c.trajectory_id, p where held_on between p.first and p.last),
vp as (select v.* from v, p where held_on between p.first and p.last),
met as (select c.trajectory_id, c.held_on, coalesce(c.visit::text, c.id::text) as once from c
    where held_with = 'cliënt' and mode = 'fysiek' and not was_missed
    and member_id not in (select id from organisations_membership where role = 'practitioner')),
told as (select trajectory_id, held_on as on_day, topic from c, unnest(topics) topic
         where held_with = 'cliënt' and not was_missed
         union select trajectory_id, reached_on,
                case kind when 'benefits_advice' then 'uitkering' when 'openness_talk' then 'openheid' end
         from m where not is_withdrawn),
seat as (select a.membership_id, g.id as meeting_id, g.held_on, g.kind, g.team_id,
                g.was_job_development_discussed as reviewed
         from caseload_attendance a join caseload_meeting g on g.id = a.meeting_id, p
         where g.held_on between p.first and p.last),
led as (select seat.* from seat where exists (select 1 from seat l join organisations_membership k
    on k.id = l.membership_id where l.meeting_id = seat.meeting_id and k.role = 'ips_team_leader')),
worked as (select s.id, n from s, p, generate_series(0, 25) n where exists (
    select 1 from generate_series(
        p.first + 7 * n, case n when 25 then p.last else p.first + 7 * n + 6 end, '1 day') d
    where exists (select 1 from organisations_teammembership w
            join organisations_membership k on k.id = w.membership_id
            where k.id = s.id and w.team_id = %(team)s and d >= greatest(w.begins_on, k.begins_on)
            and (w.ends_on is null or d < w.ends_on) and (k.ends_on is null or d < k.ends_on))
        and not exists (select 1 from organisations_absence a where a.membership_id = s.id
            and d >= a.begins_on and (a.ends_on is null or d < a.ends_on)))),
open_talk as (select o.*, x.first_on, x.times from o join (
    select trajectory_id, min(on_day) as first_on, count(*) as times from told, p
    where topic = 'openheid' and on_day <= p.last group by trajectory_id) x on x.trajectory_id = o.id),
due as (select k.* from open_talk k, p where first_on + 60 <= p.last
    and (ended_on is null or ended_on >= first_on + 60) and not exists (select 1 from j
        where j.trajectory_id = k.id and not placed and j.started_on <= k.first_on + 60
        and (j.ended_on is null or j.ended_on >= k.first_on))),
at_work as (select h.trajectory_id, started_on, ended_on from held h where not placed),
approached as (select t.id from t where exists (select 1 from vp where vp.trajectory_id = t.id)),
lasted as (select k.* from held k, p where is_competitive
    and (started_on + interval '4 months')::date <= least(p.last, coalesce(k.ended_on, p.last))),
event as (select trajectory_id, d as on_day from j, p, unnest(array[started_on, ended_on]) d
    where not placed and d between p.first and p.last)
"""

WEEK = "least((held_on - (select first from p)) / 7, 25)"
MONTH = "(extract(month from held_on) - 4)"

SQL: Mapping[str, str] = {
    "ST1": """select count(*) / 183.0 as clients, (
        select sum(h.fte) / 183.0 from s, p, generate_series(p.first, p.last, '1 day') d cross join lateral (
            select fte from organisations_workingtime h where h.membership_id = s.id and not h.is_withdrawn
            and not exists (select 1 from organisations_workingtime l where l.corrects_id = h.id)
            order by h.begins_on > d, case when h.begins_on <= d then h.begins_on end desc, h.begins_on limit 1) h
        ) as fte from (
        select distinct o.client_id, a.specialist_id, d from p, o
        join caseload_assignment a on a.trajectory_id = o.id, generate_series(p.first, p.last, '1 day') d
        where a.specialist_id in (select id from s) and d >= a.begins_on and (a.ends_on is null or d < a.ends_on)
          and d >= o.first_meeting_on and (o.ended_on is null or d < o.ended_on)) x""",
    "ST2": """select sum(support_hours) as hours_employment, sum(support_hours + other_hours) as hours_total
        from caseload_workedweek w, p where w.membership_id in (select id from s) and other_hours is not null
        and monday between p.first and p.last""",
    "OR2": f"""select count(distinct (membership_id, {WEEK})) as weeks_in_meeting,
        (select count(*) from worked) as weeks_worked_in_team from seat
        where kind = 'teamoverleg' and membership_id in (select id from s)
        and not (membership_id = %(away)s and {WEEK} in (14, 15, 16) )""",
    "OR3": f"""select 26 as weeks, 6 as months, 2 as quarters,
        count(distinct {WEEK}) as weeks_with_contact, count(distinct {MONTH}) as months_with_contact,
        count(distinct div({MONTH}, 3)) as quarters_with_contact,
        count(distinct {MONTH}) filter (where mode = 'fysiek') as months_face_to_face,
        count(distinct div({MONTH}, 3)) filter (where mode = 'fysiek') as quarters_face_to_face
        from cp where held_with in ('UWV', 'gemeente') and not was_missed""",
    "OR4": f"""select 26 as weeks, 6 as months, 1 as full_time_specialists,
        count(distinct {WEEK}) as weeks_with_group, count(distinct {WEEK}) as weeks_with_discussion,
        (select count(*) from (select 1 from led where kind = 'groepssupervisie'
            group by {MONTH} having count(distinct meeting_id) > 1) x) as months_with_two_groups
        from led where kind = 'groepssupervisie'""",
    "OR5": f"""select 26 as weeks, 2 as quarters,
        (select count(*) / 183.0 from s, p, generate_series(p.first, p.last, '1 day') d
            join organisations_teammembership w on w.team_id = %(team)s and d >= w.begins_on
            and (w.ends_on is null or d < w.ends_on) where w.membership_id = s.id) as specialists,
        (select count(distinct {WEEK}) from led where kind = 'groepssupervisie' and team_id = %(team)s)
            as weeks_with_supervision,
        (select 2 * count(distinct treatment_team_id) from o) as team_quarters,
        count(distinct (team_id, div({MONTH}, 3))) filter (where kind = 'teamoverleg' and membership_id in (
            select id from organisations_membership where role = 'ips_team_leader')
            and team_id in (select treatment_team_id from o)) as team_quarters_attended,
        (select count(distinct div({MONTH}, 3)) from led where kind = 'resultaatbespreking')
            as quarters_with_results from seat""",
    "OR7": f"""select 2 as quarters,
        count(distinct div({MONTH}, 3)) filter (where kind = 'resultaatbespreking')
            as quarters_with_rate from seat""",
    "SE6": f"""select 26 as weeks, 6 as months, count(distinct {WEEK}) as weeks_reviewed,
        count(distinct {MONTH}) as months_reviewed from led where reviewed and team_id = %(team)s""",
    "OR6": """select
        (select count(*) from caseload_referral r, p where r.ips_team_id = %(team)s
            and referred_on between p.first and p.last and state = 'declined') as referrals_declined,
        (select count(*) from j, p where not placed and ended_on between p.first and p.last and (
            exists (select 1 from c where c.trajectory_id = j.trajectory_id and not was_missed
                and work_phase in ('zoeken', 'plaatsen') and held_on between j.ended_on and p.last)
            or exists (select 1 from v where v.trajectory_id = j.trajectory_id
                and held_on between j.ended_on and p.last)
            or exists (select 1 from j k where k.trajectory_id = j.trajectory_id and k.id <> j.id
                and k.started_on between j.ended_on and p.last))) as helped_to_next_job,
        (select count(*) from caseload_referral r, p where r.ips_team_id = %(team)s
            and referred_on between p.first and p.last) as referrals,
        (select count(distinct source) from caseload_referral r, p where r.ips_team_id = %(team)s
            and referred_on between p.first and p.last) as referral_sources,
        (select count(*) from t, p where ended_on between p.first and p.last and end_reason = 'geen contact')
            as closed_without_contact,
        (select count(*) from j, p where ended_on between p.first and p.last and not placed) as job_ends""",
    "SE1": """select (select count(*) from employment_jobterms k join j on j.id = k.job_id
            join t on t.id = j.trajectory_id, p where not k.is_withdrawn and is_competitive
            and not exists (select 1 from employment_jobterms l where l.corrects_id = k.id)
            and k.begins_on between p.first and p.last and k.begins_on <= coalesce(j.ended_on, k.begins_on)
            and benefit not in ('', 'geen')) as hours_changes,
        count(*) as starts, count(*) filter (where exists (select 1 from told
            where told.trajectory_id = j.trajectory_id and topic = 'uitkering' and on_day <= j.started_on))
            as starts_told
        from j join t on t.id = j.trajectory_id, p
        where is_competitive and started_on between p.first and p.last and benefit not in ('', 'geen')""",
    "SE2": """select (select count(*) from open_talk) as clients_talked,
        (select count(*) from due) as clients_due_again,
        (select count(*) from due where times > 1) as clients_talked_again,
        count(*) as clients_approached, count(*) filter (where exists (select 1 from told
            where told.trajectory_id = x.id and topic = 'openheid' and on_day <= x.first_on))
                as clients_talked_before
        from (select t.id, min(v.held_on) as first_on from t join v on v.trajectory_id = t.id, p
            where v.held_on <= p.last group by t.id, p.first
            having max(v.held_on) >= p.first) x""",
    "SE3": """select (select count(*) from event) as job_events,
        (select count(*) from event e, p where exists (select 1 from m where m.trajectory_id = e.trajectory_id
            and kind = 'profile_ready' and not is_withdrawn and reached_on between e.on_day and p.last))
            as job_events_with_update,
        count(*) as clients_past_start, count(*) filter (where exists (select 1 from m, p
            where m.trajectory_id = o.id and kind = 'profile_ready' and not is_withdrawn and reached_on <= p.last))
            as clients_with_profile
        from o, p where least(p.last, coalesce(ended_on, p.last)) - first_meeting_on > 30""",
    "SE5": """select (select count(*) from approached) as clients_approached,
        (select count(*) from approached a where exists (select 1 from m, p where m.trajectory_id = a.id
            and kind = 'plan_reviewed' and not is_withdrawn and reached_on between p.first and p.last))
            as clients_with_current_plan,
        count(*) as contacts_for_clients, count(*) filter (where fits_wish) as contacts_fitting
        from vp where trajectory_id is not null and fits_wish is not null""",
    "SE7": """select count(distinct employer_id) as employers_visited,
        (select count(*) from (select 1 from vp where mode = 'fysiek' group by employer_id having count(*) > 1) x)
            as employers_visited_again,
        count(*) filter (where purpose = 'bedrijf leren kennen') as visits_to_learn
            from vp where mode = 'fysiek'""",
    "SE8": """select count(*) as jobs, count(distinct occupation) as job_types
        from held where not placed and occupation <> ''""",
    "SE9": "select count(*) as jobs, count(distinct employer_id) as employers from held where not placed",
    "SE10": """select count(*) as jobs, count(*) filter (where is_competitive) as competitive_jobs,
        count(*) filter (where not placed and (ended_on is null or ended_on >= p.last)) as current_jobs
        from held, p""",
    "SE11": """select (select count(*) from (
            select trajectory_id, held_on from vp union all
            select trajectory_id, held_on from cp where held_with = 'werkgever' and not was_missed) x
            where exists (select 1 from at_work a where a.trajectory_id = x.trajectory_id
                and held_on >= started_on and (ended_on is null or held_on <= ended_on))) as employers_supported,
        count(distinct h.trajectory_id) as workers,
        count(distinct h.trajectory_id) filter (where exists (
            select 1 from cp where cp.trajectory_id = h.trajectory_id and held_with = 'cliënt' and not was_missed
            and held_on >= h.started_on and (h.ended_on is null or held_on <= h.ended_on))) as workers_supported
        from held h where not placed""",
    "SE12": """select count(*) as starts,
        count(*) filter (where exists (select 1 from met where met.trajectory_id = j.trajectory_id
            and held_on >= started_on - 7 and held_on < started_on)) as starts_seen_before,
        count(*) filter (where exists (select 1 from met where met.trajectory_id = j.trajectory_id
            and held_on between started_on and started_on + 3)) as starts_seen_after,
        (select count(*) from j l, p where not placed and ended_on between p.first and p.last
            and end_heard_on is not null) as losses,
        (select count(*) from j l, p where not placed and ended_on between p.first and p.last and exists (
            select 1 from c where c.trajectory_id = l.trajectory_id and held_with = 'cliënt' and not was_missed
            and held_on between end_heard_on and end_heard_on + 3)) as losses_seen,
        (select count(*) from j k, p, generate_series(0, 3) n where is_competitive
            and started_on + 7 * n >= p.first
                and started_on + 7 * n + 6 <= least(p.last, coalesce(k.ended_on, p.last)))
            as weeks_first_month,
        (select count(*) from j k, p, generate_series(1, 11) n where is_competitive
            and (started_on + n * interval '1 month')::date >= p.first
            and (started_on + (n + 1) * interval '1 month')::date - 1
                <= least(p.last, coalesce(k.ended_on, p.last)))
            as months_later,
        (select count(*) from held k, p where is_competitive
            and (started_on + interval '4 months')::date <= least(p.last, coalesce(k.ended_on, p.last)))
            as workers_four_months,
        (select count(distinct (k.id, once)) from j k join met on met.trajectory_id = k.trajectory_id, p,
                generate_series(0, 3) n
            where is_competitive and started_on + 7 * n >= p.first
            and started_on + 7 * n + 6 <= least(p.last, coalesce(k.ended_on, p.last))
            and held_on between started_on + 7 * n and started_on + 7 * n + 6) as contacts_first_month,
        (select count(distinct (k.id, once)) from j k join met on met.trajectory_id = k.trajectory_id, p,
                generate_series(1, 11) n
            where is_competitive and (started_on + n * interval '1 month')::date >= p.first
            and (started_on + (n + 1) * interval '1 month')::date - 1
                <= least(p.last, coalesce(k.ended_on, p.last))
            and held_on between (started_on + n * interval '1 month')::date
                and (started_on + (n + 1) * interval '1 month')::date - 1) as contacts_later,
        (select count(*) from lasted k where not exists (select 1 from generate_series(0, 3) n where not exists (
            select 1 from met where met.trajectory_id = k.trajectory_id
            and held_on between (k.started_on + n * interval '1 month')::date
                and (k.started_on + (n + 1) * interval '1 month')::date - 1))) as workers_seen_four_months,
        (select count(*) from t, p where ended_on between p.first and p.last and end_reason = 'werkt stabiel'
            and exists (select 1 from c where c.trajectory_id = t.id and held_with = 'behandelteam'
                and not was_missed and held_on between (ended_on - interval '1 month')::date and ended_on))
            as ended_handed_over,
        (select count(*) from t, p where ended_on between p.first and p.last and end_reason = 'werkt stabiel')
            as ended_working
        from j, p where is_competitive and started_on between p.first and p.last""",
    "SE14": """select
        count(distinct (trajectory_id, once)) filter (where held_with = 'cliënt'
            and member_id in (select id from organisations_membership where role = 'practitioner')
            and not exists (select 1 from c n join organisations_membership m on m.id = n.member_id
                where n.visit = cp.visit and m.role <> 'practitioner')
            and exists (select 1 from cp n where n.trajectory_id = cp.trajectory_id and n.held_with = 'cliënt'
                and n.was_missed)) as outreach_by_team,
        (select count(*) from t, p where ended_on between p.first and p.last and end_reason = 'geen contact')
            as closed_for_missed_visits,
        count(distinct (trajectory_id, once)) filter (where held_with = 'cliënt' and was_missed) as no_shows,
        count(distinct (trajectory_id, once)) filter (where held_with = 'cliënt' and was_missed and exists (
            select 1 from c where c.trajectory_id = cp.trajectory_id and c.held_with = 'cliënt' and c.id <> cp.id
            and coalesce(c.visit::text, c.id::text) <> once
            and c.held_on between cp.held_on and cp.held_on + 14)) as no_shows_followed,
        count(distinct (trajectory_id, once)) filter (where held_with = 'cliënt' and not was_missed
            and mode = 'fysiek' and setting in ('thuis', 'buiten', 'werkplek')
            and member_id not in (select id from organisations_membership where role = 'practitioner')
            and exists (select 1 from cp n
            where n.trajectory_id = cp.trajectory_id and n.held_with = 'cliënt' and n.was_missed))
                as visits_outside,
        count(distinct (trajectory_id, visit)) filter (where held_with = 'cliënt' and not was_missed
            and mode = 'fysiek'
            and (select role from organisations_membership m where m.id = member_id) <> 'practitioner'
            and exists (select 1 from cp n join organisations_membership m on m.id = n.member_id
                where n.visit = cp.visit and n.held_with = 'cliënt' and not n.was_missed and n.mode = 'fysiek'
                and m.role = 'practitioner')) as joint_visits,
        count(distinct (trajectory_id, once)) filter (where held_with = 'naaste' and not was_missed)
            as family_contacts from cp""",
}

OF_EACH: Mapping[str, str] = {
    "ST3": """select s.id, count(distinct x.phase) as phases from s left join (
            select member_id as who, case work_phase when 'plaatsen' then 'zoeken' else work_phase end as phase
            from cp where work_phase <> '' and not was_missed
            union select a.specialist_id, 'intake' from t join caseload_assignment a on a.trajectory_id = t.id, p
            where first_meeting_on between p.first and p.last and a.begins_on <= first_meeting_on
            and (a.ends_on is null or a.ends_on > first_meeting_on or a.begins_on = first_meeting_on)) x
            on x.who = s.id group by s.id""",
    "SE6": """select s.id, (select count(*) from worked w where w.id = s.id) as weeks_worked,
        count(vp.id) as contacts from s left join vp on vp.member_id = s.id and mode = 'fysiek'
        and decides_on_hiring group by s.id""",
    "SE13": """select s.id, sum(outside_hours) as hours_outside, sum(support_hours + other_hours)
        as hours_scheduled
        from s join caseload_workedweek w on w.membership_id = s.id, p
        where monday between p.first and p.last and outside_hours is not null and other_hours is not null
        and outside_hours <= support_hours + other_hours group by s.id""",
    "OR1": """select s.id, sum(n) as caseload, sum(n) filter (where place <= 2)
        as caseload_of_two_teams from s join (
            select who, n, row_number() over (partition by who order by n desc) as place from (
                select a.specialist_id as who, o.treatment_team_id, count(distinct o.client_id) as n
                from o join caseload_assignment a on a.trajectory_id = o.id, p
                where a.begins_on <= p.last and (a.ends_on is null or a.ends_on > p.first)
                group by 1, 2) y) x on x.who = s.id group by s.id""",
}

WAITS = """select greatest(0, coalesce(hit, least(p.last, coalesce(o.ended_on, p.last))) - first_meeting_on),
    hit is not null
    from o left join lateral (select min(held_on) as hit from v where v.trajectory_id = o.id and mode = 'fysiek'
        and held_on <= least((select last from p), coalesce(o.ended_on, (select last from p)))) x on true, p"""


def rows(sql: str, **places: Any) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(WITH + sql, places)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def places(team: int, away: int, first: date, last: date) -> dict[str, Any]:
    return {"team": team, "away": away, "first": first, "last": last}
