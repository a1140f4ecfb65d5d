"""What search has still to do outlives the thing it is about."""

import pytest

from archive.models import IndexTask, Scope
from tests.factories import make_conversation

pytestmark = pytest.mark.django_db


def test_a_task_stays_when_its_interview_is_gone():
    interview = make_conversation(1)
    IndexTask.objects.all().delete()
    task = IndexTask.objects.create(scope=Scope.INTERVIEW, key=interview.pk)
    key = interview.pk

    interview.turns.filter(question__isnull=False).delete()
    interview.delete()

    assert IndexTask.objects.get(pk=task.pk).key == key
    assert str(task) == f"interview {key}"
