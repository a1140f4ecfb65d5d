"""Every door that something is sent through, walked once; the trail tells of each.

The doors are those of the URL configuration, the actions of every list and the
commands there are: a new one fails the first test until DOORS or SILENT says what it
leaves on the trail.
"""

from contextlib import suppress
from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.management import call_command, get_commands
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from lxml import html

from archive.admin.stream import DEEDS
from archive.ingest.storing.store import store
from archive.models import (
    Annotation,
    Correction,
    Hold,
    KeyPhrase,
    Rearrangement,
    Tagging,
    Trail,
    Upload,
    wording_of,
)
from archive.models.memory import operator
from archive.models.moves import MOVES
from tests.admin.sources import WELLS, read
from tests.admin.test_matrix import DECLARED, MODELS, N, allowed
from tests.factories import (
    make_annotation,
    make_conversation,
    make_erratum,
    make_interview,
    make_outlet,
    make_same_conversation,
    make_speaker,
    make_tagging,
    make_topic,
)
from tests.search.conftest import committed, engine, library

__all__ = ["committed", "engine", "library"]

OWN_COMMANDS = {name for name, app in get_commands().items() if app == "archive"}
PASSWORD = "steppe-water-nine"


class Back(Exception):
    """Raised to take back what a door did."""


class Walk:
    """An editor in an archive with a thing of each sort."""

    def __init__(self, folder):
        self.folder = folder
        self.editor = User.objects.create_superuser("aray", password=PASSWORD)
        self.account = User.objects.create_user("madi")
        self.wells = store(read(WELLS)).interview
        self.interview = make_conversation(1)
        self.answer = self.interview.turns.get(anchor="a1")
        self.question = self.interview.turns.get(anchor="q1")
        self.note = make_annotation(self.answer, "mountains", state="draft")
        self.speaker, self.topic = self.answer.speaker, make_topic("Spare", "spare")
        self.spare = make_speaker("Spare", "spare")
        self.other = make_interview("other")
        self.outlet = make_outlet("Spare", "spare-daily")

    def begin(self):
        """Come in anew, to things as they were."""
        self.desk = Client()
        self.desk.force_login(self.editor)
        for thing in vars(self).values():
            if hasattr(thing, "refresh_from_db"):
                thing.refresh_from_db()
        self.before = len(acts())

    def page(self, name, *keys):
        return reverse(f"admin:{name}", args=keys)

    def send(self, address, /, **told):
        """Fill in the last form of a page as a browser would, and send it."""
        shown = self.desk.get(address).content.decode()
        forms = html.fromstring(shown).forms
        form = next(each for each in forms[::-1] if each.method == "POST")
        fields = {}
        for field, value in form.form_values():
            fields.setdefault(field, []).append(value)
        return self.post(address, **{**fields, **told})

    def post(self, address, /, **told):
        answer = self.desk.post(address, told)
        assert answer.status_code in {200, 302}, answer.status_code
        return answer

    def choose(self, name, action, /, *things, **told):
        """Do an action of a list to these things."""
        keys = [thing.pk for thing in things]
        page = self.page(f"{name}_changelist")
        return self.post(page, action=action, _selected_action=keys, **told)


# What is sent there is kept nowhere, or is no part of the archive yet.
SILENT = {
    "app_list": "a page",
    "archive_alike": "a page",
    "archive_desk": "a page",
    "archive_phrases": "a page",
    "archive_rearrangement_change": "it has nothing to fill in",
    "archive_suggestions": "a page",
    "archive_topic_tree": "a page",
    "archive_trail_own": "a page",
    "archive_upload_changelist": "what is brought is kept aside, until it is kept",
    "index": "a page",
    "view_on_site": "a page",
    **{
        f"archive_{model}_deleted": "a page"
        for model in ("annotation", "interview", "speaker", "topic")
    },
    "check_index": "it reads",
    "clear_index": "of the index alone",
    "index_quotes": "of the index alone",
    "parse": "it reads",
    "rebuild_index": "of the index alone",
    "serve": "it opens other doors",
    "update_index": "of the index alone",
    "verify": "it reads",
}
BEGINS = {
    "submit": "draft",
    "send-back": "in_review",
    "publish": "draft",
    "withdraw": "published",
    "explain": "withdrawn",
    "republish": "withdrawn",
    "reschedule": "published",
    "cancel": "published",
}
WHY = {"reason": "Because.", "public_reason": "Because."}


