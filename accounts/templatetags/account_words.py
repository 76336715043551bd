"""Facts about people as pages show them."""

from django import template

from accounts.profile.phone import shown

register = template.Library()
register.filter("telephone", shown)
