"""The papers before the conference: what they say, who gets them, who is named where."""

from datetime import date

import pytest

from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues import services
from doithoai.dialogues.enums import InviteeKind
from doithoai.dialogues.errors import NameMissing, NoticeNotReady, PaperUnknown
from doithoai.dialogues.queries import HostChoice
from doithoai.dialogues.services.papers import invitees, notice_paper, plan_paper
from doithoai.documents.enums import PaperKind
from doithoai.journal import queries as journal
from tests.factories.dialogues import open_dialogue
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 28)


@pytest.fixture
def place():
    return tan_lach()


def test_plan_names_tasks_and_recipients(place):
    made = open_dialogue(place)
    by = place.actor(place.anna)
    services.assign_task(dialogue=made, body=place.economy, what="Báo cáo giao thông", on=ON, by=by)

    paper = plan_paper(made, on=ON)

    assert [(task.body, task.work) for task in paper.tasks] == [("Phòng Kinh tế", "Báo cáo giao thông")]
    assert paper.recipients == ("Phòng Kinh tế;", "Lưu: VT, VP.")
    assert (paper.signer.name, paper.signer.title) == ("Chủ tịch Thử", "CHỦ TỊCH")


def test_party_secretarys_papers_bear_the_partys_heading(place):
    made = open_dialogue(place, hosts=(HostChoice(post=place.party_head),), host_office=place.party_office)

    paper = plan_paper(made, on=ON)

    assert (paper.issuer.heading, paper.issuer.code) == ("party", "ĐU")
    assert paper.recipients == ("Lưu Văn phòng Đảng ủy xã Tân Lạch.",)


def test_second_notice_says_that_it_replaces_the_first(place):
    made = open_dialogue(place)
    with pytest.raises(NoticeNotReady):
        notice_paper(made, on=ON)
    by = place.actor(place.anna)
    text = {"content": "Đường thôn", "participants": "Nhân dân", "how_to_take_part": "Gọi số 0225"}
    services.draft_notice(dialogue=made, **text, on=ON, by=by)
    first = notice_paper(made, on=ON).changes
    services.publish_notice(
        dialogue=made, channel="mass_media", published_on=ON, detail="Đài xã", override_reason="gấp", on=ON, by=by
    )
    services.draft_notice(dialogue=made, **text, on=ON, by=by)

    assert first == ""
    assert notice_paper(made, on=ON).changes.startswith("Thông báo này thay")


def test_signed_paper_gets_a_number_a_fact_and_a_successor(place):
    made = open_dialogue(place)
    by = place.actor(place.anna)
    draft = services.draft_paper(dialogue=made, kind=PaperKind.OPINION_FORM, on=ON, by=by)
    again = services.draft_paper(dialogue=made, kind=PaperKind.OPINION_FORM, on=ON, by=by)
    signed = services.issue_paper(document=draft, dialogue=made, on=ON, by=by)
    second = services.draft_paper(dialogue=made, kind=PaperKind.OPINION_FORM, on=ON, by=by)

    assert again.pk == draft.pk
    assert second.replaces == signed
    assert "document_issued" in [fact.kind for fact in journal.facts_of(made.stream)]
    with pytest.raises(PaperUnknown):
        services.draft_paper(dialogue=made, kind=PaperKind.MINUTES, on=ON, by=by)


def test_letters_are_addressed_to_bodies_and_to_citizens_out_of_the_vault(place):
    made = open_dialogue(place)
    by = place.actor(place.anna)
    with pytest.raises(NameMissing):
        services.invitation_letters(made, on=ON)
    services.invite(dialogue=made, kind=InviteeKind.AGENCY, body=place.economy, on=ON, by=by)
    guest = PersonalDetails(full_name="Nguyễn Văn Thử", address="Thôn Cầu Đá")
    services.invite(dialogue=made, kind=InviteeKind.CITIZEN, details=guest, on=ON, by=by)
    services.invite(dialogue=made, kind=InviteeKind.OTHER, name="Hợp tác xã Mẫu", on=ON, by=by)

    assert list(invitees(made)) == [
        "Đại diện lãnh đạo Phòng Kinh tế",
        "Ông (bà) Nguyễn Văn Thử, Thôn Cầu Đá",
        "Hợp tác xã Mẫu",
    ]


def test_annual_plan_is_written_anew_until_it_is_approved(place):
    by = place.actor(place.anna)
    line = services.plan_dialogue(
        unit=place.unit, year=2026, post=place.chair, planned_on=date(2026, 8, 20), topic="Nước sạch", on=ON, by=by
    )

    first = services.draft_annual_plan(plan=line.plan, on=ON, by=by)
    second = services.draft_annual_plan(plan=line.plan, on=ON, by=by)

    assert first.pk == second.pk
    assert first.content["dialogues"][0]["when"] == "20/8/2026"
