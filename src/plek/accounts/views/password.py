"""Changing one's password, and proving again who one is."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_safe

from plek.accounts import demo, reauthentication
from plek.accounts.forms.entrance import ChangePasswordForm, ReauthenticateForm, SetPasswordForm
from plek.accounts.forms.second_factor import ReauthenticateCodeForm, ReauthenticatePasskeyForm
from plek.accounts.views.answers import StaysOnPage

SETTINGS = reverse_lazy("accounts:settings")


class ChangePassword(StaysOnPage, allauth.PasswordChangeView):
    form_class = ChangePasswordForm
    template_name = "accounts/change_password.html"

    def get_default_success_url(self) -> str:
        return str(SETTINGS)


class SetPassword(StaysOnPage, allauth.PasswordSetView):
    form_class = SetPasswordForm
    template_name = "accounts/set_password.html"

    def get_default_success_url(self) -> str:
        return str(SETTINGS)


class OtherWays(StaysOnPage):
    """The ways to prove who one is that the page does not show itself."""

    def get_default_success_url(self) -> str:
        return str(SETTINGS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        request: HttpRequest = self.request  # type: ignore[attr-defined]
        methods = get_adapter().get_reauthentication_methods(request.user)
        way = urlencode({"next": request.GET.get("next") or request.POST.get("next") or ""})
        return super().get_context_data(**kwargs) | {  # type: ignore[misc]
            "ways": [{**m, "url": f"{m['url']}?{way}"} for m in methods if m["url"] != request.path],
            "demo_password": demo.password_of(request.user), "demo_code": demo.code_of(request.user),
        }  # fmt: skip


class ConfirmByPassword(OtherWays, allauth.ReauthenticateView):
    form_class = ReauthenticateForm
    template_name = "accounts/confirm_by_password.html"


class ConfirmByCode(OtherWays, mfa.ReauthenticateView):
    form_class = ReauthenticateCodeForm
    template_name = "accounts/confirm_by_code.html"


class ConfirmByPasskey(OtherWays, webauthn.ReauthenticateWebAuthnView):
    form_class = ReauthenticatePasskeyForm
    template_name = "accounts/confirm_by_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | ({"form": kwargs["form"]} if "form" in kwargs else {})


@login_required
@require_safe
def confirm(request: HttpRequest) -> HttpResponse:
    """The page where a sensitive act asks again who one is: the first way this person has."""
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = resolve_url("accounts:settings")
    if reauthentication.recent(request):
        return HttpResponseRedirect(target)
    methods = get_adapter().get_reauthentication_methods(request.user)
    address = methods[0]["url"] if methods else resolve_url("account_reset_password")
    return HttpResponseRedirect(f"{address}?{urlencode({'next': target})}")
