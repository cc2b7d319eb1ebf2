"""Signing in, and a new password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Name and password; what is wrong is said without telling which of the two."""

    username = UsernameField(label=_("Tên đăng nhập"), widget=forms.TextInput(attrs={"autofocus": True}))
    password = forms.CharField(
        label=_("Mật khẩu"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": _(
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại."
        ),
        "inactive": _("Tài khoản này đã khóa. Hãy hỏi người quản trị của cơ quan."),
    }
