"""The account page. It stands before allauth's addresses, and in the way of those that are not used here.

People do not change their e-mail address or open accounts themselves: administration does.
"""

from django.urls import path
from django.views.generic import RedirectView

from accounts.views import account

urlpatterns = [
    path("", account.account, name="account"),
    path("my-data/", account.own_data, name="own_data"),
    path("passkey/", account.passkey, name="passkey"),
    path("email/", RedirectView.as_view(pattern_name="account")),
    path("signup/", RedirectView.as_view(pattern_name="account_login")),
]
