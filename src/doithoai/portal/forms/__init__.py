"""Forms of the public site, one noun a file."""

from doithoai.portal.forms.following import FollowForm, QuestionForm, RateForm, ReasonForm, SupplementForm
from doithoai.portal.forms.outside import OutsideAnswerForm
from doithoai.portal.forms.registering import RegisterForm
from doithoai.portal.forms.sending import SendForm

__all__ = [
    "FollowForm",
    "OutsideAnswerForm",
    "QuestionForm",
    "RateForm",
    "ReasonForm",
    "RegisterForm",
    "SendForm",
    "SupplementForm",
]
