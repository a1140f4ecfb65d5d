"""What holds the topics together: lines upwards, relations, addresses given up; and
the archive's own key phrases, of which topics are made."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.memory import remembered
from archive.models.topics import Topic
from archive.models.validators import check_language


class TopicLineQuerySet(models.QuerySet["TopicLine"]):
    def draw(self, topic: Topic) -> None:
        """Write anew what is above a topic and above all that is below it."""
        below = dict(self.filter(broader=topic).values_list("topic", "distance"))
        below = {**below, topic.pk: 0}
        self.filter(topic__in=below).exclude(broader__in=below).delete()
        above = self.filter(topic=topic.parent_id).values_list("broader", "distance")
        lines = [
            TopicLine(topic_id=low, broader_id=high, distance=near + far + 1)
            for high, far in above
            for low, near in below.items()
        ]
        self.get_or_create(topic=topic, broader=topic, defaults={"distance": 0})
        self.bulk_create(lines, 500)

    def expected(self) -> set[tuple[int, int, int]]:
        """All lines as the broader topics say: topic, broader one, distance."""
        above = dict(Topic.objects.values_list("pk", "parent"))
        return {line for topic in above for line in _line(topic, above)}


def _line(topic: int, above: dict[int, int | None]) -> set[tuple[int, int, int]]:
    line: dict[int, int] = {}
    here: int | None = topic
    while here is not None and here not in line:
        line[here] = len(line)
        here = above[here]
    return {(topic, broader, distance) for broader, distance in line.items()}


class TopicLine(models.Model):
    """A topic and one that is broader, at any distance; itself at none.

    SKOS calls it broaderTransitive. It makes "this topic and all below it" one
    condition, however deep the tree is; `Topic.save` keeps it.
    """

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="lines")
    broader = models.ForeignKey(Topic, models.CASCADE, related_name="reach")
    distance = models.PositiveIntegerField(_("distance"))

    objects = TopicLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of topics")
        verbose_name_plural = _("lines of topics")
        ordering = ("topic", "distance")
        constraints = (
            models.UniqueConstraint(
                fields=("broader", "topic"), name="topic_line_is_drawn_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic} < {self.broader}"


class TopicRelation(models.Model):
    """Two topics beside each other (skos:related): said once, true both ways."""

    first = models.ForeignKey(Topic, models.CASCADE, related_name="relations_first")
    second = models.ForeignKey(Topic, models.CASCADE, related_name="relations_second")

    history = remembered()

    class Meta:
        verbose_name = _("related topics")
        verbose_name_plural = _("related topics")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="relation_has_one_order"
            ),
            models.UniqueConstraint(
                fields=("first", "second"), name="relation_is_told_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"


class TopicAddress(models.Model):
    """A slug given up by a rename or a merger, that still leads to its topic."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="addresses")
    slug = models.SlugField(_("slug"), max_length=100, unique=True, allow_unicode=True)

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.slug


class PhraseState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


class KeyPhrase(models.Model):
    """Words the archive says often, that may be a topic once an editor says so."""

    phrase = models.CharField(_("phrase"), max_length=200)
    language = models.CharField(
        _("language"), max_length=35, validators=[check_language]
    )
    stems = models.CharField(_("stems"), max_length=300)
    times = models.PositiveIntegerField(_("times"))
    exchanges = models.PositiveIntegerField(_("exchanges"))
    longer = models.PositiveIntegerField(
        _("within longer phrases"), help_text=_("How many of the times.")
    )
    score = models.FloatField(_("C-value"))
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=PhraseState.choices,
        default=PhraseState.WAITING,
    )
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="phrases"
    )

    class Meta:
        verbose_name = _("key phrase")
        verbose_name_plural = _("key phrases")
        ordering = ("-score", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("language", "stems"), name="phrase_is_kept_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PhraseState.values), name="phrase_state_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.phrase
