"""Carry over attempts and answers of the first version: their state, what they drew, and what was left open."""

from django.db import migrations

AT_ONCE = 500


def carry_over(apps, schema_editor):
    """Submitted attempts were marked at once; what each drew says its kind and version; open questions get a row."""
    Attempt = apps.get_model("assessments", "Attempt")
    Response = apps.get_model("assessments", "Response")
    Question = apps.get_model("assessments", "Question")
    kinds = dict(Question.objects.values_list("pk", "kind"))
    Response.objects.exclude(answer=[]).update(is_answered=True)
    Response.objects.filter(marks__isnull=False).update(marked_version=1)
    pks = list(Attempt.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        attempts = list(Attempt.objects.filter(pk__in=pks[start : start + AT_ONCE]))
        answered = set(
            Response.objects.filter(attempt__in=[each.pk for each in attempts]).values_list("attempt_id", "question_id")
        )
        missing = []
        for attempt in attempts:
            attempt.drawn = [drawn_of(question, offered, kinds) for question, offered in attempt.drawn]
            if attempt.state == "submitted":
                attempt.state, attempt.marked_at = "marked", attempt.submitted_at
                missing += [
                    Response(
                        attempt=attempt, question_id=each["question"], answer=[], sequence=0,
                        saved_at=attempt.submitted_at, marks=0, marked_version=1,
                    )
                    for each in attempt.drawn
                    if (attempt.pk, each["question"]) not in answered and each["question"] in kinds
                ]
        Attempt.objects.bulk_update(attempts, ["drawn", "state", "marked_at"])
        Response.objects.bulk_create(missing)


def drawn_of(question, offered, kinds):
    return {
        "question": question, "version": 1, "kind": kinds.get(question, "single"), "marks": "1", "cluster": None,
        "offered": offered,
    }


def carry_back(apps, schema_editor):
    Attempt = apps.get_model("assessments", "Attempt")
    for attempt in Attempt.objects.iterator():
        attempt.drawn = [[each["question"], each["offered"]] for each in attempt.drawn]
        if attempt.state == "marked":
            attempt.state = "submitted"
        attempt.save(update_fields=["drawn", "state"])


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_nine_kinds_blueprints_and_a_state_machine")]
    operations = [migrations.RunPython(carry_over, carry_back, elidable=True)]
