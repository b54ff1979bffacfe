from django.apps import AppConfig


class EmploymentConfig(AppConfig):
    name = "plek.employment"

    def ready(self) -> None:
        from plek.audit.supply import event_labels
        from plek.caseload import supply
        from plek.employers import supply as to_employers
        from plek.employment import supplied
        from plek.employment.wording import EVENTS, RECORD_KINDS

        supply.job_facts.append(supplied.job_facts)
        supply.at_work.append(supplied.at_work)
        supply.events.append(supplied.work_events)
        to_employers.jobs_at.append(supplied.jobs_at)
        supply.record_kinds.update(RECORD_KINDS)
        event_labels.update(EVENTS)
