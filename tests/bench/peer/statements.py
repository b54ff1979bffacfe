# ruff: noqa: E501  (statements read best whole)
"""The SQL of the peer, written for these pages only."""

SESSION = """
    select u.id, u.name from accounts_session s join accounts_user u on u.id = s.user_id
    where s.session_key = %s and s.expire_date > now() and u.is_active
"""
SCOPE = """
    select set_config('plek.user', %s, true), set_config('plek.organisation',
        (select id::text from organisations_organisation where slug = %s), true)
"""
MEMBERSHIP = """
    select m.id, m.role, m.organisation_id, m.begins_on, o.name as organisation,
        array(select team_id from organisations_teammembership t where t.membership_id = m.id
              and t.begins_on <= current_date and (t.ends_on is null or t.ends_on > current_date)) as teams
    from organisations_membership m join organisations_organisation o on o.id = m.organisation_id
    where m.user_id = %s and not m.is_pending and m.begins_on <= current_date
        and (m.ends_on is null or m.ends_on > current_date)
"""
RECORD = """
    select audit_append(%s, 'R', %s, 'success', %s, %s, %s, null, '', %s, '', '', %s, '127.0.0.1', 'plek', '', '{}')
"""

_STANDING = """not k.is_withdrawn and not exists (select 1 from caseload_contact l where l.corrects_id = k.id)"""
_CALLED = "coalesce(nullif(c.preferred_name, ''), c.first_name) || ' ' || c.last_name"

TABLE = f"""
    select c.number, {_CALLED} as name, f.name as team, t.phase, t.phase_since, t.next_step_on, u.name as specialist,
        (select k.held_on from caseload_contact k where k.trajectory_id = t.id and k.held_with = 'cliënt'
            and not k.was_missed and {_STANDING} order by k.held_on desc limit 1) as last_on,
        (select a.starts_at from caseload_appointment a where a.trajectory_id = t.id and a.cancelled_at is null
            and a.starts_at >= current_date order by a.starts_at limit 1) as next_at,
        exists (select 1 from employment_job j where j.trajectory_id = t.id and j.started_on <= current_date
            and (j.ended_on is null or j.ended_on >= current_date)) as works
    from caseload_client c
    join caseload_trajectory t on t.client_id = c.id and t.ended_on is null
    join organisations_team f on f.id = c.treatment_team_id
    join organisations_membership m on m.id = t.specialist_id
    join accounts_user u on u.id = m.user_id
    where c.ips_team_id = any(%(teams)s) and (%(own)s::bigint is null or t.specialist_id = %(own)s)
    order by c.sort_name, c.id limit 25
"""
TABLE_COUNT = """
    select count(*) as n from caseload_client c join caseload_trajectory t on t.client_id = c.id and t.ended_on is null
    where c.ips_team_id = any(%(teams)s) and (%(own)s::bigint is null or t.specialist_id = %(own)s)
"""
OPTIONS = """
    select distinct 'who' as kind, m.code, u.name from caseload_trajectory t
        join caseload_client c on c.id = t.client_id
        join organisations_membership m on m.id = t.specialist_id join accounts_user u on u.id = m.user_id
        where c.ips_team_id = any(%(teams)s) and t.ended_on is null
    union select 'team', f.code, f.name from organisations_team f
        where f.id in (select treatment_team_id from caseload_client c where c.ips_team_id = any(%(teams)s))
    order by 3
"""

CLIENT = f"""
    select c.id, c.number, {_CALLED} as name, c.phone, c.email, f.name as team, i.name as ips_team,
        v.visited_at as since
    from caseload_client c join organisations_team f on f.id = c.treatment_team_id
    left join organisations_team i on i.id = c.ips_team_id
    left join caseload_clientvisit v on v.client_id = c.id and v.membership_id = %(by)s
    where c.number = %(number)s and c.ips_team_id = any(%(teams)s)
"""
TRAJECTORIES = """
    select t.*, u.name as specialist from caseload_trajectory t
    join organisations_membership m on m.id = t.specialist_id join accounts_user u on u.id = m.user_id
    where t.client_id = %s order by t.ended_on desc nulls first, t.id desc
"""
CONTACTS = f"""
    select k.id, k.held_on, k.held_with, k.mode, k.setting, k.minutes, k.was_missed, k.has_note, u.name as who
    from caseload_contact k join organisations_membership m on m.id = k.member_id join accounts_user u on u.id = m.user_id
    where k.trajectory_id = any(%s) and {_STANDING} order by k.held_on desc, k.held_at desc, k.id desc limit 600
"""
SPELLS = "select phase, begins_on, ends_on, trajectory_id from caseload_phasespell where trajectory_id = any(%s) order by begins_on"
GUIDES = """
    select u.name as who, a.begins_on from caseload_assignment a join organisations_membership m on m.id = a.specialist_id
    join accounts_user u on u.id = m.user_id where a.trajectory_id = any(%s) order by a.begins_on
"""
MILESTONES = "select kind, reached_on, is_withdrawn, trajectory_id from caseload_milestone where trajectory_id = any(%s) order by id"
JOBS = """
    select j.started_on, j.ended_on, j.title, e.name as employer from employment_job j
    join employers_employer e on e.id = j.employer_id where j.trajectory_id = any(%s) order by j.started_on desc
"""
VISITS = """
    select k.held_on, k.purpose, e.name as employer, e.code from employers_employercontact k
    join employers_employer e on e.id = k.employer_id
    where k.trajectory_id = any(%s) and not k.is_withdrawn
        and not exists (select 1 from employers_employercontact l where l.corrects_id = k.id)
    order by k.held_on desc limit 300
"""
CHANGES = """
    select a.event, count(*) as times from audit_entry a where a.client_id = %s and a.action in ('C', 'U', 'D')
        and a.membership_id <> %s and a.at > %s group by a.event
"""
NEXT = """
    select a.id, a.starts_at, u.name as who from caseload_appointment a join caseload_trajectory t on t.id = a.trajectory_id
    join organisations_membership m on m.id = a.membership_id join accounts_user u on u.id = m.user_id
    where t.client_id = %s and a.starts_at >= now() and a.cancelled_at is null order by a.starts_at limit 1
"""

