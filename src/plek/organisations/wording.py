"""What events of organisations are called in the log, and what each role can see here, said honestly."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plek.organisations.choices import Role

Label = str | Promise

EVENTS: dict[str, Label] = {
    "organisation.created": _("organisation made"),
    "organisation.changed": _("settings of the organisation changed"),
    "organisation.privacy_officer_named": _("privacy officer named"),
    "role.switched": _("role taken up"),
    "member.invited": _("colleague invited"),
    "member.invited_again": _("invitation sent again"),
    "member.invitation_revoked": _("invitation withdrawn"),
    "member.accepted": _("invitation accepted"),
    "member.role_changed": _("role of colleague changed"),
    "member.ended": _("employment ended"),
    "member.end_undone": _("end of employment taken back"),
    "member.teams_changed": _("teams of colleague changed"),
    "member.working_time_changed": _("working time of colleague changed"),
    "member.working_time_taken_back": _("change of working time taken back"),
    "member.changed": _("details of colleague changed"),
    "member.absence_begun": _("absence of colleague noted"),
    "member.cover_arranged": _("cover for colleague arranged"),
    "member.absence_ended": _("absence of colleague ended"),
    "member.second_factor_reset": _("second factor of colleague taken away"),
    "team.added": _("team added"),
    "team.changed": _("team changed"),
    "team.closed": _("team closed"),
    "team.reopened": _("team opened again"),
}

SEES: dict[str, tuple[Label, ...]] = {
    Role.DIRECTOR: (
        _("You see nothing here that can be traced to a client."),
        _("You read the final reports of fidelity reviews, and can write the response of the organisation."),
        _("Other figures come to you as a report of the IPS team leader."),
    ),
    Role.AGENCY_PROFESSIONAL: (
        _("You see only what a client has given you permission for, and nobody has done so in this place yet."),
        _("The IPS team brings agreements and applications to you in the three-way talk."),
    ),
    Role.FIDELITY_REVIEWER: (
        _("You see the reviews that you are asked for, as long as they run."),
        _("You see what a team recorded without names, and no records of clients."),
    ),
    Role.REGION_COORDINATOR: (
        _("You see no records of clients, and no organisation's figures about people."),
        _("Figures per region come to you as deliveries of the organisations."),
    ),
    Role.RESEARCHER: (
        _("You see no records of clients."),
        _("Data for research is delivered without names, by agreement with the organisation."),
    ),
    Role.ADMINISTRATOR: (
        _("You look after people, teams, settings, the workbook and the audit log."),
        _("You do not see who the clients are or what is written about them."),
    ),
    Role.EMPLOYMENT_SPECIALIST: (
        _("You see the clients of your IPS teams, and the employers of the organisation."),
    ),
    Role.IPS_TEAM_LEADER: (_("You see the clients and the people of your IPS teams."),),
    Role.PRACTITIONER: (_("You see the clients of your treatment teams, as far as work is concerned."),),
    Role.CLIENT: (_("You see everything that is kept about you and work, and who looked at it."),),
}
