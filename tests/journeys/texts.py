"""What each of the five texts says, read from the texts and their clause register, and not from the engine.

Every line bears the clause that it comes from (the register's id, `regulations/data/*/clauses.csv`); days are
counted by hand from the day of the conference.
"""

from dataclasses import dataclass
from datetime import date

from doithoai.organisations.enums import HostRole, Level
from tests.journeys.course import Course

PARTY, GOVERNMENT, COUNCIL = HostRole.PARTY_HEAD, HostRole.GOVERNMENT_HEAD, HostRole.COUNCIL_CHAIR


@dataclass(frozen=True, slots=True)
class Says:
    """One text: what its dialogue must show that the others' do not. "" and () where the text is silent."""

    regulation: str
    level: Level
    course: Course
    since: date = date(2025, 7, 1)
    # Who may host, in the order of the text: how the post is called, the clause.
    hosts: tuple[tuple[str, str], ...] = ()
    # The steps of the conference in their order: a word of the title, the clause.
    steps: tuple[tuple[str, str], ...] = ()
    # Days as the opening form shows them: the words, the clause that they come from.
    days: tuple[tuple[str, str], ...] = ()
    # By when the petition that was taken up is answered or reported on, once the conclusion notice is out.
    answers: tuple[tuple[str, str], ...] = ()
    # Numbers that stand in a text which nobody has here: the clause, the name of the missing text.
    missing: tuple[str, str] = ("", "")
    notice_by: str = ""
    channels: tuple[str, ...] = ()
    # Grounds on which a person may be refused, and on which an answer may.
    refuses_persons: tuple[str, ...] = ()
    refuses_topics: tuple[str, ...] = ()
    declines: bool = False
    # People at each place: the least, the most that is advised (0: none), the clauses.
    counts: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
    host_sets_dates: bool = False
    agency_proposes_dates: bool = False
    recipients: tuple[str, ...] = ()
    dossier: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    report_to: tuple[str, ...] = ()
    starts_with_previous: bool = False
    # The last day for finding a matter complex, and by when such a matter is answered.
    complex_until: str = ""
    complex_by: str = ""


_COMMUNE_HOSTS = ("Bí thư Đảng ủy xã", "Chủ tịch UBND xã")

HAI_PHONG = Says(
    "hai-phong-1155",
    Level.COMMUNE,
    Course.around(date(2026, 10, 15), roles=(PARTY,)),  # a Thursday
    hosts=((_COMMUNE_HOSTS[0], "HP-2.1a-host-commune"), (_COMMUNE_HOSTS[1], "HP-2.1b-host-commune")),
    steps=(
        ("Giới thiệu", "HP-9.1-programme"),
        ("thông báo", "HP-9.2-content"),
        ("trả lời ý kiến thu trước", "HP-9.3-pre-answers"),
        ("phát biểu", "HP-9.4-speak"),
        ("trả lời", "HP-9.5-host-answer"),
        ("trao đổi tiếp", "HP-9.6-continue"),
        ("kết luận", "HP-9.7-accept"),
    ),
    answers=(("30/10", "HP-10.2-report-host"),),  # seven working days after the notice of Wednesday 21/10
    days=(("5/10", "HP-8.1-notice"), ("29/10", "HP-10.1a")),
    notice_by="thứ Hai 5/10/2026",  # seven clear working days
    channels=("Giấy mời", "Loan báo"),
    refuses_persons=("HP-4.3-refuse-capacity", "HP-4.3-refuse-intoxicated", "HP-4.3-refuse-rules"),
    declines=True,
    agency_proposes_dates=True,
    recipients=(
        "HP-10.1-to-agency",
        "HP-10.1-to-petitioner",
        "HP-10.1-to-mass-mobilization",
        "HP-10.1-to-front",
        "HP-10.1-to-orgs",
        "HP-10.1-to-upper",
    ),
    dossier=(
        "HP-15.2-plan",
        "HP-15.2-assignment",
        "HP-15.2-opinion-form",
        "HP-15.2-summary",
        "HP-15.2-reply",
        "HP-15.2-invitation",
        "HP-15.2-minutes",
        "HP-15.2-conclusion",
        "HP-15.2-escalation",
    ),
    reports=("HP-15.1b-half+commune", "HP-15.1b-year+commune"),  # no district gathers them any more (A42)
    report_to=("HP-15.1-route",),
)