def change(name, thing, /, **told):
    """A thing's own page, with these fields filled in otherwise."""
    return lambda at: at.send(at.page(f"{name}_change", getattr(at, thing).pk), **told)


def delete(name, make):
    return lambda at: at.send(at.page(f"{name}_delete", make(at).pk))


def delete_many(name, make):
    return lambda at: at.choose(name, "delete_selected", make(at), post="yes")


def add(name, query="", /, **told):
    return lambda at: at.send(at.page(f"{name}_add") + query.format(at), **told)


def ready_for(at, name, thing):
    """Put a thing where a move begins."""
    model = type(thing)
    later = timezone.now() + timedelta(days=9)
    is_later = name in {"reschedule", "cancel"}
    told = {"state": BEGINS[name], "publish_at": later if is_later else None}
    if BEGINS[name] == "published" and not is_later:
        told["publish_at"] = timezone.now() - timedelta(days=1)
    model.objects.filter(pk=thing.pk).update(**told)


def move_one(model, name, thing):
    def walk(at):
        ready_for(at, name, getattr(at, thing))
        page = at.page(f"archive_{model}_move", getattr(at, thing).pk, name)
        at.post(page, _move="1", **WHY)

    return walk


def move_many(model, name, thing):
    def walk(at):
        ready_for(at, name, getattr(at, thing))
        action = name.replace("-", "_")
        chosen = getattr(at, thing)
        at.choose(f"archive_{model}", action, chosen, _move="1", **WHY)

    return walk


def restore(model, thing, /, **fields):
    def walk(at):
        known = getattr(at, thing)
        record = known.history.first()
        for field, value in fields.items():
            setattr(known, field, value)
        known.save()
        record = record or known.history.last()
        at.before = len(acts())
        page = at.page(f"archive_{model}_restore", known.pk, record.pk)
        at.send(page, reason="Better so.")

    return walk


def correct(act, /, **told):
    def walk(at):
        turn = at.wells.turns.get(anchor="a1")
        page = at.page("archive_desk_turn", turn.pk)
        at.post(page, act=act, wording=wording_of(turn.text), **told)

    return walk


def undo_correction(at):
    correct("kind:statement")(at)
    at.before = len(acts())
    at.post(at.page("archive_desk_undo", Correction.objects.get().pk))


def undo_rearrangement(at):
    merge_topics(at)
    at.before = len(acts())
    at.post(at.page("archive_rearrangement_undo", Rearrangement.objects.get().pk))


def merge_topics(at):
    into = make_topic("Other", "other")
    at.before = len(acts())
    at.post(at.page("archive_topic_merge", at.topic.pk), into=into.pk)


def move_topic(at):
    parent = make_topic("Other", "other")
    at.before = len(acts())
    at.post(at.page("archive_topic_move"), topic=[at.topic.pk], parent=parent.pk)


def merge_speakers(at):
    into = make_speaker("Somebody Else", "else")
    at.before = len(acts())
    at.post(at.page("archive_speaker_merge", at.speaker.pk), into=into.pk)


def reassign(at):
    into = make_speaker("Somebody Else", "else")
    at.before = len(acts())
    page = at.page("archive_reassign", at.speaker.pk)
    at.post(page, into=into.pk, interview=at.interview.pk)


def give_topic(at):
    page = at.page("archive_assign") + "?q=mountains"
    told = {"which": "all", "topic": at.topic.pk, "act": "give"}
    seen = at.post(page, **told)
    at.post(page, **told, digest=seen.context["choice"].digest)


def decide_suggestion(at):
    make_tagging(at.question, at.topic, "suggested")
    at.before = len(acts())
    key = Tagging.objects.suggested().get().pk
    at.post(at.page("archive_suggestions_decide"), act=f"accept:{key}")


def decide_phrase(at):
    phrase = KeyPhrase.objects.create(
        phrase="dry wells", language="en", times=3, exchanges=3, longer=0, score=1
    )
    at.post(at.page("archive_phrases_decide"), act="reject", phrase=[phrase.pk])


