from typing import Generic, TypeVar

from django.contrib.admin import ModelAdmin
from django.db.models import Model

ModelT = TypeVar("ModelT", bound=Model)

class SimpleHistoryAdmin(ModelAdmin[ModelT], Generic[ModelT]):
    object_history_template: str
    object_history_list_template: str
    object_history_form_template: str
    history_list_display: list[str]