BINH_THUAN = Says(
    "binh-thuan-218",
    Level.COMMUNE,
    # A Tuesday at the start of a year, as BT-I.2-season wants; the 45 days cross 27/4 and 30/4.
    Course.around(date(2026, 3, 10), roles=(PARTY,), places=(("Nhà văn hóa thôn Đông", "village"),)),
    hosts=((_COMMUNE_HOSTS[0], "BT-II.1-host-party-commune"), (_COMMUNE_HOSTS[1], "BT-II.1-host-gov-commune")),
    steps=(
        ("Giới thiệu", "BT-II.5.B2-s1-reason"),
        ("mục đích, yêu cầu", "BT-II.5.B2-s2-purpose"),
        ("phát biểu", "BT-II.5.B2-s3-speak"),
        ("Cơ quan", "BT-II.5.B2-s4-agency"),
        ("trả lời, trao đổi, tiếp thu", "BT-II.5.B2-s5-host"),
    ),
    answers=(("21/5", "BT-II.5.B3-resolve-deadline"),),  # 45 working days after the notice of Monday 16/3
    days=(("4/3", "BT-II.5.B1-notice"), ("24/3", "BT-II.5.B3-notice-deadline")),
    notice_by="thứ Tư 4/3/2026",  # three clear working days
    channels=("Giấy mời", "phương tiện truyền thông địa phương"),
    refuses_topics=("đang điều tra, xác minh", "Chưa đủ cơ sở", "Không thuộc thẩm quyền"),
    declines=True,
    recipients=("BT-II.5.B3-notice-recipient",),
    dossier=(  # no clause on the dossier (A50): what other clauses make
        "BT-II.5.B1-lead-plan",
        "BT-II.5.B1-notice",
        "BT-II.5.B2-minutes",
        "BT-II.5.B3-notice-deadline",
        "BT-II.5.B2-host-escalate",
    ),
    reports=("BT-II.5.B3-report-frequency", "BT-II.5.B3-report-frequency+government"),  # each head's own
    report_to=("BT-II.5.B3-report-to-sc", "BT-II.5.B3-report-to-upper", "BT-II.5.B3-report-cc-front"),
)

KON_TUM = Says(
    "kon-tum-04",
    Level.COMMUNE,
    Course.around(date(2026, 10, 15), roles=(PARTY,)),
    hosts=(
        (_COMMUNE_HOSTS[0], "KT-II.2.1-host-secretary"),
        (_COMMUNE_HOSTS[1], "KT-II.2.1-host-chair"),
        ("Trưởng phòng Kinh tế", "KT-II.2.1-host-agency-head"),
    ),
    steps=(
        ("Giới thiệu", "KT-II.2.2a-mc"),
        ("kết quả lần trước", "KT-II.2.2b-topics"),
        ("phát biểu", "KT-II.2.2c-speak"),
        ("Trả lời", "KT-II.2.2d-host-answer"),
        ("trao đổi tiếp", "KT-II.2.2e-continue"),
        ("kết luận", "KT-II.2.2f-conclude"),
    ),
    answers=(("4/11", "KT-I.2-reply-full"),),  # the day that the host set: the text has none
    missing=("KT-II.2.1-ref-art7", "1408-QĐ/TU"),
    host_sets_dates=True,
    recipients=("KT-II.2.2f-agency",),
    dossier=(
        "KT-II.2.3-doc-annual-plan",
        "KT-II.2.3-doc-convening",
        "KT-II.2.3-doc-rules",
        "KT-II.2.3-doc-programme",
        "KT-II.2.3-doc-opening",
        "KT-II.2.3-doc-closing",
        "KT-II.2.3-doc-concerns",
        "KT-II.2.3-doc-previous",
        "KT-II.2.3-doc-conclusion",
        "KT-II.2.3-doc-minutes",
        "KT-II.2.3-doc-other",
    ),
    reports=("KT-III-report-annual",),
    report_to=("KT-III-report-to",),
    starts_with_previous=True,
)

