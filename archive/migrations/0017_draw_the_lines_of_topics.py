"""What is above each topic, its language, and which of its labels are its names."""

from django.db import migrations


def fill(apps, schema_editor):
    of_topics(apps.get_model("archive", "Topic"), apps.get_model("archive", "Tagging"))
    of_labels(apps.get_model("archive", "Topic"))
    of_lines(apps.get_model("archive", "Topic"), apps.get_model("archive", "TopicLine"))


def of_topics(topics, taggings):
    """A name is in the language of the first interview that has the topic."""
    for topic in topics.objects.all():
        told = taggings.objects.filter(topic__in=below(topics, topic)).order_by("pk")
        language = told.values_list("turn__interview__language", flat=True).first()
        if language:
            topics.objects.filter(pk=topic.pk).update(language=language)


def below(topics, topic):
    found, waiting = {topic.pk}, [topic.pk]
    while waiting:
        narrower = topics.objects.filter(parent__in=waiting).exclude(pk__in=found)
        waiting = list(narrower.values_list("pk", flat=True))
        found.update(waiting)
    return found


def of_labels(topics):
    """The first label in each language is the name there, but for the topic's own."""
    for topic in topics.objects.prefetch_related("labels"):
        named = {topic.language}
        for label in sorted(topic.labels.all(), key=lambda label: label.pk):
            if label.language not in named:
                named.add(label.language)
                label.kind = "preferred"
                label.save(update_fields=["kind"])


def of_lines(topics, lines):
    above = dict(topics.objects.values_list("pk", "parent"))
    drawn = []
    for topic in above:
        line, here = {}, topic
        while here is not None and here not in line:
            line[here] = len(line)
            here = above[here]
        drawn += [
            lines(topic_id=topic, broader_id=broader, distance=distance)
            for broader, distance in line.items()
        ]
    lines.objects.bulk_create(drawn, 500)


class Migration(migrations.Migration):
    dependencies = [("archive", "0016_rearrange_topics_and_speakers")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
