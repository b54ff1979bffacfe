from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "plek.benefits"

    def ready(self) -> None:
        from plek.audit.supply import event_labels
        from plek.benefits.presenters.waiting import amounts_waiting
        from plek.benefits.services.reminders import follow_up
        from plek.benefits.wording import EVENTS, RECORD_KINDS
        from plek.caseload.supply import record_kinds, task_followers
        from plek.organisations.supply import waits

        event_labels.update(EVENTS)
        task_followers.append(follow_up)
        waits.append(amounts_waiting)
        record_kinds.update(RECORD_KINDS)
