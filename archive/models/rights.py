"""The four groups of the desk, and exactly what each may do."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission

CONTRIBUTOR = "contributor"
EDITOR = "editor"
PUBLISHER = "publisher"
ADMINISTRATOR = "administrator"

READ = """
    answer apart change claim correction edition interlude interview interviewalias
    keyphrase office outlet participation question rearrangement sameconversation
    segment skipped source speaker speakeraddress speakeralias tagging tombstone topic
    topicaddress topiclabel topicrelation turn
"""

Given = dict[str, str]
GIVEN: dict[str, Given] = {
    # Writes notes. Drafts of one's own are changed and thrown away without a right
    # to change notes at all: so no other page opens to who has only these.
    CONTRIBUTOR: {**dict.fromkeys(READ.split(), "view"), "annotation": "view add"},
    # Brings in, corrects, edits; looks at what others wrote, and sends it back.
    EDITOR: {
        "annotation": "change delete review",
        "answer": "change",
        "apart": "add change delete",
        "erratum": "view change delete",
        "interview": "add change review",
        "keyphrase": "change",
        "office": "add change delete",
        "outlet": "add change delete",
        "participation": "add change delete",
        "question": "change",
        "rearrangement": "change",
        "sameconversation": "add change delete",
        "speaker": "add change delete",
        "speakeralias": "add change delete",
        "tagging": "add change delete",
        "topic": "add change delete",
        "topiclabel": "add change delete",
        "topicrelation": "add change delete",
        "turn": "change",
    },
    # Decides what readers see, and from when.
    PUBLISHER: {"annotation": "publish", "interview": "publish"},
    # Gives the others their accounts, and reads who did what.
    ADMINISTRATOR: {
        "trail": "view",
        "auth.group": "view add change delete",
        "auth.user": "view add change",
    },
}
"""What each group has beside all that the groups before it have; a model without
an app is the archive's. A new model of the desk needs a line here."""


def rights_of(group: str) -> set[str]:
    """Every right of a group, such as `archive.publish_interview`."""
    rights: set[str] = set()
    for name, given in GIVEN.items():
        rights |= {right for model in given for right in _rights(model, given[model])}
        if name == group:
            return rights
    raise KeyError(group)


def settle_rights() -> list[str]:
    """Give each group exactly its rights; return the groups that had others."""
    settled = []
    rows = Permission.objects.select_related("content_type").order_by()
    known = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    for name in GIVEN:
        group, is_new = Group.objects.get_or_create(name=name)
        wanted: list[Any] = [known[right] for right in sorted(rights_of(name))]
        if set(group.permissions.all()) != set(wanted):
            group.permissions.set(wanted)
            settled += [] if is_new else [name]
    return settled


def _rights(model: str, verbs: str) -> list[str]:
    app, _, name = model.rpartition(".")
    return [f"{app or 'archive'}.{verb}_{name}" for verb in verbs.split()]
