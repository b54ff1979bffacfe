"""Signing in and out, and a new password after a lost one."""

from typing import Any

from allauth.account import views as allauth
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from plek.accounts import demo
from plek.accounts.addressing import of_person
from plek.accounts.choices import Language
from plek.accounts.forms.entrance import NewPasswordForm, ResetForm, SignInForm
from plek.accounts.models import User
from plek.accounts.views.answers import StaysOnPage


class SignIn(StaysOnPage, allauth.LoginView):
    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"demo_accounts": demo.accounts()}


class SignOut(allauth.LogoutView):
    template_name = "accounts/sign_out.html"


class Inactive(allauth.AccountInactiveView):
    template_name = "accounts/inactive.html"


class Reset(StaysOnPage, allauth.PasswordResetView):
    form_class = ResetForm
    template_name = "accounts/reset.html"


class ResetDone(allauth.PasswordResetDoneView):
    template_name = "accounts/reset_done.html"


@method_decorator(never_cache, name="dispatch")
class ResetFromLink(StaysOnPage, allauth.PasswordResetFromKeyView):
    form_class = NewPasswordForm
    template_name = "accounts/reset_from_link.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whose link it is decides how the page speaks: this browser may never have seen him."""
        if isinstance(self.reset_user, User) and translation.get_language() == Language.DUTCH:
            translation.activate(of_person(self.reset_user, timezone.localdate()))
        return super().get_context_data(**kwargs)


class ResetFromLinkDone(allauth.PasswordResetFromKeyDoneView):
    template_name = "accounts/reset_from_link_done.html"
