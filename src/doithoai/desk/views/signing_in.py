"""Signing in and out, changing the password."""

from typing import Any

from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from doithoai.desk.forms.signing_in import SignInForm
from doithoai.screens import notes


class SignIn(auth.LoginView):
    """Ask who is there, and go on to where the person wanted to be."""

    template_name = "desk/signing_in/sign_in.html"
    authentication_form: type[AuthenticationForm] = SignInForm
    redirect_authenticated_user = True


class SignOut(auth.LogoutView):
    """End the session, by POST only: a link in a letter must not sign anybody out."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out and say so on the sign-in page."""
        response = super().post(request, *args, **kwargs)
        notes.done(request, _("Bạn đã đăng xuất."))
        return response


class ChangePassword(LoginRequiredMixin, auth.PasswordChangeView):
    """Ask for the old password and twice for the new one."""

    template_name = "desk/signing_in/password.html"
    success_url = reverse_lazy("desk:my-work")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Keep the session, and say that the password is new."""
        response = super().form_valid(form)
        notes.done(self.request, _("Đã đổi mật khẩu."), _("Các máy khác đang mở tài khoản này phải đăng nhập lại."))
        return response
