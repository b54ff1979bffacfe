"""Addresses of the day: today, contact_search, contacts, appointments, tasks, meetings, hours, rules."""

from django.urls import URLPattern, path

from plek.caseload.views import (
    appointments,
    contact_search,
    contacts,
    drafts,
    hours,
    meetings,
    rules,
    tasks,
    today,
)

urlpatterns: list[URLPattern] = [
    path("today/", today.today, name="today"),
    path("today/later/", today.put_off, name="put_off"),
    path("today/put-off/", today.put_off_list, name="put_off_list"),
    path("today/back/", today.take_up, name="take_up"),
    path("today/reached/", today.reached, name="reached"),
    path("contacts/new/", contacts.log_contact, name="log_contact"),
    path("contacts/clients/", contact_search.contact_clients, name="contact_clients"),
    path("contacts/colleagues/", contact_search.contact_colleagues, name="contact_colleagues"),
    path("contacts/<int:contact>/", contacts.contact, name="contact"),
    path("contacts/<int:contact>/correct/", contacts.correct_contact, name="correct_contact"),
    path("contacts/<int:contact>/withdraw/", contacts.withdraw_contact, name="withdraw_contact"),
    path("contacts/<uuid:key>/undo/", contacts.undo_contact, name="undo_contact"),
    path("clients/<str:number>/contacts/", contacts.contact_list, name="contacts"),
    path("drafts/<slug:form>/", drafts.draft, name="draft"),
    path("drafts/<slug:form>/discard/", drafts.discard, name="discard_draft"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<slug:code>/", rules.tune_rule, name="tune_rule"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/new/", tasks.new_task, name="new_task"),
    path("tasks/<int:task>/done/", tasks.done, name="task_done"),
    path("tasks/<int:task>/open/", tasks.not_done, name="task_not_done"),
    path("appointments/new/", appointments.new_appointment, name="new_appointment"),
    path("appointments/<int:appointment>/", appointments.move_appointment, name="appointment"),
    path("appointments/<int:appointment>/cancel/", appointments.cancel_appointment, name="cancel_appointment"),
    path("appointments/<int:appointment>/happened/", appointments.happened, name="appointment_happened"),
    path("appointments/<int:appointment>.ics", appointments.calendar_file, name="appointment_calendar"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.new_meeting, name="new_meeting"),
    path("meetings/<int:meeting>/", meetings.change_meeting, name="meeting"),
    path("meetings/<int:meeting>/remove/", meetings.remove_meeting, name="remove_meeting"),
    path("hours/", hours.hours, name="hours"),
]
