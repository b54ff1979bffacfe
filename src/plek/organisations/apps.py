from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "plek.organisations"

    def ready(self) -> None:
        """Tell the log what people, roles and events are called, and the administrator what waits about people."""
        from plek.accounts.reauthentication import ask, recent
        from plek.accounts.second_factor import set_up_first
        from plek.audit import supply
        from plek.organisations.choices import Role
        from plek.organisations.presenters.waiting import people_waiting
        from plek.organisations.selectors.people import names_of, users_here
        from plek.organisations.supply import waits
        from plek.organisations.wording import EVENTS

        supply.member_names.append(names_of)
        supply.members.append(users_here)
        supply.guards.append(lambda request: None if recent(request) else ask(request))
        supply.reader_guards.append(set_up_first)
        supply.role_labels.update({role.value: role.label for role in Role})
        supply.event_labels.update(EVENTS)
        waits.append(people_waiting)
