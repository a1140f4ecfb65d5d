"""The page that cites an interview, an exchange or a passage, and its downloads."""

from django import forms
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.citations import STYLES, Citable
from archive.citations.formats import FORMATS
from archive.models import Interview
from archive.views.access import reads_interview
from archive.views.citables import citable
from archive.views.cited import find_cited
from archive.views.interviews import lead_from_grave
from archive.views.snippets import frame_of, snippet_of

__all__ = ["citable", "show_citations"]

# What a style calls its two forms: the one that lists, the one that points.
FORMS = {
    "apa": (_("Reference list"), _("In the text")),
    "chicago": (_("Bibliography"), _("Note")),
    "mla": (_("Works cited"), _("In the text")),
    "gost": (_("List or footnote"), ""),
    "plain": (_("Anywhere"), ""),
}


class CiteForm(forms.Form):
    style = forms.ChoiceField(choices=[(key, key) for key in STYLES], required=False)
    format = forms.ChoiceField(choices=[(key, key) for key in FORMATS], required=False)


@reads_interview
def show_citations(
    request: HttpRequest, interview: Interview, anchor: str = ""
) -> HttpResponse:
    asked = CiteForm(request.GET)
    if not asked.is_valid() and "format" in asked.errors:
        raise BadRequest("no such format")
    try:
        cited = find_cited(interview, anchor, request.GET)
    except Http404:
        return lead_from_grave(request, interview, anchor)
    wanted = asked.cleaned_data.get("format")
    if wanted:
        return download(cited.citable, wanted)
    style = asked.cleaned_data.get("style")
    page = {
        "interview": interview,
        "cited": cited,
        "chosen": style,
        "styles": styles_from(style or ""),
        "formats": FORMATS,
        "snippet": snippet_of(cited),
        "frame": frame_of(cited),
        "mark": cited.mark,
        "anchor": anchor,
    }
    return render(request, "citing/cite.html", page)


def download(cited: Citable, wanted: str) -> HttpResponse:
    """Answer with a file that is named for what it cites."""
    made = FORMATS[wanted]
    response = HttpResponse(
        made.write(cited), content_type=f"{made.media_type}; charset=utf-8"
    )
    name = content_disposition_header(
        as_attachment=True, filename=f"{cited.key}.{made.ending}"
    )
    response.headers["Content-Disposition"] = name or "attachment"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def styles_from(chosen: str) -> list[dict[str, object]]:
    """All styles with the names of their forms, the chosen one first."""
    keys = sorted(STYLES, key=lambda key: key != chosen)
    return [{"key": key, "name": name_of(key), "forms": FORMS[key]} for key in keys]


def name_of(style: str) -> str:
    """Manuals are named as they name themselves; plain is a word of ours."""
    return gettext("Plain") if style == "plain" else STYLES[style].name
