"""What a person whom the reader oversees has read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from accounts.queries import people_visible_to
from cms.readings import progress_of, readings
from lms.lib.paging import page_of


@login_required
@require_safe
def readings_of_person(request: PersonRequest, pk: int) -> HttpResponse:
    """The lessons that somebody opened and read, with the version of each."""
    person = get_object_or_404(people_visible_to(request.user), pk=pk)
    page = page_of(progress_of(person), request.GET.get("page"))
    context = {"person": person, "page": page, "readings": readings(page.object_list)}
    return render(request, "cms/readings.html", context)
