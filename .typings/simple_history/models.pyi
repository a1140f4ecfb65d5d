from collections.abc import Sequence
from typing import Any

from django.db.models import Manager, Model

registered_models: dict[str, Any]

class HistoricalRecords:
    def __init__(
        self,
        *,
        history_manager: Any = ...,
        bases: Sequence[type[Model]] = ...,
        excluded_fields: Sequence[str] | None = ...,
        history_change_reason_field: Any = ...,
        history_id_field: Any = ...,
        history_user_id_field: Any = ...,
        inherit: bool = ...,
        m2m_fields: Sequence[Any] = ...,
        related_name: str | None = ...,
        table_name: str | None = ...,
        use_base_model_db: bool = ...,
        verbose_name: str | None = ...,
        verbose_name_plural: str | None = ...,
    ) -> None: ...
    def get_meta_options(self, model: type[Model]) -> dict[str, Any]: ...
    def __get__(self, instance: Model | None, owner: type[Model]) -> Manager[Any]: ...
