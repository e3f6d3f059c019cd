"""The nine accounts of the demo, all with one password."""

from dataclasses import dataclass
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.demo import PASSWORD
from accounts.models import Reach, User
from accounts.roles import Role
from jurisdictions.models import Resort


@dataclass(frozen=True)
class Account:
    name: str
    first_name: tuple[str, str]
    last_name: tuple[str, str]
    gender: str
    role: Role | None = None

    @property
    def email(self) -> str:
        return f"{self.name}@demo.example"


AMINA = Account("amina", ("Amina", "أمينة"), ("Exemple", "المثال"), "F")
SALMA = Account("salma", ("Salma", "سلمى"), ("Modèle", "النموذج"), "F")
STAFF = [
    Account("youssef", ("Youssef", "يوسف"), ("Essai", "التجريبي"), "M", Role.TUTOR),
    Account("karim", ("Karim", "كريم"), ("Figurant", "التمثيلي"), "M"),
    Account("nadia", ("Nadia", "نادية"), ("Hypothèse", "الافتراضي"), "F"),
    Account("olga", ("Olga", "أولغا"), ("Pseudonyme", "المستعار"), "F", Role.OBSERVER),
    Account("leila", ("Leïla", "ليلى"), ("Fictif", "الخيالي"), "F", Role.AUTHOR),
    Account("hassan", ("Hassan", "حسن"), ("Spécimen", "العينة"), "M", Role.VALIDATOR),
    Account("admin", ("Admin", "المشرفة"), ("Imaginaire", "المتخيل"), "-"),
]


@cache
def _hashed() -> str:
    """The password as it is kept, worked out once: it is no secret, and each time costs a third of a second."""
    return make_password(PASSWORD)


def open_account(account: Account) -> User:
    """Make the person of `account`, able to sign in at once."""
    user = User.objects.create_user(
        account.email,
        first_name=account.first_name[0],
        first_name_ar=account.first_name[1],
        last_name=account.last_name[0],
        last_name_ar=account.last_name[1],
        gender=account.gender,
    )
    User.objects.filter(pk=user.pk).update(password=_hashed())
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if account.role:
        user.groups.add(Group.objects.get(name=account.role))
    return user


def open_staff_accounts() -> None:
    """Make the seven who are no learners, with their reach."""
    staff = {account.name: open_account(account) for account in STAFF}
    Reach.objects.create(person=staff["karim"], level=Reach.Level.RESORT, resort=Resort.objects.get(code="CAS"))
    Reach.objects.create(person=staff["nadia"], level=Reach.Level.NATION)
    User.objects.filter(pk=staff["admin"].pk).update(is_staff=True, is_superuser=True)
