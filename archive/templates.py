"""Django's templates, which let go of what a page was made from as soon as it is made.

A context of Django's refers to itself: the thousands of turns of a page would live on
until somebody looks for circles, which then takes as long as making the page did.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates, Template, reraise
from django.template.context import make_context
from django.utils.safestring import SafeString


class Templates(DjangoTemplates):
    def from_string(self, template_code: str) -> LettingGo:
        return LettingGo(super().from_string(template_code).template, self)

    def get_template(self, template_name: str) -> LettingGo:
        return LettingGo(super().get_template(template_name).template, self)


class LettingGo(Template):
    def render(
        self,
        context: dict[str, Any] | None = None,
        request: HttpRequest | None = None,
    ) -> SafeString:
        engine = self.backend.engine
        told = make_context(context, request, autoescape=engine.autoescape)
        try:
            return self.template.render(told)
        except TemplateDoesNotExist as missing:
            reraise(missing, self.backend)
        finally:
            told.dicts.clear()