def place_note(at):
    Annotation.objects.filter(pk=at.note.pk).update(hold=Hold.MOVED)
    page = at.page("archive_annotation_waiting", at.note.pk)
    place = at.desk.get(page).context["choices"][0].value
    at.post(page, place=place)


def link(at):
    keys = {"first": at.interview.pk, "second": at.other.pk}
    at.post(at.page("archive_alike_link"), **keys)


def keep_upload(at):
    upload = Upload.objects.create(
        name="rain.txt",
        content=WELLS.replace("well", "rain").encode(),
        author=at.editor,
    )
    page = at.page("archive_upload_change", upload.pk)
    at.send(page, keep="1")


def forget(at):
    make_erratum(at.answer, "nine", contact="reader@example.org")
    call_command("forget_contacts", all=True)


def change_own_password(at):
    new = "another-water-ten"
    words = {"new_password1": new, "new_password2": new}
    at.post(at.page("password_change"), old_password=PASSWORD, **words)


def log_in(at):
    Client().post(at.page("login"), {"username": "aray", "password": PASSWORD})


def attempt(model):
    def make(_at):
        told = {"username": "x", "ip_address": "127.0.0.1", "user_agent": "x"}
        told |= {"failures_since_start": 1} if model is AccessAttempt else {}
        return model.objects.create(**told)

    return make


def erratum(at):
    return make_erratum(at.answer, "nine", contact="reader@example.org")


def answer_erratum(at):
    page = at.page("archive_erratum_change", erratum(at).pk)
    at.send(page, state="accepted", decision="True.")


def linked(at):
    return make_same_conversation(at.wells, at.interview)


def change_link(at):
    at.send(at.page("archive_sameconversation_change", linked(at).pk), note="Twice.")


def brought(at):
    path = at.folder / "rain.txt"
    path.write_text(WELLS.replace("well", "rain"), "utf-8")
    return path


