from typing import Any

from django.db.models import Model, QuerySet

class SearchField: ...

class CharField(SearchField):
    def __init__(
        self,
        *,
        model_attr: str | None = None,
        document: bool = False,
        **options: Any,
    ) -> None: ...

class Indexable: ...

class SearchIndex:
    def get_model(self) -> type[Model]: ...
    def index_queryset(self, using: str | None = None) -> QuerySet[Any]: ...
