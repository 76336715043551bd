"""Who works here: people, firms, plants, who belongs where, and what each person agreed to."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.profile import phone, provinces, size_class, vsic

SEARCH_KEY_LENGTH = 200


class UserManager(BaseUserManager["User"]):
    """Make people; the e-mail address is the name under which they sign in."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a person with a lower-cased e-mail address; without a password only codes by e-mail work."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an administrator with every right, for ``manage.py createsuperuser``."""
        fields.setdefault("staff_role", User.StaffRole.ADMINISTRATOR)
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a person whatever the case of the address typed."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person: one name in one field, one e-mail address, and at most one role among the staff."""

    class StaffRole(models.TextChoices):
        """What a person may do for the operator; the empty role is everybody else."""

        NONE = "", _("None")
        ADVISOR = "advisor", _("Advisor")
        APPROVER = "approver", _("Approver")
        ADMINISTRATOR = "administrator", _("Administrator")

    email = models.EmailField(_("E-mail"), unique=True)
    name = models.CharField(_("Full name"), max_length=120, blank=True)
    phone = models.CharField(_("Telephone"), max_length=16, blank=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    language = models.CharField(
        _("Language"), max_length=2, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="vi"
    )
    staff_role = models.CharField(_("Role"), max_length=15, choices=StaffRole, default=StaffRole.NONE, blank=True)
    is_active = models.BooleanField(_("Account is open"), default=True)
    date_joined = models.DateTimeField(_("Created"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        """One account an address, whatever its case."""

        verbose_name = _("Person")
        verbose_name_plural = _("People")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower"),
            # A number signs in at most one person; one that nobody proved to have is a mere note.
            models.UniqueConstraint(
                fields=["phone"], condition=models.Q(phone_verified_at__isnull=False), name="user_verified_phone"
            ),
        ]

    def __str__(self) -> str:
        """Return the name to show: the name, else the address."""
        return self.name or self.email

    @property
    def phone_shown(self) -> str:
        """Return the telephone number as people write it: 0912 345 678."""
        return phone.shown(self.phone)

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin lets this person in."""
        return self.staff_role == self.StaffRole.ADMINISTRATOR

    @property
    def is_reviewer(self) -> bool:
        """Whether this person works for the operator and may read what firms sent for review."""
        return bool(self.staff_role)


class Organization(models.Model):
    """A firm. Three facts to start with; the others are asked where they are needed, each with its reason."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("Name of the firm"), max_length=160)
    search_key = models.CharField(max_length=SEARCH_KEY_LENGTH, db_index=True, editable=False)
    sector = models.CharField(_("Sector"), max_length=2, choices=vsic.CHOICES)
    vsic_version = models.CharField(max_length=4, default=vsic.VERSION, editable=False)
    headcount_band = models.CharField(_("Number of employees"), max_length=10, choices=size_class.HeadcountBand)
    tax_code = models.CharField(_("Tax code"), max_length=14, blank=True)
    founded_on = models.DateField(_("Date of foundation"), null=True, blank=True)
    headcount = models.PositiveIntegerField(_("Exact number of employees"), null=True, blank=True)
    revenue_band = models.CharField(_("Yearly revenue"), max_length=10, choices=size_class.MoneyBand, blank=True)
    capital_band = models.CharField(_("Total capital"), max_length=10, choices=size_class.MoneyBand, blank=True)
    sells_to_fdi = models.BooleanField(_("Sells to foreign-invested firms"), null=True, blank=True)
    is_demo = models.BooleanField(_("Demonstration data"), default=False, editable=False)
    created_at = models.DateTimeField(_("Created"), auto_now_add=True)

    class Meta:
        """Words for the administrators' pages; many firms are looked for by sector and size."""

        verbose_name = _("Firm")
        verbose_name_plural = _("Firms")
        indexes: ClassVar = [models.Index(fields=["sector", "headcount_band"], name="firm_by_sector")]

    def __str__(self) -> str:
        """Return the firm's name."""
        return self.name

    @property
    def size_class(self) -> size_class.SizeClass | None:
        """Return the class of Decree 80/2021, None while too little is known."""
        return size_class.size_class(
            headcount_band=self.headcount_band,
            headcount=self.headcount,
            revenue_band=self.revenue_band,
            capital_band=self.capital_band,
        )


class Site(models.Model):
    """A plant of a firm: the thing that is assessed."""

    class ProductionKind(models.TextChoices):
        """How goods are made; some frameworks weigh their parts by it."""

        DISCRETE = "discrete", _("Piece by piece (parts, assembly, garments, furniture)")
        PROCESS = "process", _("As a flow or by batch (food, chemicals, paper, steel)")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(_("Name of the plant"), max_length=120)
    province = models.CharField(_("Province or city"), max_length=2, choices=provinces.CHOICES)
    commune = models.CharField(_("Ward or commune"), max_length=120, blank=True)
    old_area = models.CharField(_("Area before July 2025"), max_length=120, blank=True)
    industrial_park = models.CharField(_("Industrial park"), max_length=120, blank=True)
    production_kind = models.CharField(_("Kind of production"), max_length=10, choices=ProductionKind, blank=True)

    class Meta:
        """Two plants of a firm are told apart by their names."""

        verbose_name = _("Plant")
        verbose_name_plural = _("Plants")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "name"], name="site_organization_name"),
        ]

    def __str__(self) -> str:
        """Return firm and plant."""
        return f"{self.organization.name} · {self.name}"