DOORS = {
    "login": (log_in, ["log in user"]),
    "logout": (lambda at: at.post(at.page("logout")), ["log out user"]),
    "password_change": (change_own_password, ["change password user"]),
    "auth_user_password_change": (
        lambda at: at.send(
            at.page("auth_user_password_change", at.account.pk),
            password1="nine-wells-deep",
            password2="nine-wells-deep",
        ),
        ["change user"],
    ),
    "auth_user_add": (
        add(
            "auth_user",
            username="dana",
            usable_password="true",
            password1="nine-wells-deep",
            password2="nine-wells-deep",
        ),
        ["add user"],
    ),
    "auth_user_change": (
        change("auth_user", "account", first_name="Madi"),
        ["change user"],
    ),
    "auth_group_add": (add("auth_group", name="guests"), ["add group"]),
    "auth_group_change": (
        lambda at: at.send(
            at.page("auth_group_change", Group.objects.create(name="a").pk), name="b"
        ),
        ["change group"],
    ),
    "auth_group_delete": (
        delete("auth_group", lambda at: Group.objects.create(name="a")),
        ["delete group"],
    ),
    "auth_group delete_selected": (
        lambda at: at.choose(
            "auth_group", "delete_selected", Group.objects.create(name="a"), post="yes"
        ),
        ["delete group"],
    ),
    "archive_annotation_add": (
        add(
            "archive_annotation",
            "?turn={0.answer.pk}",
            exact="nine days",
            kind="context",
            body="x",
        ),
        ["add annotation"],
    ),
    "archive_annotation_change": (
        change("archive_annotation", "note", body="Better."),
        ["change annotation"],
    ),
    "archive_annotation_delete": (
        delete("archive_annotation", lambda at: at.note),
        ["delete annotation"],
    ),
    "archive_annotation delete_selected": (
        lambda at: at.choose(
            "archive_annotation", "delete_selected", at.note, post="yes"
        ),
        ["delete annotation"],
    ),
    "archive_annotation change_many": (
        lambda at: at.choose(
            "archive_annotation",
            "change_many",
            at.note,
            _do="1",
            author=at.editor.pk,
            reason="Hers.",
        ),
        ["change annotation"],
    ),
    "archive_annotation_waiting": (place_note, ["place annotation"]),
    "archive_annotation_restore": (
        restore("annotation", "note", body="Worse."),
        ["restore state annotation"],
    ),
    "archive_interview_change": (
        change("archive_interview", "interview", title="Other"),
        ["change interview"],
    ),
    "archive_interview_restore": (
        restore("interview", "interview", title="Worse."),
        ["restore state interview"],
    ),
    **{
        f"archive_{model} {name.replace('-', '_')}": (
            move_many(model, name, thing),
            [f"{name} {model}"],
        )
        for model, thing in (("annotation", "note"), ("interview", "interview"))
        for name in MOVES
    },
    **{
        f"archive_{model}_move {name}": (
            move_one(model, name, thing),
            [f"{name} {model}"],
        )
        for model, thing in (("annotation", "note"), ("interview", "interview"))
        for name in MOVES
    },
    "archive_turn_change": (
        change("archive_turn", "question", doubt="Hm?"),
        ["change turn"],
    ),
    "archive_question_change": (
        change("archive_question", "question", doubt="Hm?"),
        ["change turn"],
    ),
    "archive_answer_change": (
        change("archive_answer", "answer", doubt="Hm?"),
        ["change turn"],
    ),
    "archive_desk_turn kind": (correct("kind:statement"), ["correct interview"]),
    "archive_desk_turn speaker": (correct("speaker:nobody"), ["correct interview"]),
    "archive_desk_turn join": (correct("before"), ["correct interview"]),
    "archive_desk_turn divide": (
        correct("split", begins="And who"),
        ["correct interview"],
    ),
    "archive_desk_turn words": (
        correct("reword", words="My uncle dug it.", reason="Heard."),
        ["reword interview"],
    ),
    "archive_desk_undo": (undo_correction, ["undo interview"]),
    "archive_speaker_add": (
        add("archive_speaker", name="Dana", slug="dana"),
        ["add speaker"],
    ),
    "archive_speaker_change": (
        change("archive_speaker", "speaker", note="Other."),
        ["change speaker"],
    ),
    "archive_speaker_delete": (
        delete("archive_speaker", lambda at: at.spare),
        ["delete speaker"],
    ),
    "archive_speaker_restore": (
        restore("speaker", "speaker", note="Worse."),
        ["restore state speaker"],
    ),
    "archive_speaker_merge": (merge_speakers, ["merge speakers rearrangement"]),
    "archive_reassign": (reassign, ["reassign rearrangement"]),
    "archive_topic_add": (
        add("archive_topic", name="Law", slug="law", language="en"),
        ["add topic"],
    ),
    "archive_topic_change": (
        change("archive_topic", "topic", name="Other"),
        ["change topic"],
    ),
    "archive_topic_delete": (
        delete("archive_topic", lambda at: at.topic),
        ["delete topic"],
    ),
    "archive_topic_restore": (
        restore("topic", "topic", name="Worse"),
        ["restore state topic"],
    ),
    "archive_topic_merge": (merge_topics, ["merge topics rearrangement"]),
    "archive_topic_move": (move_topic, ["move rearrangement"]),
    "archive_assign": (give_topic, ["tag rearrangement"]),
    "archive_suggestions_decide": (decide_suggestion, ["decide rearrangement"]),
    "archive_suggestions_look": (
        lambda at: at.post(at.page("archive_suggestions_look")),
        ["suggest topics:"],
    ),
    "archive_phrases_decide": (decide_phrase, ["reject keyphrase"]),
    "archive_rearrangement_undo": (undo_rearrangement, ["take back rearrangement"]),
    "archive_outlet_add": (
        add("archive_outlet", name="Daily", slug="daily"),
        ["add outlet"],
    ),
    "archive_outlet_change": (
        change("archive_outlet", "outlet", name="Other"),
        ["change outlet"],
    ),
    "archive_outlet_delete": (
        delete("archive_outlet", lambda _at: make_outlet("Spare", "spare")),
        ["delete outlet"],
    ),
    "archive_outlet delete_selected": (
        lambda at: at.choose(
            "archive_outlet", "delete_selected", make_outlet("S", "s"), post="yes"
        ),
        ["delete outlet"],
    ),
    "archive_erratum_change": (answer_erratum, ["accept report erratum"]),
    "archive_erratum_delete": (delete("archive_erratum", erratum), ["delete erratum"]),
    "archive_erratum forget_contacts": (
        lambda at: at.choose("archive_erratum", "forget_contacts", erratum(at)),
        ["forget contact erratum"],
    ),
    "archive_alike_link": (link, ["link sameconversation"]),
    "archive_sameconversation_change": (change_link, ["change sameconversation"]),
    "archive_sameconversation_delete": (
        delete("archive_sameconversation", linked),
        ["delete sameconversation"],
    ),
    "archive_sameconversation delete_selected": (
        lambda at: at.choose(
            "archive_sameconversation", "delete_selected", linked(at), post="yes"
        ),
        ["delete sameconversation"],
    ),
    "archive_upload_change": (keep_upload, ["ingest interview", "bring in interview"]),
    **{
        f"axes_{model.__name__.lower()}_delete": (
            delete(f"axes_{model.__name__.lower()}", attempt(model)),
            [f"delete {model.__name__.lower()}"],
        )
        for model in (AccessAttempt, AccessLog, AccessFailureLog)
    },
    **{
        f"axes_{model.__name__.lower()} delete_selected": (
            delete_many(f"axes_{model.__name__.lower()}", attempt(model)),
            [f"delete {model.__name__.lower()}"],
        )
        for model in (AccessAttempt, AccessLog, AccessFailureLog)
    },
    "archive_erratum delete_selected": (
        delete_many("archive_erratum", erratum),
        ["delete erratum"],
    ),
    "ingest": (
        lambda at: call_command("ingest", str(brought(at))),
        ["ingest interview"],
    ),
    "suggest_topics": (lambda _at: call_command("suggest_topics"), ["suggest topics:"]),
    "forget_contacts": (forget, ["forget contact contacts"]),
}
# In a database of their own: tests/management/test_backup.py.
APART = {"backup", "restore"}


