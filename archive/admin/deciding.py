"""What an editor decides about a turn: a form, read as a correction."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.passages import Quotation, candidates
from archive.errors import AnchorLost
from archive.ingest.correction.acts import Act, Correction
from archive.ingest.correction.correcting import about_turn, reword, split_before
from archive.ingest.correction.rewording import LONGEST
from archive.ingest.correction.standing import Foreseen
from archive.models import Speaker, Turn, wording_of
from archive.transcript import Kind, Span, Transcript

SEE = "see:"
# Where the fault of an act is said.
FIELDS = {"split": "begins", "reword": "words"}
KINDS = (
    ("", gettext_lazy("as usual: an answer after a question, and so on")),
    ("question", gettext_lazy("a question")),
    ("answer", gettext_lazy("an answer")),
    ("statement", gettext_lazy("a statement")),
)


class DecisionForm(forms.Form):
    """One act, by the button that was pressed; the other fields belong to it."""

    act = forms.CharField(max_length=40, widget=forms.HiddenInput)
    wording = forms.CharField(max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Somebody else, by name"), required=False, max_length=200
    )
    begins = forms.CharField(
        label=gettext_lazy("The second part begins with the words"), required=False
    )
    label = forms.CharField(
        label=gettext_lazy("Of these the printed label, which is no word of speech"),
        required=False,
        max_length=200,
    )
    # Where these words begin: told by the script, or chosen among several places.
    place = forms.IntegerField(required=False, widget=forms.HiddenInput)
    chosen = forms.IntegerField(required=False)
    second = forms.ChoiceField(
        label=gettext_lazy("and is"), required=False, choices=KINDS
    )
    paragraph = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("The words as they were said"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, for the history"), required=False, max_length=100
    )

    def __init__(self, turn: Turn, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.turn = turn
        self.spans: list[Span] = []
        self.initial["wording"] = wording_of(turn.text)
        act = str(self.data.get("act", ""))
        self.is_preview = act.startswith(SEE) or bool(self.data.get("see"))
        self.foreseen: Foreseen | None = None

    def clean_wording(self) -> str:
        wording = str(self.cleaned_data["wording"])
        if wording != wording_of(self.turn.text):
            given: Any = self.data
            self.data = {**given.dict(), "wording": wording_of(self.turn.text)}
            raise ValidationError(
                _("Somebody changed this turn meanwhile. Look at it once more.")
            )
        return wording

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            try:
                self.correction = self.read(told)
            except AnchorLost as error:
                self.add_error(FIELDS.get(self.act_in(told)), str(error))
        return told

    def act_in(self, told: dict[str, Any]) -> str:
        """The act of the pressed button, whether to do it or to see it first."""
        return str(told["act"]).removeprefix(SEE)

    def read(self, told: dict[str, Any]) -> Correction:
        """The correction that the pressed button means."""
        act, _colon, value = self.act_in(told).partition(":")
        transcript = self.turn.interview.as_transcript()
        number = [turn.anchor for turn in transcript.turns].index(self.turn.anchor)
        if act == "kind" and value in list(Kind):
            return about_turn(transcript, number, Act.KIND, value)
        if act == "speaker":
            name = self.name_of(value, told["name"])
            return about_turn(transcript, number, Act.SPEAKER, name)
        if act in {"before", "after"}:
            return self.joining(transcript, number + (act == "after"))
        if act == "split":
            return self.division(transcript, number, told)
        if act == "reword":
            return self.rewording(transcript, number, told)
        if act == "accept":
            return about_turn(transcript, number, Act.ACCEPT)
        raise AnchorLost(_("Press one of the buttons."))

    def rewording(
        self, transcript: Transcript, number: int, told: dict[str, Any]
    ) -> Correction:
        """Readers are told why: so a reason has to be given."""
        place = told["paragraph"] or 0
        if not 0 <= place < len(transcript.turns[number].segments):
            raise AnchorLost(_("Choose one of the paragraphs."))
        correction = reword(transcript, number, place, told["words"])
        if not told["reason"]:
            self.add_error("reason", _("Say why: readers are shown this."))
        return correction

    def name_of(self, key: str, name: str) -> str:
        """Whose name is meant: a known speaker's, nobody's, or the one typed."""
        if key == "nobody":
            return ""
        if key.isdecimal() and len(key) < 19:
            known = Speaker.objects.filter(pk=key).first()
            if known:
                return known.name
        if not name.strip():
            raise AnchorLost(_("Write who speaks, or choose one of the names."))
        return " ".join(name.split())

    def joining(self, told: Transcript, number: int) -> Correction:
        if number in {0, len(told.turns)}:
            raise AnchorLost(_("There is no turn on that side to join it to."))
        return about_turn(told, number, Act.MERGE)

    def division(
        self, transcript: Transcript, number: int, told: dict[str, Any]
    ) -> Correction:
        chosen, place = told["chosen"], told["place"]
        start = place if chosen is None else chosen
        if not told["begins"]:
            raise AnchorLost(_("Choose the word at which the second part begins."))
        quotation = Quotation(told["begins"], start=start)
        self.spans = candidates(self.turn.text, quotation)
        if not self.spans:
            raise AnchorLost(_("These words do not stand in the turn. Copy them."))
        if len(self.spans) > 1:
            raise AnchorLost(
                _("These words stand at %(count)s places. Choose the one you mean.")
                % {"count": len(self.spans)}
            )
        kind = Kind(told["second"]) if told["second"] else None
        label, start = told["label"].strip(), self.spans[0].start
        if not self.turn.text.startswith(label, start):
            raise AnchorLost(_("The second part does not begin with this label."))
        return split_before(transcript, number, start, kind, label)
