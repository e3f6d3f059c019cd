"""Sign people in, put an attempt before each, and print the calls of every case as JSON."""

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.middleware.csrf import _get_new_csrf_string  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402
from django.utils.translation import override  # noqa: E402

from accounts.models import User  # noqa: E402
from assessments.models import CHOOSING, Attempt  # noqa: E402
from assessments.services.attempts import open_attempt  # noqa: E402
from certificates.models import Certificate  # noqa: E402
from courses.models import Lesson, Module  # noqa: E402

LEARNERS = 32


def headers_of(user: User | None) -> dict[str, str]:
    """The cookies of somebody signed in, with a CSRF token; of nobody without `user`."""
    if user is None:
        return {"Accept-Language": "fr"}
    session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    token = _get_new_csrf_string()
    return {
        "Cookie": f"sessionid={session.session_key}; csrftoken={token}",
        "X-CSRFToken": token,
        "Referer": settings.BASE_URL,
        "HX-Request": "true",
        "Content-Type": "application/x-www-form-urlencoded",
    }


def page(name: str, people: list[User | None], **kwargs: str) -> list[dict[str, Any]]:
    """One GET of a named page for each of `people`."""
    path = reverse(name, kwargs=kwargs or None)
    return [
        {"path": path, "headers": {k: v for k, v in headers_of(user).items() if k != "HX-Request"}} for user in people
    ]


def attempts(learners: list[User]) -> list[Attempt]:
    """An open attempt for each learner who may sit the second module's quiz."""
    quiz = Module.objects.get(slug="detecter-et-identifier").quiz
    return [open_attempt(learner, quiz=quiz, at=timezone.now()) for learner in learners]


def answer(attempt: Attempt) -> dict[str, Any]:
    """The call that saves an answer to the first question of `attempt` that offers choices."""
    asked = next(each for each in attempt.drawn if each["kind"] in CHOOSING)
    path = reverse("answer", kwargs={"pk": attempt.pk, "question": asked["question"]})
    body = f"q-{asked['question']}={asked['offered'][0]}"
    return {"path": path, "headers": headers_of(attempt.learner), "method": "POST", "body": body}


def cases() -> dict[str, list[dict[str, Any]]]:
    """Every case by name, the bare view first."""
    sitting = User.objects.filter(
        enrolments__completed_at=None, enrolments__left_at=None, attempts__isnull=True, enrolments__isnull=False
    )
    learners = list(sitting.distinct().order_by("pk")[:LEARNERS])
    nadia = User.objects.get(email="nadia@demo.example")
    lesson = Lesson.objects.get(slug="acte-moyen-but")
    opened = attempts(learners)
    number = Certificate.objects.earliest("pk").number
    everybody: list[User | None] = [*learners]
    return {
        "bare": [{"path": "/bench/bare/", "headers": headers_of(user)} for user in learners],
        "home": page("home", [None]),
        "dashboard": page("dashboard", everybody),
        "course": page("course", everybody, slug="magistrats-continue"),
        "lesson": page("lesson", everybody, slug=lesson.slug),
        "quiz": [
            {"path": attempt.get_absolute_url(), "headers": headers_of(attempt.learner)} for attempt in opened
        ],
        "answer": [answer(attempt) for attempt in opened],
        "coverage": page("reporting:coverage", [nadia]),
        "verify": page("verify_number", [None], number=number),
    }  # fmt: skip


if __name__ == "__main__":
    with override("fr"):
        json.dump(cases(), sys.stdout)
