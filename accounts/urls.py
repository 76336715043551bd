"""URLs of the accounts room; sign-in is django-allauth's, under ``/accounts/``."""

from django.urls import path

from accounts.views import entrance, firms, front, members, numbers, people

app_name = "accounts"

urlpatterns = [
    path("", front.front_door, name="front_door"),
    path("logo/<str:name>", front.logo, name="logo"),
    path("language/", front.set_language, name="set_language"),
    path("firm/new/", firms.firm_create, name="firm_create"),
    path("firm/", firms.firm, name="firm"),
    path("firm/edit/", firms.firm_edit, name="firm_edit"),
    path("firm/members/", members.members, name="members"),
    path("firm/members/role/", members.role, name="member_role"),
    path("firm/members/remove/", members.remove, name="member_remove"),
    path("firm/invitations/<uuid:uuid>/resend/", members.resend, name="invitation_resend"),
    path("firm/invitations/<uuid:uuid>/revoke/", members.revoke, name="invitation_revoke"),
    path("invitations/<str:token>/", members.invitation, name="invitation"),
    path("person/", people.person, name="person"),
    path("person/number/", numbers.send_code, name="number_send_code"),
    path("person/number/confirm/", numbers.confirm, name="number_confirm"),
    path("accounts/login/link/<str:token>/", entrance.sign_in_by_link, name="sign_in_by_link"),
]