class Membership(models.Model):
    """A person's place in a firm."""

    class Role(models.TextChoices):
        """Owners invite and send; contributors answer; read-only members look on."""

        OWNER = "owner", _("Owner")
        CONTRIBUTOR = "contributor", _("Contributor")
        READ_ONLY = "read_only", _("Read only")

    user = models.ForeignKey(User, models.CASCADE, "memberships", verbose_name=_("Person"))
    organization = models.ForeignKey(Organization, models.CASCADE, "memberships", verbose_name=_("Firm"))
    role = models.CharField(_("Role"), max_length=12, choices=Role, default=Role.CONTRIBUTOR)
    created_at = models.DateTimeField(_("Created"), auto_now_add=True)

    class Meta:
        """One place a person and firm."""

        verbose_name = _("Member")
        verbose_name_plural = _("Members")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "organization"], name="membership_user_organization"),
        ]

    def __str__(self) -> str:
        """Return who is what where."""
        return f"{self.user} · {self.organization} · {self.role}"


class Invitation(models.Model):
    """A place in a firm that waits for somebody: the link in the letter grants it once, until it expires."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("E-mail"))
    role = models.CharField(_("Role"), max_length=12, choices=Membership.Role, default=Membership.Role.CONTRIBUTOR)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One open invitation an address and firm."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "email"],
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        """Return who is invited where."""
        return f"{self.email} · {self.organization}"


class Consent(models.Model):
    """One act of agreeing, with the words that were shown; withdrawing sets a date and erases nothing.

    ``organization`` is empty where a person agrees for themselves alone.
    """

    class Purpose(models.TextChoices):
        """What is agreed to; none of them is asked together with another."""

        ACCOUNT = "account", _("Contact data to run the account")
        ADVISOR_REVIEW = "advisor_review", _("Advisors read this submission")
        SECTOR_FIGURES = "sector_figures", _("Anonymous use in sector figures")
        CONTACT = "contact", _("Contact about programmes and solutions")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, blank=True, related_name="consents"
    )
    purpose = models.CharField(max_length=20, choices=Purpose)
    subject = models.UUIDField(null=True, blank=True)
    wording = models.TextField()
    wording_version = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        """Return what was agreed to by whom."""
        return f"{self.user} · {self.purpose}"


class Opening(models.Model):
    """Somebody who is not of the firm opened what belongs to it; the firm reads this list. Rows are only added."""

    class What(models.TextChoices):
        """What was opened."""

        SUBMISSION = "submission", _("Answers and result")
        REPORT = "report", _("Report")
        EVIDENCE = "evidence", _("Evidence")
        PROFILE = "profile", _("Profile of the firm")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="openings")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)  # as it was then
    what = models.CharField(max_length=10, choices=What)
    subject = models.UUIDField()
    opened_at = models.DateTimeField()

    class Meta:
        """The firm reads the newest first."""

        indexes: ClassVar = [models.Index(fields=["organization", "-opened_at"], name="opening_newest")]

    def __str__(self) -> str:
        """Return who opened what."""
        return f"{self.name} · {self.what}"
