"""What administrators see of people and firms: names and roles, never an answer.

A new advisor is made here by address and role; they sign in with a code by e-mail, or choose a password by the way for
forgotten ones. So no administrator ever knows somebody's password.
"""

import logging
from collections.abc import Iterable
from functools import partial
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, IntegerField, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import letters, members, openings, people
from accounts.models import Membership, Opening, Organization, Site, User
from accounts.names import tidy
from accounts.profile.former_provinces import province_of
from accounts.search import search_key
from accounts.second_factor import factors
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act
from c4ir_assess.for_administrators import ForAdministrators

log = logging.getLogger(__name__)

admin.site.unregister(Group)  # rights come from roles
admin.site.unregister(Authenticator)  # secrets; a lost one is taken away in the list of people


def sign_in(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # noqa: ARG001 -- the admin's signature
    """Send to the sign-in that counts attempts; the admin's own form does not. Other people find nothing here."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.GET.get("next", "/admin/"))


admin.site.login = sign_in  # type: ignore[method-assign]  # what Django's and django-allauth's documentation advise


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """A person as an administrator writes one."""

    def clean_email(self) -> str:
        """Lower-case the address before it is compared with the others."""
        return str(self.cleaned_data["email"]).lower()

    def clean_name(self) -> str:
        """Write the name one way."""
        return tidy(self.cleaned_data["name"])

    def clean_staff_role(self) -> str:
        """Nobody advises and belongs to a firm: a role reads more than a firm may read of others."""
        role = str(self.cleaned_data["staff_role"])
        if role and self.instance.pk and self.instance.memberships.exists():
            raise ValidationError(
                _("This person belongs to a firm. Please remove them from the firm first, or use another address.")
            )
        return role


@admin.register(User)
class UserAdmin(ForAdministrators):
    """People: who they are, which role they have, whether the account is open."""

    form = PersonForm
    list_display = ("email", "name", "staff_role", "is_active", "date_joined")
    list_filter = ("staff_role", "is_active")
    search_fields = ("email", "name")
    ordering = ("-pk",)
    fields = ("email", "name", "language", "staff_role", "is_active")
    actions = ("reset_second_factor",)

    @admin.action(description=_("Take away a lost second factor"))
    def reset_second_factor(self, request: HttpRequest, found: QuerySet[User]) -> None:
        """Let people set up another one after a code by e-mail; their sessions and passwords end."""
        assert isinstance(request.user, User)  # noqa: S101 -- the admin lets nobody else in
        for person in found:
            factors.reset(person=person, by=request.user)
            get_adapter(request).send_notification_mail("mfa/email/totp_deactivated", person)
            self.log_change(request, person, "second factor reset")
        messages.success(request, _("They sign in by a code by e-mail now and set up another app."))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find "Nguyễn Văn" by "nguyen van", exactly written names first."""
        by_address, has_twins = super().get_search_results(request, queryset, search_term)
        found = by_address | queryset.filter(pk__in=_named(search_term)) if search_term.strip() else by_address
        return _exact_first(found, "name", search_term), has_twins

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Advisors are made here."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Roles are given and accounts closed here."""
        return True

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Keep an address as it was proved; nobody takes away their own role or closes their own account."""
        if obj is None:
            return ()
        return ("email", "staff_role", "is_active") if obj.pk == request.user.pk else ("email",)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 -- Django's signature
        """Write a new person without a password; the first code by e-mail proves the address, too.

        A role ends a password that may be somebody else's: that of an address nobody has proved.
        """
        if change:
            super().save_model(request, obj, form, change)
            _record_staff(request, obj, form)
            if obj.staff_role and "staff_role" in form.changed_data and not people.has_proved_address(obj):
                people.end_password(person=obj)
            return
        obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        _record_staff(request, obj, form)
        obj.emailaddress_set.create(email=obj.email, primary=True)  # type: ignore[attr-defined]  # django-allauth's rows


class SiteInline(admin.TabularInline):  # type: ignore[type-arg]  # no parameter at run time
    """The plants of a firm, to look at."""

    model = Site
    fields = ("name", "province", "commune", "industrial_park")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Let every administrator look."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Plants are written by the firm."""
        return False


@admin.register(Organization)
class OrganizationAdmin(ForAdministrators):
    """Firms, to look at: the firm writes its profile itself."""

    list_display = ("name", "sector", "headcount_band", "is_demo", "created_at")
    list_filter = ("is_demo", "sector", "headcount_band")
    search_fields = ("search_key", "tax_code")
    ordering = ("-pk",)
    fields = ("uuid", "name", "sector", "headcount_band", "is_demo", "created_at")
    inlines: ClassVar = [SiteInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Leave out firms that keep everything to themselves for now."""
        return super().get_queryset(request).filter(restriction__isnull=True)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Write into the audit log which firms the page showed."""
        page = super().changelist_view(request, extra_context)
        if listed := getattr(page, "context_data", {}).get("cl"):
            shown = [firm.uuid for firm in listed.result_list]
            openings.note_list(by=_administrator(request), where="admin/firms", shown=shown)
        return page

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Write into the firm's list who looked at its profile."""
        assert isinstance(request.user, User)  # noqa: S101 -- the admin lets nobody else in
        firm = context["original"]
        openings.note(organization=firm, by=request.user, what=Opening.What.PROFILE, subject=firm.uuid)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find "Đường" by "duong", exactly written names first, and plants by the name of a former province."""
        named, has_twins = super().get_search_results(request, queryset, search_key(search_term))
        if former := province_of(search_term):
            named = named | queryset.filter(pk__in=Site.objects.filter(province=former).values("organization"))
        return _exact_first(named, "name", search_term), has_twins


class MembershipForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """A person's place in a firm as an administrator writes it."""

    def clean(self) -> dict[str, Any] | None:
        """Refuse the operator's own people: they read what a firm sends, and nothing else."""
        cleaned = super().clean()
        person = self.cleaned_data.get("user") or (self.instance.user if self.instance.pk else None)
        if person and person.is_reviewer:
            raise ValidationError(
                _("People who work for the operator cannot be members of a firm. Please choose somebody of the firm.")
            )
        return cleaned


@admin.register(Membership)
class MembershipAdmin(ForAdministrators):
    """Who belongs to which firm: for the day an owner has left and nobody in the firm can let a colleague in."""

    form = MembershipForm
    list_display = ("user", "organization", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("user", "organization")
    search_fields = ("user__email", "user__name", "organization__search_key")
    autocomplete_fields = ("user", "organization")
    ordering = ("-pk",)
    fields = ("user", "organization", "role")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find firm and person however their names are typed."""
        by_firm, has_twins = super().get_search_results(request, queryset, search_key(search_term))
        found = by_firm | queryset.filter(user__in=_named(search_term)) if search_term.strip() else by_firm
        return found, has_twins

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Let a colleague in."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Give a role."""
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Show a person out."""
        return True

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> tuple[str, ...]:  # noqa: ARG002 -- Django's signature
        """Change the role alone: another person or firm is another membership."""
        return () if obj is None else ("user", "organization")

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:  # noqa: FBT001 -- Django's signature
        """Tell the firm's owners, those from before and those from now on."""
        before = letters.owners(obj.organization)
        super().save_model(request, obj, form, change)
        if form.changed_data:
            members.record(obj, by=_administrator(request), role=obj.role)
            _tell(request, before | letters.owners(obj.organization), obj, removed=False)

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        """Tell the firm's owners, a removed one too."""
        readers = letters.owners(obj.organization)
        members.record(obj, by=_administrator(request), role="")
        super().delete_model(request, obj)
        _tell(request, readers, obj, removed=True)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Remove those ticked in the list one by one, so that each removal is told."""
        with transaction.atomic():
            for membership in queryset.select_related("user", "organization"):
                self.delete_model(request, membership)


def _administrator(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 -- the admin lets nobody else in
    return request.user


def _record_staff(request: HttpRequest, person: User, form: Any) -> None:
    """Write into the operator's audit log which role a person has from now on, and whether the account is open."""
    if {"staff_role", "is_active"} & set(form.changed_data):
        trail.record(
            chain=trail.OPERATOR,
            by=_administrator(request),
            act=Act.ROLE,
            person=person.pk,
            role=str(person.staff_role),
            is_active=person.is_active,
        )


def _named(typed: str) -> list[int]:
    """Return the people with such a name; names have no folded column, and their number is small enough to read."""
    key = search_key(typed)
    return [pk for pk, name in User.objects.values_list("pk", "name") if key in search_key(name)]


def _exact_first(found: Any, column: str, typed: str) -> Any:
    """Put those first in which the words stand as they were typed, marks and all."""
    if not typed.strip():
        return found
    is_exact = Case(When(**{f"{column}__icontains": tidy(typed)}, then=0), default=1, output_field=IntegerField())
    return found.order_by(is_exact, "-pk")


def _tell(request: HttpRequest, readers: Iterable[User], membership: Membership, *, removed: bool) -> None:
    transaction.on_commit(partial(_send, request, readers, membership, removed=removed))


def _send(request: HttpRequest, readers: Iterable[User], membership: Membership, *, removed: bool) -> None:
    """Write the letters; the change is made already, so a silent mail server is a message and no error page."""
    assert isinstance(request.user, User)  # noqa: S101 -- the admin lets nobody else in
    try:
        letters.tell_of_member(readers=readers, membership=membership, by=request.user, removed=removed)
    except (SMTPException, OSError) as fault:
        log.warning("e-mail not sent", extra={"mail": "membership", "fault": type(fault).__name__})
        messages.warning(request, _("The letter to the firm's owners could not be sent. Please tell them yourself."))
