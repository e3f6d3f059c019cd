"""What a browser asks of an attempt, and sees."""

import re

from django.test import Client
from django.urls import reverse

from assessments.models import Attempt

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def answer_url(attempt: Attempt, question: int) -> str:
    return reverse("answer", args=[attempt.pk, question])


def page_of(client: Client, attempt: Attempt) -> str:
    response = client.get(attempt.get_absolute_url())
    assert response.status_code == 200
    return " ".join(response.content.decode().split())
