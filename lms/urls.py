"""Every address of the platform. What Wagtail would answer for sign-in goes to allauth instead."""

from allauth.socialaccount.providers.openid_connect import urls as openid_connect
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views.doors import to_login
from lms.home import views as home

handler400 = "lms.home.errors.bad_request"
handler403 = "lms.home.errors.forbidden"
handler404 = "lms.home.errors.not_found"
handler500 = "lms.home.errors.server_error"

urlpatterns = [
    path("", home.root, name="root"),
    path("sw.js", home.service_worker, name="service_worker"),
    path("health/live/", home.live, name="live"),
    path("health/ready/", home.ready, name="ready"),
    path("media/<path:name>", home.media, name="media"),
    path("verify/", include("certificates.urls.public")),
    path("", include("certificates.urls.badge_keys")),
    path("accounts/", include(openid_connect)),
    re_path(r"^cms/(login|password_reset)(/.*)?$", to_login),
    path("cms/", include("cms.urls.desk")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *i18n_patterns(
        re_path(r"^_util/login/.*$", to_login),
        path("accounts/", include("accounts.urls.account")),
        path("accounts/", include("allauth.urls")),
        path("people/", include("accounts.urls.people")),
        path("dashboard/", home.dashboard, name="dashboard"),
        path("", include("enrolments.urls")),
        path("", include("assessments.urls")),
        path("certificates/", include("certificates.urls.holder")),
        path("certificates/", include("certificates.urls.badges")),
        path("reporting/", include("reporting.urls")),
        *([path("dev/mail/", include("lms.home.mail_urls"))] if settings.DEBUG else []),
        path("", include("cms.urls")),
        path("", include(wagtail_urls)),
    ),
]