FOLLOWED = f"""
    select t.id, t.number, t.kind, t.phase, t.phase_since, t.referred_on, t.first_meeting_on, t.next_step_on,
        {_CALLED} as client, c.number as client_number, t.specialist_id, u.name as specialist,
        s.last, s.benefit, s.openness, m.reached,
        (select min(a.starts_at) from caseload_appointment a where a.trajectory_id = t.id and a.starts_at >= now()
            and a.cancelled_at is null and a.contact_id is null) as next_at
    from caseload_trajectory t join caseload_client c on c.id = t.client_id
    join organisations_membership p on p.id = t.specialist_id join accounts_user u on u.id = p.user_id
    left join lateral (
        select max(k.held_on) as last, max(k.held_on) filter (where 'uitkering' = any(k.topics)) as benefit,
            max(k.held_on) filter (where 'openheid' = any(k.topics)) as openness
        from caseload_contact k where k.trajectory_id = t.id and k.held_with = 'cliënt' and not k.was_missed
            and {_STANDING}
    ) s on true
    left join lateral (
        select json_object_agg(kind, on_day) as reached from (
            select x.kind, max(x.reached_on) as on_day from caseload_milestone x where x.trajectory_id = t.id
                and not x.is_withdrawn group by x.kind) y
    ) m on true
    where c.ips_team_id = any(%(teams)s) and t.ended_on is null
        and (t.specialist_id = %(by)s or %(leads)s and t.ips_team_id = any(%(teams)s))
    order by c.sort_name, t.id
"""
FOLLOWED_JOBS = """
    select j.trajectory_id, j.number, j.title, e.name as employer, j.started_on, j.ended_on, j.end_heard_on
    from employment_job j join employers_employer e on e.id = j.employer_id
    where j.trajectory_id = any(%s) order by j.started_on, j.id
"""
FOLLOWED_VISITS = """
    select k.trajectory_id, min(k.held_on) as first from employers_employercontact k
    where k.trajectory_id = any(%s) and k.mode = 'fysiek' and not k.is_withdrawn
        and not exists (select 1 from employers_employercontact l where l.corrects_id = k.id) group by 1
"""
DIARY = f"""
    select a.id, a.starts_at, a.minutes, a.place, a.about, a.contact_id, {_CALLED} as client, c.number as client_number
    from caseload_appointment a left join caseload_trajectory t on t.id = a.trajectory_id
    left join caseload_client c on c.id = t.client_id
    where a.membership_id = %(by)s and a.cancelled_at is null and a.starts_at >= %(first)s and a.starts_at < %(end)s
    order by a.starts_at, a.id limit 200
"""
TASKS = f"""
    select k.id, k.due_on, k.text, {_CALLED} as client, c.number as client_number from caseload_task k
    left join caseload_trajectory t on t.id = k.trajectory_id left join caseload_client c on c.id = t.client_id
    where k.owner_id = %s and k.done_at is null and k.due_on <= current_date + 7 order by k.due_on, k.id limit 200
"""
SNOOZED = "select line from caseload_snooze where membership_id = %s and until > current_date"
TUNINGS = "select rule, is_on, days from caseload_rulesetting"
SUPERVISION = """
    select max(m.held_on) as last from caseload_attendance a join caseload_meeting m on m.id = a.meeting_id
    where a.membership_id = %s and m.kind in ('groepssupervisie', 'individuele supervisie') and m.held_on <= current_date
"""
WAITING = f"""
    select r.id, r.referred_on, {_CALLED} as client from caseload_referral r join caseload_client c on c.id = r.client_id
    where r.state = 'waiting' and r.ips_team_id = any(%s) and %s order by r.referred_on limit 200
"""