THAN_UYEN = Says(
    "than-uyen-2023",
    Level.DISTRICT,
    Course.around(date(2023, 11, 15), roles=(PARTY, GOVERNMENT)),  # vector V4, a Wednesday
    since=date(2022, 1, 1),
    hosts=(("Bí thư Huyện ủy huyện", "TU-II.1-host-personal"), ("Chủ tịch UBND huyện", "TU-II.1-host-personal")),
    steps=(
        ("Tuyên bố lý do", "TU-4.2-s1-open"),
        ("nội dung, phương pháp", "TU-4.2-s2-method"),
        ("phát biểu", "TU-4.2-s3-speak"),
        ("trả lời", "TU-III.4-answer"),
        ("kết luận", "TU-4.2-s5-conclude"),
        ("biên bản", "TU-4.2-s6-minutes"),
    ),
    days=(("3/11", "TU-4.1-notice"), ("22/11", "TU-4.3-review")),
    answers=(("6/12", "TU-4.3-reply-simple"),),
    missing=("TU-0-basis", "06-QC/TU"),
    notice_by="thứ Sáu 3/11/2023",  # seven clear working days
    channels=("Phương tiện thông tin đại chúng", "Giấy mời"),
    recipients=(
        "TU-III.3-report-to",  # the district's Standing Board, and the level above
        "TU-III.3-report-cc",  # Mass Mobilisation, the Front, the agencies concerned
    ),
    dossier=(
        "TU-4.1-dossier-opinions",
        "TU-4.1-dossier-content",
        "TU-4.1-dossier-answer",
        "TU-4.3-dossier",
    ),
    complex_until="thứ Tư 22/11/2023",
    complex_by="27/12",
)

GIA_LAI = Says(
    "gia-lai-553",
    Level.DISTRICT,
    # A Friday: 29/4, 30/4 and 1/5/2024 were days off, Saturday 4/5 was worked (vector V6).
    Course.around(
        date(2024, 4, 26),
        roles=(COUNCIL,),
        promised=date(2024, 5, 31),  # more than the text gives: the earlier day holds (A55)
        places=(("Hội trường xã Đông", "commune"), ("Nhà rông làng Tây", "village")),
    ),
    since=date(2022, 1, 1),
    hosts=(
        ("Bí thư Huyện ủy huyện", "GL-1.2a-host-party-district"),
        ("Chủ tịch UBND huyện", "GL-1.2a-host-gov-district"),
        ("Chủ tịch HĐND huyện", "GL-1.2a-host-council-district"),
    ),
    steps=(
        ("Giới thiệu", "GL-8.1-programme"),
        ("thông báo nội dung", "GL-8.2-host"),
        ("phát biểu", "GL-8.3-speak"),
        ("trả lời", "GL-8.4-answer"),
        ("trao đổi tiếp", "GL-8.5-continue"),
        ("kết luận", "GL-8.6-discussed"),
    ),
    days=(("17/4", "GL-7.3-notice"), ("7/5", "GL-9.1-review")),
    answers=(("21/5", "GL-9.2-reply"),),
    notice_by="thứ Tư 17/4/2024",  # seven clear days of any kind; the day before them was a day off, so it moves back
    channels=("Phương tiện thông tin đại chúng", "Giấy mời"),
    refuses_persons=(
        "GL-12.5-refuse-drunk",
        "GL-12.5-refuse-stimulant",
        "GL-12.5-refuse-mental",
        "GL-12.5-refuse-capacity",
        "GL-12.5-refuse-disorder",
        "GL-12.5-refuse-insult",
    ),
    counts=((100, 150, ("GL-7.3-min-100", "GL-7.3-max-150")), (50, 0, ("GL-7.3-min-50",))),
    host_sets_dates=True,
    recipients=(
        "GL-16.5-to-mass-mobilization",
        "GL-16.5-to-front",
        "GL-16.5-to-agencies",
        "GL-11.2-inform-front",
        "GL-11.3-report-upper",
        "GL-11.3-report-party",
    ),
    dossier=(
        "GL-7.1c-all-opinions",
        "GL-7.1c-prepared-answers",
        "GL-7.1c-petition",
        "GL-9.2-dossier",
        "GL-10.3-escalate",
    ),
    reports=("GL-14.3-half", "GL-14.3-half+government", "GL-14.3-year", "GL-14.3-year+government"),
    report_to=("GL-14.3-route",),
)

TEXTS = (HAI_PHONG, KON_TUM, BINH_THUAN, GIA_LAI, THAN_UYEN)
