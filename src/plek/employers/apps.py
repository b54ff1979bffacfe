from django.apps import AppConfig


class EmployersConfig(AppConfig):
    name = "plek.employers"

    def ready(self) -> None:
        from plek.audit.supply import event_labels
        from plek.caseload import supply
        from plek.employers import supplied
        from plek.employers.wording import EVENTS

        supply.first_employer_contacts.append(supplied.first_contacts)
        supply.events.append(supplied.contact_events)
        supply.finders.append(supplied.find)
        event_labels.update(EVENTS)
