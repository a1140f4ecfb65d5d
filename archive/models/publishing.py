"""What interviews and annotations share: a state, and a time to become public."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Stage(models.TextChoices):
    """Where a thing stands for readers: its state, and whether its time has come."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLIC = "public", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Basis(models.TextChoices):
    """Who says so. What is inferred is shown as inferred."""

    TEXT = "text", _("stated in the text")
    SIDECAR = "sidecar", _("stated beside the text")
    INFERRED = "inferred", _("inferred")
    EDITOR = "editor", _("stated by an editor")


def is_at(stage: Stage) -> Q:
    """Return the condition that a thing stands there."""
    if stage == Stage.PUBLIC:
        return is_public()
    if stage == Stage.SCHEDULED:
        return Q(state=State.PUBLISHED, publish_at__gt=timezone.now())
    return Q(state=stage.value)


def is_public(prefix: str = "") -> Q:
    """Return the condition that readers may see it; `prefix` is a lookup path."""
    published = Q(**{f"{prefix}state": State.PUBLISHED})
    due = Q(**{f"{prefix}publish_at__isnull": True}) | Q(
        **{f"{prefix}publish_at__lte": timezone.now()}
    )
    return published & due


class Publishable(models.Model):
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT
    )
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_("Stays hidden until then, even when published. Empty: at once."),
    )

    withdrawn_reason = models.TextField(
        _("reason for withdrawal"),
        blank=True,
        help_text=_("Readers who follow an old link are shown this."),
    )

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        due = self.publish_at is None or self.publish_at <= timezone.now()
        return self.state == State.PUBLISHED and due

    @property
    def stage(self) -> Stage:
        if self.state == State.PUBLISHED:
            return Stage.PUBLIC if self.is_public else Stage.SCHEDULED
        return Stage(self.state)
