from django.apps import AppConfig


class EmployersConfig(AppConfig):
    name = "plek.employers"

    def ready(self) -> None:
        from plek.caseload import supply
        from plek.employers import supplied

        supply.employer_contact_facts.append(supplied.contact_facts)
        supply.events.append(supplied.contact_events)
        supply.finders.append(supplied.find)
