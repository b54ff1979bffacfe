"""The numbers of the words that stand in the columns, for whoever knows only the columns."""

from types import SimpleNamespace

from plek.fidelity.selectors import coding as c

CODES = SimpleNamespace(
    client=c.HELD_WITH.number("cliënt"), treatment_team=c.HELD_WITH.number("behandelteam"),
    employer=c.HELD_WITH.number("werkgever"), family=c.HELD_WITH.number("naaste"),
    agencies=[c.HELD_WITH.number(word) for word in ("UWV", "gemeente")], face=c.MODES.number("fysiek"),
    outside=[c.SETTINGS.number(word) for word in ("thuis", "werkplek", "buiten")],
    searching=[c.PHASES.number(word) for word in ("zoeken", "plaatsen")],
    kind_of_work={c.PHASES.number(word): kind for kind, words in enumerate(
        (("kennismaken",), ("profiel",), ("zoeken", "plaatsen"), ("coachen",), ("volgen",))) for word in words},
    topic_benefit=1 << c.TOPICS.number("uitkering"), topic_openness=1 << c.TOPICS.number("openheid"),
    team_meeting=c.MEETINGS.number("teamoverleg"), group=c.MEETINGS.number("groepssupervisie"),
    supervision=[c.MEETINGS.number(word) for word in ("groepssupervisie", "individuele supervisie")],
    mentoring=c.MEETINGS.number("veldcoaching"), results=c.MEETINGS.number("resultaatbespreking"),
    not_treatment=[c.TEAM_KINDS.number(word) for word in ("", "IPS", "kantoor")],
    without_benefit=[c.BENEFITS.number(word) for word in ("", "geen")],
    profile_ready=c.MILESTONES.number("profile_ready"), plan_reviewed=c.MILESTONES.number("plan_reviewed"),
    benefits_advice=c.MILESTONES.number("benefits_advice"), openness_talk=c.MILESTONES.number("openness_talk"),
    no_contact=c.END_REASONS.number("geen contact"), steady=c.END_REASONS.number("werkt stabiel"),
    declined=c.STATES.number("declined"), learn=c.PURPOSES.number("bedrijf leren kennen"),
)  # fmt: skip
