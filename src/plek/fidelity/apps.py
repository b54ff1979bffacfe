from django.apps import AppConfig


class FidelityConfig(AppConfig):
    name = "plek.fidelity"

    def ready(self) -> None:
        from plek.audit.supply import event_labels
        from plek.caseload import supply
        from plek.fidelity import supplied
        from plek.fidelity.services.reviews.forgetting import forget_client
        from plek.fidelity.wording import EVENTS

        supply.duty_sources.append(supply.DutySource(supplied.waiting, supplied.duty))
        supply.forgetters.append(forget_client)
        event_labels.update(EVENTS)
