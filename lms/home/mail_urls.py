from django.urls import path

from lms.home.mail import mailbox

urlpatterns = [path("", mailbox, name="dev_mail")]
