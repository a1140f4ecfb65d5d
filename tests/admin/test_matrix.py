"""Who may come in where: every address of the desk, asked and sent to, by each group.

The list of addresses comes from the URL configuration. A new page fails the first
test until PAGES or MODELS says who may open it, and who may send something to it.
"""

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from archive.models import Interview, State, Trail, Upload
from tests.factories import (
    make_annotation,
    make_conversation,
    make_correction,
    make_edition,
    make_editor,
    make_erratum,
    make_interview,
    make_outlet,
    make_same_conversation,
    make_source,
    make_topic,
)

# From whom on: a group may all that those before it may.
LADDER = ("anybody", "staff", "contributor", "editor", "publisher", "administrator")
LADDER += ("superuser", "nobody")
A, S, C, E, P, M, R, N = LADDER

ACTIONS = ("changelist", "add", "change", "delete", "history")
# Who may: see the list, add, see one with its history, change it, delete it.
MODELS = {
    "archive_annotation": (C, C, C, E, E),
    "archive_answer": (C, N, C, E, N),
    "archive_correction": (C, N, C, N, N),
    "archive_edition": (C, N, C, N, N),
    "archive_erratum": (E, N, E, E, E),
    "archive_interview": (C, N, C, E, N),
    "archive_outlet": (C, E, C, E, E),
    "archive_question": (C, N, C, E, N),
    "archive_sameconversation": (C, N, C, E, E),
    "archive_rearrangement": (C, N, C, E, N),
    "archive_source": (C, N, C, N, N),
    "archive_speaker": (C, E, C, E, E),
    "archive_topic": (C, E, C, E, E),
    "archive_trail": (M, N, M, N, N),
    "archive_turn": (C, N, C, E, N),
    "archive_upload": (E, N, E, E, N),
    "auth_group": (M, M, M, M, M),
    "auth_user": (M, M, M, M, N),
    "axes_accessattempt": (R, N, R, N, R),
    "axes_accessfailurelog": (R, N, R, N, R),
    "axes_accesslog": (R, N, R, N, R),
}
# Other pages: who may open it, and who may send something to it.
PAGES = {
    "app_list": (C, C),
    "archive_alike": (C, C),
    "archive_alike_link": (N, E),
    "archive_annotation_move": (E, E),
    "archive_annotation_queue": (C, N),
    "archive_annotation_waiting": (C, E),
    "archive_assign": (E, E),
    "archive_phrases": (C, C),
    "archive_phrases_decide": (N, E),
    "archive_rearrangement_undo": (N, E),
    "archive_reassign": (E, E),
    "archive_speaker_merge": (E, E),
    "archive_suggestions": (C, C),
    "archive_suggestions_decide": (N, E),
    "archive_suggestions_look": (N, E),
    "archive_topic_merge": (E, E),
    "archive_topic_move": (N, E),
    "archive_topic_tree": (C, C),
    "archive_trail_own": (S, S),
    **{
        f"archive_{model}_{page}": (E, E)
        for model in ("annotation", "interview", "speaker", "topic")
        for page in ("restore", "deleted")
    },
    "archive_desk": (C, C),
    "archive_desk_turn": (C, E),
    "archive_desk_undo": (N, E),
    "archive_interview_move": (P, P),
    "auth_user_password_change": (M, M),
    "autocomplete": (C, N),
    "index": (S, S),
    "jsi18n": (S, N),
    "login": (A, A),
    "logout": (A, A),
    "password_change": (S, S),
    "password_change_done": (S, N),
    "view_on_site": (S, S),
}


def names_in(resolver, is_desk=False):
    """The names of the desk's addresses; Django's own redirects have none."""
    found = set()
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            found |= names_in(part, is_desk or part.namespace == "admin")
        elif isinstance(part, URLPattern) and is_desk and part.name:
            found.add(part.name)
    return found


DECLARED = {
    **{f"{model}_{action}": (model, action) for model in MODELS for action in ACTIONS},
    **dict.fromkeys(PAGES),
}


def test_every_page_of_the_desk_says_who_may_open_it():
    assert names_in(get_resolver()) == set(DECLARED), (
        "Add what is new to MODELS or PAGES in tests/admin/test_matrix.py: who may "
        "open it, and who may send something to it. A new model also needs its line "
        "in archive/models/rights.py."
    )


