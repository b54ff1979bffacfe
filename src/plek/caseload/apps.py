from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    name = "plek.caseload"

    def ready(self) -> None:
        """Tell the people's pages how much work someone has, and the log how clients are numbered."""
        from plek.audit import supply as log
        from plek.caseload.choices import (
            DestructionGround,
            DuplicateReason,
            EmergencyReason,
            KeepingGround,
            NumberViewReason,
            ViewReason,
        )
        from plek.caseload.presenters.waiting import records_waiting
        from plek.caseload.record_words import RECORD_KINDS
        from plek.caseload.selectors import handover as reads
        from plek.caseload.services import handover
        from plek.caseload.supply import record_kinds
        from plek.caseload.wording import EVENTS
        from plek.organisations import supply

        supply.open_work.append(reads.count_open_work)
        supply.work_movers.append(handover.move_all)
        supply.waits.append(records_waiting)
        supply.team_clients.append(reads.count_clients_of_teams)
        log.client_numbers.append(reads.client_numbers)
        log.client_finders.append(reads.client_with_number)
        log.event_labels.update(EVENTS)
        record_kinds.update(RECORD_KINDS)
        for reasons in (
            DuplicateReason,
            NumberViewReason,
            ViewReason,
            DestructionGround,
            KeepingGround,
            EmergencyReason,
        ):
            log.reason_labels.update({one.value: one.label for one in reasons})
        log.event_labels.update(handover.EVENTS)
