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


class Basis(models.TextChoices):
    """Who says so. What is inferred is shown as inferred."""

    TEXT = "text", _("stated in the text")
    SIDECAR = "sidecar", _("stated beside the text")
    INFERRED = "inferred", _("inferred")
    EDITOR = "editor", _("stated by an editor")


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

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        due = self.publish_at is None or self.publish_at <= timezone.now()
        return self.state == State.PUBLISHED and due
