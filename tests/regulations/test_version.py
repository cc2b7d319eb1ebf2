"""What the screens ask of a regulation."""

import pytest

from doithoai.regulations import get
from doithoai.regulations.errors import UnknownRegulation

HP = get("hai-phong-1155")


def codes(items):
    return [item.code for item in items]


@pytest.mark.parametrize("level", ["province", "district", "commune"])
def test_party_and_government_heads_host_at_every_level(level):
    assert codes(HP.hosts_for(level)) == ["party_head", "government_head"]


def test_the_host_is_named_as_at_its_level():
    assert [host.vi for host in HP.hosts_for("commune")] == ["Bí thư Đảng ủy xã", "Chủ tịch UBND xã"]


@pytest.mark.parametrize(
    ("level", "host_role", "office"),
    [
        ("province", "party_head", "city_party_office"),
        ("province", "government_head", "city_peoples_committee_office"),
        ("district", "party_head", "district_party_office"),
        ("district", "government_head", "district_council_committee_office"),
        ("commune", "party_head", "section_assigned_by_host"),
        ("commune", "government_head", "section_assigned_by_host"),
    ],
)
def test_the_host_office_follows_from_the_host(level, host_role, office):
    assert HP.host_office(level, host_role).code == office


def test_a_deputy_stands_in_only_with_a_special_case_and_an_assignment():
    (deputy,) = HP.substitutes_for("commune", "party_head")

    assert (deputy.code, deputy.proof) == ("deputy_party_head", ("special_case", "assignment"))


def test_the_programme_has_seven_steps_in_order_two_of_them_if_any():
    steps = HP.programme_steps("periodic")

    assert [step.number for step in steps] == [1, 2, 3, 4, 5, 6, 7]
    assert [step.number for step in steps if not step.required] == [3, 6]


def test_the_notice_needs_both_channels_and_an_extraordinary_one_is_freed():
    periodic, extraordinary = HP.notice_requirements("periodic"), HP.notice_requirements("extraordinary")

    assert codes(periodic.channels) == ["invitation", "mass_media"]
    assert (periodic.waived_by, extraordinary.waived_by) == ("", "HP-8.3-waiver")


def test_the_upper_level_gets_the_conclusion_only_from_below_the_city():
    assert "upper_level" in codes(HP.conclusion_recipients("commune"))
    assert "upper_level" not in codes(HP.conclusion_recipients("province"))
    assert len(HP.conclusion_recipients("commune")) == 6


def test_lists_for_forms_and_checks():
    assert codes(HP.types()) == ["periodic", "thematic", "extraordinary"]
    assert codes(HP.forms()) == ["in_person", "online", "hybrid"]
    assert len(HP.plan_fields()) == 6
    assert len(HP.refusal_grounds()) == 3
    assert HP.topic_refusal_grounds() == ()
    assert len(HP.out_of_scope_regimes()) == 5
    assert codes(HP.extension_grounds("HP-10.1a")) == ["beyond_competence", "complex_multi_agency"]
    assert HP.extension_grounds("HP-8.1-notice") == ()
    assert codes(item for item in HP.dossier_items() if not item.required) == ["escalation_letter"]
    assert codes(HP.briefing_items("periodic")) != codes(HP.briefing_items("thematic"))
    assert len(HP.triggers()) == 3
    assert len(HP.audiences()) == 9
    assert len(HP.outcomes()) == 5


def test_the_report_schedule_differs_by_level_and_host():
    def rules(level, role=""):
        return [rule.id for rule in HP.report_schedule(level, role)]

    assert rules("province", "government_head") == ["HP-15.1a-half", "HP-15.1a-year", "HP-15.1c-year"]
    assert rules("district") == ["HP-15.1b-half", "HP-15.1b-year"]
    assert rules("commune") == ["HP-15.1b-half+commune", "HP-15.1b-year+commune"]


def test_every_item_carries_the_citation_of_its_clause():
    items = [item for entries in HP.lists.values() for item in entries]

    assert all(item.citation == HP.citation(item.clause) for item in items)
    assert HP.item("recipients", "petitioner").citation == "Điều 10 khoản 1"


def test_an_unknown_rule_is_refused():
    with pytest.raises(UnknownRegulation):
        HP.rule("HP-99")
    with pytest.raises(UnknownRegulation):
        HP.citation("HP-99")


@pytest.mark.parametrize(
    ("regulation", "level", "reporter", "to", "copies"),
    [
        ("hai-phong-1155", "commune", "government", ["Ban Thường vụ Thành ủy (qua Ban Dân vận Thành ủy)"], []),
        ("hai-phong-1155", "province", "mass_mobilization", ["Ban Thường vụ Thành ủy"], []),
        ("kon-tum-04", "commune", "party_committee", ["Ban Dân vận Tỉnh ủy"], []),
        (
            "binh-thuan-218",
            "commune",
            "party_committee",
            ["Ban Thường vụ cấp ủy cùng cấp", "cấp ủy, chính quyền cấp trên trực tiếp"],
            ["MTTQ, đoàn thể cùng cấp"],
        ),
    ],
)
def test_report_goes_to_all_whom_the_text_names(regulation, level, reporter, to, copies):
    found = get(regulation).report_addressees(level, reporter)

    assert [item.addressee_vi for item in found if not item.copy] == to
    assert [item.addressee_vi for item in found if item.copy] == copies
