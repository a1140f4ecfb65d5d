"""How many things belong to each row of a list, in the list's own query.

A join and a GROUP BY would count as well, and lose the order of the list.
"""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(things: QuerySet[Any], owner: str, distinct: str = "pk") -> Coalesce:
    """Return the number of different `distinct` of things whose `owner` is the row."""
    own = things.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    counted = own.annotate(total=Count(distinct, distinct=True)).values("total")
    return Coalesce(Subquery(counted), 0)
