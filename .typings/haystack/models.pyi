class SearchResult:
    app_label: str
    model_name: str
    pk: object
    score: float
    def __init__(
        self,
        app_label: str,
        model_name: str,
        pk: object,
        score: float,
        **fields: object,
    ) -> None: ...
