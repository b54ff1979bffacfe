"""Destroying a record: one function of the database, for what the application itself may never remove.

It follows every link to the client and removes what hangs on it, whatever context added the table, once another
person than who proposed it has decided so. Links named in ``p_loose`` are cut instead: what they stand on stays.
"""

from django.db import migrations

DESTROY = """
create or replace function destroy_record(p_destruction bigint, p_loose text[]) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_organisation bigint := nullif(current_setting('plek.organisation', true), '')::bigint;
    v_client bigint;
    v_doomed jsonb;
    v_round jsonb;
    v_next jsonb;
    v_found jsonb;
    v_link record;
    v_parents bigint[];
    v_counts jsonb := '{}';
begin
    select d.record_id into v_client
    from caseload_destruction d
    join organisations_membership proposer on proposer.id = d.proposed_by_id
    join organisations_membership decider on decider.id = d.decided_by_id
    where d.id = p_destruction and d.organisation_id = v_organisation and d.state = 'done' and d.counts = '{}'
        and proposer.user_id <> decider.user_id;
    if v_client is null then
        raise exception 'a record is destroyed once two people agree';
    end if;
    perform 1 from caseload_client where id = v_client and organisation_id = v_organisation for update;
    if not found then
        raise exception 'there is no such record in the organisation in use';
    end if;
    v_doomed := jsonb_build_object('caseload_client', jsonb_build_array(v_client));
    v_round := v_doomed;
    while v_round <> '{}' loop
        v_next := '{}';
        for v_link in
            select c.conrelid::regclass::text as child, a.attname as link, c.confrelid::regclass::text as parent
            from pg_constraint c
            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            where c.contype = 'f' and array_length(c.conkey, 1) = 1 and v_round ? c.confrelid::regclass::text
        loop
            select array_agg(one::bigint) into v_parents from jsonb_array_elements_text(v_round -> v_link.parent) one;
            if v_link.child || '.' || v_link.link = any (p_loose) then
                execute format('update %I set %I = null where %I = any ($1)', v_link.child, v_link.link, v_link.link)
                    using v_parents;
                continue;
            end if;
            execute format(
                'select jsonb_agg(id) from %I where %I = any ($1) and not coalesce($2, ''[]'') @> to_jsonb(id)',
                v_link.child, v_link.link
            ) into v_found using v_parents, v_doomed -> v_link.child;
            if v_found is not null then
                v_doomed := v_doomed || jsonb_build_object(
                    v_link.child, coalesce(v_doomed -> v_link.child, '[]') || v_found);
                v_next := v_next || jsonb_build_object(
                    v_link.child, coalesce(v_next -> v_link.child, '[]') || v_found);
            end if;
        end loop;
        v_round := v_next;
    end loop;
    set constraints all deferred;
    for v_link in select key as child, value as ids from jsonb_each(v_doomed) loop
        execute format('delete from %I where id in (select one::bigint from jsonb_array_elements_text($1) one)',
            v_link.child) using v_link.ids;
        v_counts := v_counts || jsonb_build_object(v_link.child, jsonb_array_length(v_link.ids));
    end loop;
    return v_counts;
end $$;
"""
DROP = "drop function if exists destroy_record(bigint, text[]);"


class Migration(migrations.Migration):
    dependencies = [("caseload", "0006_rights_and_destruction")]
    operations = [migrations.RunSQL(DESTROY, DROP)]
