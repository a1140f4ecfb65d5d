"""The bytes an interview came from, and each state of them that was ingested."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.interviews import Interview
from archive.transcript.sums import seal_of


class Source(models.Model):
    """A file as it was obtained, and the text read from it."""

    name = models.CharField(_("name"), max_length=255)
    content = models.BinaryField(_("bytes"))
    sha256 = models.CharField(_("SHA-256 of the bytes"), max_length=64)
    text = models.TextField(_("text"))
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64)
    media_type = models.CharField(_("media type"), max_length=100)
    encoding = models.CharField(_("encoding"), max_length=40, blank=True)
    origin = models.CharField(
        _("origin"),
        max_length=2000,
        blank=True,
        help_text=_("Its address, or where it was found."),
    )
    obtained = models.CharField(
        _("obtained"), max_length=40, blank=True, help_text=_("A date, ISO 8601.")
    )
    received = models.JSONField(
        _("headers received"),
        default=dict,
        blank=True,
        help_text=_("What the address answered with them, as far as it is kept."),
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("name",)
        indexes = (
            models.Index(fields=["sha256"], name="source_by_sha256"),
            models.Index(fields=["name"], name="source_by_name"),
        )

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """One ingested state of a source; what an ingest leaves on record."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="editions")
    reader = models.CharField(_("reader"), max_length=60)
    convention = models.CharField(_("convention"), max_length=60)
    parser_version = models.CharField(_("parser version"), max_length=40)
    fit = models.FloatField(_("fit"))
    evidence = models.TextField(_("evidence"), blank=True)
    digest = models.CharField(_("digest of the transcript"), max_length=64)
    turns_digest = models.CharField(_("digest of the turns"), max_length=64)
    told = models.JSONField(
        _("people and topics as told"),
        default=dict,
        help_text=_("What the next ingest is compared with."),
    )
    input_digest = models.CharField(
        _("digest of what was read"),
        max_length=64,
        blank=True,
        help_text=_("Bytes, name, sidecar, parser: the same need not be read again."),
    )
    act = models.CharField(_("made by"), max_length=20, default="ingest")
    actor = models.CharField(_("who"), max_length=150, default="ingest")
    created_at = models.DateTimeField(_("ingested"), auto_now_add=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("interview", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("interview", "number"), name="edition_has_one_number"
            ),
        )
        indexes = (
            models.Index(fields=["input_digest"], name="edition_by_input_digest"),
        )

    def __str__(self) -> str:
        return f"{self.interview}, {self.number}"


class SkippedKind(models.TextChoices):
    FRONT_MATTER = "front_matter", _("front matter")
    MARK = "mark", _("mark of speech")
    BLANK = "blank", _("blank")
    CREDIT = "credit", _("credit")
    CHROME = "chrome", _("page furniture")
    MARKUP = "markup", _("markup")


class Skipped(models.Model):
    """A stretch of the source in no segment, and why. Counts source offsets."""

    # The constraint below has an index that begins with the edition.
    edition = models.ForeignKey(Edition, models.CASCADE, "skipped", db_index=False)
    kind = models.CharField(_("kind"), max_length=12, choices=SkippedKind.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("skipped span")
        verbose_name_plural = _("skipped spans")
        ordering = ("edition", "start")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "start"), name="skipped_span_starts_once"
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")), name="skipped_span_is_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SkippedKind.values), name="skipped_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.start}–{self.end}"


class Checksums(models.Model):
    """What an edition's parts came to when it was kept: see `transcript.sums`.

    Apart from the edition, which is asked for far more often.
    """

    edition = models.OneToOneField(
        Edition, models.CASCADE, related_name="checksums", verbose_name=_("edition")
    )
    parts = models.JSONField(_("of paragraphs"), default=list)
    asides = models.JSONField(_("of interludes"), default=list)
    skipped = models.JSONField(_("of what is skipped"), default=list)
    said = models.JSONField(
        _("who, what and when"),
        default=dict,
        help_text=_("See `models.sealing`."),
    )

    class Meta:
        verbose_name = _("checksums")
        verbose_name_plural = _("checksums")

    def __str__(self) -> str:
        return str(self.edition)

    @property
    def seal(self) -> str:
        """What the trail says of the edition; a changed sum makes it another."""
        names = ["parts", "asides", "skipped", *(["said"] if self.said else [])]
        return seal_of(
            self.edition.digest, {name: getattr(self, name) for name in names}
        )
