from typing import Any

from django.db.models import Manager

class HistoryManager(Manager[Any]):
    model: Any
    def bulk_history_create(
        self,
        objs: Any,
        batch_size: int | None = ...,
        update: bool = ...,
        default_user: Any = ...,
        default_change_reason: str = ...,
        default_date: Any = ...,
        custom_historical_attrs: dict[str, Any] | None = ...,
    ) -> list[Any]: ...
