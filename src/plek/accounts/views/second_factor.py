"""The second step of signing in, and setting it up."""

from typing import Any

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse_lazy
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from plek.accounts import demo, second_factor
from plek.accounts.forms import second_factor as forms
from plek.accounts.presenters import code_rows, legible_secret, second_factor_page
from plek.accounts.selectors import factors
from plek.accounts.views.answers import StaysOnPage

OVERVIEW = reverse_lazy("mfa_index")


class SecondStep(base.AuthenticateView):
    form_class = forms.CodeForm
    webauthn_form_class = forms.PasskeyForm
    template_name = "accounts/second_step.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.stage.login.user
        page = second_factor_page(factors(user))
        return super().get_context_data(**kwargs) | {"page": page, "demo_code": demo.code_of(user)}


class Overview(base.IndexView):
    template_name = "accounts/second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return {"page": second_factor_page(factors(user)), "must": second_factor.must_have_second_factor(user)}


class ActivateApp(StaysOnPage, totp.ActivateTOTPView):
    form_class = forms.ActivateAppForm
    template_name = "accounts/app_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "qr": mark_safe(context["totp_svg"]),  # noqa: S308  - a rectangle and a path, made here
            "secret": legible_secret(context["form"].secret),
            "must": second_factor.is_due(self.request),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        second_factor.review(self.request)
        return response


class RemoveApp(StaysOnPage, totp.DeactivateTOTPView):
    form_class = forms.RemoveAppForm
    template_name = "accounts/app_remove.html"


class Codes(recovery.ViewRecoveryCodesView):
    template_name = "accounts/codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"codes": code_rows(context["unused_codes"])}


class RenewCodes(StaysOnPage, recovery.GenerateRecoveryCodesView):
    template_name = "accounts/codes_renew.html"


class DownloadCodes(recovery.DownloadRecoveryCodesView):
    template_name = "accounts/codes.txt"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"codes": code_rows(self.unused_codes)}


class PasskeySignIn(webauthn.LoginWebAuthnView):
    form_class = forms.PasskeySignInForm

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, "\n".join(str(error) for error in form.non_field_errors()))
        return HttpResponseRedirect(resolve_url("account_login"))


class AddPasskey(StaysOnPage, webauthn.AddWebAuthnView):
    form_class = forms.AddPasskeyForm
    template_name = "accounts/passkey_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"form": kwargs.get("form") or self.get_form(), "view": self}
        return context | {
            "js_data": {"creation_options": auth.begin_registration(self.request.user, True)},
            "must": second_factor.is_due(self.request),
        }


class RenamePasskey(StaysOnPage, webauthn.EditWebAuthnView):
    form_class = forms.RenamePasskeyForm
    template_name = "accounts/passkey_rename.html"
    success_url = OVERVIEW


class RemovePasskey(webauthn.RemoveWebAuthnView):
    template_name = "accounts/passkey_remove.html"
    success_url = OVERVIEW


@login_required
@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """Staff without a second factor begin here, before any page of an organisation."""
    if not second_factor.review(request):
        return HttpResponseRedirect(resolve_url("/"))
    return render(request, "accounts/second_factor_first.html")
