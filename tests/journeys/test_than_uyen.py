"""What the plan of Than Uyên alone asks: two hosts, five days for review and assignment, complex matters, notes."""

import io

import pytest
from pypdf import PdfReader

from doithoai.dialogues import queries as prepared
from doithoai.dialogues import services as dialogues
from doithoai.obligations import queries as obligations
from doithoai.petitions import services as petitions
from doithoai.petitions.enums import Complexity, Outcome
from doithoai.petitions.models import Petition, Reply
from doithoai.proceedings.models import Delivery
from doithoai.regulations.types import Status
from tests.journeys.carrying import Carried, after, before

pytestmark = pytest.mark.django_db
OPEN = (Status.DUE, Status.OVERDUE)


@pytest.fixture
def carried():
    """A dialogue of the plan on the evening of the conference, all that was to be noted by then noted."""
    made = Carried.under("than-uyen-2023")
    made.plan_the_year()
    made.open()
    made.prepare()
    made.collect()
    made.announce()
    note_all(made, on=before(made.held_on, 5))
    made.write_papers()
    made.open_session()
    made.hold()
    return made


def note_all(carried, *, on):
    """Note every duty that the plan asks for by now and the program has no deed for."""
    for rule in prepared.noted_rules(carried.dialogue):
        duties = obligations.duties_of_dialogue(carried.dialogue.key).filter(rule=rule.id, status__in=OPEN)
        if duties:
            dialogues.note_duty(
                dialogue=carried.dialogue,
                rule=rule.id,
                petitions=[duty.petition for duty in duties if duty.petition],
                done_on=on,
                on=on,
                by=carried.clerk,
            )


def rules(carried, *statuses):
    duties = obligations.duties_of_dialogue(carried.dialogue.key).filter(status__in=statuses)
    return {duty.rule for duty in duties}


def test_both_hosts_host_together_and_the_party_office_prepares(carried):
    roles = {host.post.role for host in carried.dialogue.hosts.all()}

    assert roles == {"party_head", "government_head"}
    assert carried.dialogue.hosts.get(presides=True).post.role == "government_head"
    assert carried.dialogue.host_office == carried.office.party_office


def test_evening_of_the_conference_owes_review_assignment_and_answers_by_their_days(carried):
    held = carried.held_on
    rows = obligations.duties_of_dialogue(carried.dialogue.key).filter(due_on__gt=held)

    assert {(duty.rule, duty.due_on) for duty in rows} == {
        ("TU-4.3-review", after(held, 5)),
        ("TU-4.3-assign", after(held, 5)),
        ("TU-4.3-notice+target", after(held, 5)),
        ("TU-4.3-report+target", after(held, 5)),
        ("TU-4.3-reply-simple", after(held, 15)),
        ("TU-4.3-reply-report-host", after(held, 15)),
    }
    assert rules(carried, Status.UNKNOWN) == {"TU-0-basis"}
    assert rules(carried, Status.OVERDUE, Status.BREACHED) == set()


def test_matter_found_complex_by_the_fifth_day_has_thirty(carried):
    on = after(carried.held_on, 5)
    row = Petition.objects.get(pk=carried.petitions[Outcome.TAKEN_UP].pk)

    petitions.decide_complexity(
        petition=row, complexity=Complexity.COMPLEX, reason="Ba xã cùng liên quan", on=on, by=carried.host
    )

    duty = obligations.duties_of_petition(row.key).get(rule="TU-4.3-reply-complex")
    assert duty.due_on == after(carried.held_on, 30)


def test_notice_goes_where_the_plan_says_and_the_answer_names_its_recipients(carried):
    carried.conclude()
    carried.follow_up()

    sent = {(row.recipient, row.body.kind) for row in Delivery.objects.filter(sent_on__isnull=False)}
    assert sent == {
        ("standing_committee_same_level", "party_committee"),
        ("upper_level", "party_committee"),
        ("upper_level", "government"),
        ("mass_mobilization_same_level", "mass_mobilization"),
        ("fatherland_front_same_level", "fatherland_front"),
        ("competent_agency", "agency"),
    }
    assert Reply.objects.filter(kind="final").first().document.content["recipients"][:5] == [
        "Như trên",
        "Cơ quan, đơn vị, địa phương, cơ sở nơi có kiến nghị",
        "Cấp ủy cùng cấp",
        "Chính quyền cùng cấp",
        "Người chủ trì",
    ]


def test_invitation_encloses_the_speaking_form(carried):
    pages = PdfReader(io.BytesIO(dialogues.invitation_letters(carried.dialogue, on=carried.held_on))).pages
    texts = [page.extract_text() for page in pages]

    invited = carried.dialogue.invitations.count()
    assert invited > 1
    assert sum("PHIẾU ĐĂNG KÝ PHÁT BIỂU" in text for text in texts) == invited  # one for each
    assert sum("Gửi kèm phiếu đăng ký nội dung phát biểu." in text for text in texts) == invited


def test_nothing_is_left_but_what_rests_on_the_missing_text(carried):
    carried.conclude()
    note_all(carried, on=after(carried.held_on, 5))
    carried.follow_up()
    carried.close()

    assert rules(carried, *OPEN, Status.BREACHED) == set()
    assert rules(carried, Status.UNKNOWN) == {"TU-0-basis"}
