"""What administrators see of people and firms: names and roles, never an answer.

A new advisor is made here by address and role; they sign in with a code by e-mail, or choose a password by the way for
forgotten ones. So no administrator ever knows somebody's password.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import Membership, Organization, Site, User
from accounts.names import tidy
from accounts.search import search_key

admin.site.unregister(Group)  # rights come from roles


def sign_in(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # noqa: ARG001 -- the admin's signature
    """Send to the sign-in that counts attempts; the admin's own form does not. Other people find nothing here."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.GET.get("next", "/admin/"))


admin.site.login = sign_in  # type: ignore[method-assign]  # what Django's and django-allauth's documentation advise


class ForAdministrators(admin.ModelAdmin):  # type: ignore[type-arg]  # no parameter at run time
    """Every administrator may look; the admin site lets nobody else in."""

    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Let every administrator look."""
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- the same for everybody
        """Show the room on the first page."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Nobody adds one by hand, unless a class below says so."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Nobody changes one by hand, unless a class below says so."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Nobody deletes one: answers hang on it."""
        return False


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """A person as an administrator writes one."""

    def clean_email(self) -> str:
        """Lower-case the address before it is compared with the others."""
        return str(self.cleaned_data["email"]).lower()

    def clean_name(self) -> str:
        """Write the name one way."""
        return tidy(self.cleaned_data["name"])


@admin.register(User)
class UserAdmin(ForAdministrators):
    """People: who they are, which role they have, whether the account is open."""

    form = PersonForm
    list_display = ("email", "name", "staff_role", "is_active", "date_joined")
    list_filter = ("staff_role", "is_active")
    search_fields = ("email", "name")
    ordering = ("-pk",)
    fields = ("email", "name", "language", "staff_role", "is_active")

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
        """Write a new person without a password; the first code by e-mail proves the address, too."""
        if change:
            return super().save_model(request, obj, form, change)
        obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        obj.emailaddress_set.create(email=obj.email, primary=True)  # type: ignore[attr-defined]  # django-allauth's rows
        return None


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

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find "Đường" by "duong"."""
        return super().get_search_results(request, queryset, search_key(search_term))


@admin.register(Membership)
class MembershipAdmin(ForAdministrators):
    """Who belongs to which firm: for the day an owner has left and nobody in the firm can let a colleague in."""

    list_display = ("user", "organization", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("user", "organization")
    search_fields = ("user__email", "user__name", "organization__search_key")
    autocomplete_fields = ("user", "organization")
    ordering = ("-pk",)
    fields = ("user", "organization", "role")

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
