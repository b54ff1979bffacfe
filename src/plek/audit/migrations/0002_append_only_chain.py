"""The chain in the database: one function appends, nobody changes or removes.

A row's hash is the SHA-256 of the hash before it and the row as a JSON array: quoted, so that no text can pass
for two fields. ``audit.verification`` computes it anew in Python.
"""

from django.db import migrations

APPEND = """
create or replace function audit_append(
    p_organisation bigint, p_action text, p_event text, p_outcome text, p_user bigint, p_membership bigint,
    p_role text, p_behalf bigint, p_purpose text, p_client bigint, p_kind text, p_object text, p_permission text,
    p_access text, p_source text, p_request text, p_detail jsonb
) returns bigint language plpgsql security definer set search_path = public as $$
declare
    v_at timestamptz := clock_timestamp();
    v_head audit_head%rowtype;
    v_next bigint;
    v_hash bytea;
begin
    if p_organisation <> 0 and p_organisation is distinct from nullif(current_setting('plek.organisation', true), '')::bigint then
        raise exception 'an audit row belongs to the organisation in use';
    end if;
    insert into audit_head (organisation_id, sequence, hash) values (p_organisation, 0, '\\x') on conflict do nothing;
    select * into v_head from audit_head where organisation_id = p_organisation for update;
    v_next := v_head.sequence + 1;
    v_hash := sha256(v_head.hash || convert_to(jsonb_build_array(
        p_organisation, v_next, to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), p_action, p_event,
        p_outcome, p_user, p_membership, p_role, p_behalf, p_purpose, p_client, p_kind, p_object, p_permission,
        p_access, p_source, p_request, p_detail::text)::text, 'UTF8'));
    insert into audit_entry (organisation_id, sequence, at, action, event, outcome, user_id, membership_id, role,
        on_behalf_of, purpose, client_id, object_kind, object_id, permission, access_point, source, request_id,
        detail, previous_hash, hash)
    values (p_organisation, v_next, v_at, p_action, p_event, p_outcome, p_user, p_membership, p_role, p_behalf,
        p_purpose, p_client, p_kind, p_object, p_permission, p_access, p_source, p_request, p_detail,
        v_head.hash, v_hash);
    update audit_head set sequence = v_next, hash = v_hash where organisation_id = p_organisation;
    return v_next;
end $$;
"""
DROP = """
drop function if exists audit_append(bigint, text, text, text, bigint, bigint, text, bigint, text, bigint, text,
    text, text, text, text, text, jsonb);
"""
FENCE = """
alter table audit_entry enable row level security;
create policy organisation_in_use on audit_entry for select
    using (organisation_id = nullif(current_setting('plek.organisation', true), '')::bigint);
alter table audit_head enable row level security;
"""
UNFENCE = """
drop policy if exists organisation_in_use on audit_entry;
alter table audit_entry disable row level security;
alter table audit_head disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(APPEND, DROP), migrations.RunSQL(FENCE, UNFENCE)]