@pytest.fixture
def things(db):
    """One thing of each model, by the name of the model."""
    interview = make_conversation(1)
    answer = interview.turns.get(anchor="a1")
    edition = make_edition(interview, make_source())
    note = make_annotation(answer, "mountains", state=State.DRAFT)
    question = interview.turns.get(anchor="q1")
    return {
        "archive_interview": interview,
        "archive_question": question,
        "archive_turn": question,
        "archive_answer": answer,
        "archive_annotation": note,
        "archive_correction": make_correction(interview),
        "archive_edition": edition,
        "archive_erratum": make_erratum(answer, "nine"),
        "archive_outlet": make_outlet(),
        "archive_sameconversation": make_same_conversation(
            interview, make_interview("other")
        ),
        "archive_source": edition.source,
        "archive_speaker": answer.speaker,
        "archive_topic": make_topic("Spare", "spare"),
        "archive_trail": Trail.objects.first(),
        "auth_group": Group.objects.create(name="guests"),
        "auth_user": User.objects.create_user("somebody"),
    }


# Whoever leaves sees no more; what Axes keeps of attempts, and a merger to take
# back, are not made here.
UNASKED = {"logout", "archive_rearrangement_undo"}
UNASKED |= {"archive_rearrangement_history"}
UNASKED |= {
    name
    for name in DECLARED
    if name.startswith("axes") and not name.endswith("changelist")
}


def untold(_things):
    return {}


# What a page has to be told before it can let anybody in.
TOLD = {
    ("autocomplete", "get"): lambda _things: {
        "app_label": "archive",
        "model_name": "interview",
        "field_name": "outlet",
    },
    ("archive_alike_link", "post"): lambda things: {
        "first": things["archive_interview"].pk,
        "second": things["archive_sameconversation"].second_id,
    },
}


def enter(client, who):
    if who == A:
        return None
    if who == S:
        account = User.objects.create_user("madi", is_staff=True)
    elif who == R:
        account = User.objects.create_superuser("madi")
    else:
        account = make_editor("madi", who)
    client.force_login(account)
    return account


def address_of(name, things, account):
    if DECLARED[name]:
        model, action = DECLARED[name]
        if model == "archive_upload":
            thing = Upload.objects.filter(author=account).first() if account else None
            key = thing.pk if thing else 1
        else:
            key = things[model].pk if model in things else 1
        keys = () if action in {"changelist", "add"} else (key,)
        return reverse(f"admin:{name}", args=keys)
    keys = {
        "app_list": ("archive",),
        "archive_annotation_move": (things["archive_annotation"].pk, "submit"),
        "archive_annotation_waiting": (things["archive_annotation"].pk,),
        "archive_reassign": (things["archive_speaker"].pk,),
        "archive_rearrangement_undo": (1,),
        "archive_speaker_merge": (things["archive_speaker"].pk,),
        "archive_topic_merge": (things["archive_topic"].pk,),
        "archive_desk_turn": (things["archive_turn"].pk,),
        "archive_desk_undo": (things["archive_correction"].pk,),
        "archive_interview_move": (things["archive_interview"].pk, "withdraw"),
        "auth_user_password_change": (things["auth_user"].pk,),
        "view_on_site": (
            ContentType.objects.get_for_model(Interview).pk,
            things["archive_interview"].pk,
        ),
    }
    if name.endswith("_restore"):
        thing = things[name.removesuffix("_restore")]
        keys = {name: (thing.pk, thing.history.first().pk)}
    return reverse(f"admin:{name}", args=keys.get(name, ()))


def allowed(name):
    """From whom on an address can be opened, and from whom on sent to."""
    if not DECLARED[name]:
        return PAGES[name]
    model, action = DECLARED[name]
    listed, added, seen, changed, deleted = MODELS[model]
    return {
        "changelist": (listed, listed),
        "add": (added, added),
        "change": (seen, changed),
        "delete": (deleted, deleted),
        "history": (seen, seen),
    }[action]


def lets_in(response):
    """Whether a page was shown, or something said of what was sent."""
    is_login = "/login/" in response.headers.get("Location", "")
    return response.status_code not in {403, 404, 405} and not is_login


@pytest.mark.parametrize("who", LADDER[:-1])
def test_each_group_comes_in_where_it_may_and_nowhere_else(client, things, who):
    account = enter(client, who)
    if account:
        Upload.objects.create(name="a.txt", content=b"x", author=account)
    wrong = []
    for name in sorted(DECLARED):
        if name in UNASKED:
            continue
        for method, least in zip(("get", "post"), allowed(name), strict=True):
            address = address_of(name, things, account)
            told = TOLD.get((name, method), untold)(things)
            came_in = lets_in(getattr(client, method)(address, told))
            if came_in is not (LADDER.index(who) >= LADDER.index(least)):
                wrong.append((name, method, "let in" if came_in else "kept out"))
    assert not wrong, "; ".join(map(str, wrong))