def acts():
    return list(Trail.objects.order_by("number"))


def doors():
    """Where something can be sent, the actions of lists, and the commands."""
    sent = {
        name
        for name in DECLARED
        if allowed(name)[1] != N and not name.endswith(("_history",))
    }
    lists = {f"{model}_changelist" for model in MODELS}
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)
    actions = {
        f"{model._meta.app_label}_{model._meta.model_name} {name}"
        for model, desk in admin.site._registry.items()
        for name in desk.get_actions(request)
    }
    return (sent - lists) | actions | OWN_COMMANDS | {"archive_upload_changelist"}


def of_door(name):
    """A door of several acts is told once for each of them."""
    door = name.split()[0]
    return door if door in DECLARED else name


def test_every_door_is_walked_or_said_to_leave_nothing():
    told = {of_door(name) for name in DOORS} | SILENT.keys() | APART

    assert told == doors(), (
        "Say in DOORS what it leaves on the trail, or in SILENT why it leaves nothing."
    )


def test_each_door_leaves_its_acts_on_the_trail(db, engine, committed, tmp_path):
    with committed():
        at = Walk(tmp_path)
    wrong = []
    for name, (walk, expected) in DOORS.items():
        with suppress(Back), transaction.atomic():
            at.begin()
            walk(at)
            wrong += faults_of(name, acts()[at.before :], expected)
            raise Back
    assert not wrong, "\n".join(map(str, wrong))


def faults_of(name, left, expected):
    """What is wrong with the acts that a door left."""
    told = [act for act in left if act.act != "seal"]
    found = [f"{act.act} {act.subject.split()[0]}" for act in told]
    if found != expected:
        yield f"{name}: {found} in place of {expected}"
    who = {"ingest", operator()} if name in OWN_COMMANDS else {"aray", "ingest"}
    if not {act.actor for act in told} <= who:
        yield f"{name}: done by {[act.actor for act in told]}"
    if bare := [act.act for act in left if act.act not in DEEDS]:
        yield f"{name}: no sentence for {bare}"
    if broken := Trail.objects.broken():
        yield f"{name}: the chain is broken at {broken}"
