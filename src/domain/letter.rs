//! Numbered papers (文书): notices, reports, letters and records about a pupil, each frozen when issued.

use super::ids::{LetterId, PupilId, StaffId};
use super::ladder::Action;
use super::paper::Paper;
use super::people::Role;
use super::plain::plain;
use super::school::School;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Which form it is (文种; domain handbook, section 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterKind {
    /// 旷课（未到校）学生情况报告单 (3e): from the homeroom teacher to the leadership.
    Escalation,
    /// 报告 (3f): from the school to the district's education bureau.
    ReportBureau,
    /// 函 (3g): from the school to the street office or town of the pupil's residence.
    LetterStreet,
    /// 续报: what has become of it since the report.
    FollowUp,
    /// 致监护人返校告知书 (3j).
    NoticeGuardian,
    /// 核查函 (3h): to the education bureau of the hukou's county, with a tear-off answer.
    Verification,
    /// 劝返记录 (3i).
    Persuasion,
    /// 限期复学通知书（代拟稿）(3k): a draft for the authority that may issue it, with proof of service.
    OrderDraft,
    /// 家访记录表 (3d).
    HomeVisit,
    /// 家校联系记录 (3c).
    Contact,
}

impl LetterKind {
    pub const ALL: [LetterKind; 10] = [
        LetterKind::Escalation,
        LetterKind::ReportBureau,
        LetterKind::LetterStreet,
        LetterKind::FollowUp,
        LetterKind::NoticeGuardian,
        LetterKind::Verification,
        LetterKind::Persuasion,
        LetterKind::OrderDraft,
        LetterKind::HomeVisit,
        LetterKind::Contact,
    ];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            LetterKind::Escalation => "escalation",
            LetterKind::ReportBureau => "report-bureau",
            LetterKind::LetterStreet => "letter-street",
            LetterKind::FollowUp => "follow-up",
            LetterKind::NoticeGuardian => "notice-guardian",
            LetterKind::Verification => "verification",
            LetterKind::Persuasion => "persuasion",
            LetterKind::OrderDraft => "order-draft",
            LetterKind::HomeVisit => "home-visit",
            LetterKind::Contact => "contact",
        }
    }

    pub fn from_code(code: &str) -> Option<LetterKind> {
        LetterKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The papers by which what is owed is done; none where it is no paper's matter.
    pub fn answering(action: Action) -> &'static [LetterKind] {
        match action {
            Action::NoticeToLeadership => &[LetterKind::Escalation],
            Action::ReportOutside => &[LetterKind::ReportBureau, LetterKind::LetterStreet],
            Action::ReportToBureau => &[LetterKind::ReportBureau],
            Action::LetterToStreet => &[LetterKind::LetterStreet],
            Action::FollowUpReport => &[LetterKind::FollowUp],
            Action::NoticeToGuardian => &[LetterKind::NoticeGuardian],
            Action::Persuade => &[LetterKind::Persuasion],
            Action::EnterDropout => &[LetterKind::OrderDraft],
            Action::SendVerification => &[LetterKind::Verification],
            _ => &[],
        }
    }

    /// Whether it goes to an authority (教育局、街道): the leadership signs it, the office drafts and sends it (R4).
    pub fn goes_to_authority(self) -> bool {
        use LetterKind::{FollowUp, LetterStreet, OrderDraft, ReportBureau, Verification};
        matches!(self, ReportBureau | LetterStreet | FollowUp | Verification | OrderDraft)
    }

    /// In which series it is numbered.
    pub fn series(self) -> Series {
        match self {
            LetterKind::Escalation => Series::Internal,
            LetterKind::ReportBureau
            | LetterKind::LetterStreet
            | LetterKind::FollowUp
            | LetterKind::NoticeGuardian
            | LetterKind::Verification => Series::Outgoing,
            LetterKind::Persuasion | LetterKind::OrderDraft | LetterKind::HomeVisit | LetterKind::Contact => {
                Series::Record
            }
        }
    }
}

/// What a paper would have to speak of and is not in the books: it cannot be written before it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// An unexcused absence that runs now, of a pupil who is here.
    Absence,
    /// A contact with the family.
    Contact,
    /// A home visit.
    Visit,
    /// A report to the bureau or a letter to the street office before this one.
    Report,
    /// An absence long enough for those outside the school to be told (R4).
    LongAbsence,
    /// A hukou outside the school's own district: within it there is nobody else to ask.
    HukouElsewhere,
}

/// A run of numbers (文号系列): each counts from 1 every year, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Series {
    /// Papers within the school.
    Internal,
    /// Papers that leave the school under its document number.
    Outgoing,
    /// Records and drafts.
    Record,
}

impl Series {
    pub const ALL: [Series; 3] = [Series::Internal, Series::Outgoing, Series::Record];

    pub fn code(self) -> &'static str {
        match self {
            Series::Internal => "internal",
            Series::Outgoing => "outgoing",
            Series::Record => "record",
        }
    }

    /// What tells numbers of different series apart where they stand alone, without the school's prefix.
    pub fn sign(self) -> &'static str {
        match self {
            Series::Internal => "",
            Series::Outgoing => "外",
            Series::Record => "记",
        }
    }
}

/// A paper's number within its series and year: 〔2026〕3号, 外〔2026〕3号, 记〔2026〕3号.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LetterNo {
    pub series: Series,
    pub year: u16,
    pub number: u32,
}

impl fmt::Display for LetterNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}〔{}〕{}号", self.series.sign(), self.year, self.number))
    }
}

impl LetterNo {
    /// Reads 〔2026〕3号, 外〔2026〕3号, 2026-3, 外2026-3, or any of them behind a school's prefix; and a number alone,
    /// which is one of `this_year`.
    pub fn parse(written: &str, this_year: u16) -> Option<LetterNo> {
        let written = plain(written.trim());
        let digits: Vec<&str> =
            written.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
        let (year, number) = match digits.as_slice() {
            [number] => (this_year, number),
            [year, number] => (year.parse().ok()?, number),
            _ => return None,
        };
        let sign = written.split(|c: char| c.is_ascii_digit()).next()?.trim_end_matches(['〔', '[', '(', '【', '［']);
        let outside = Series::ALL.into_iter().filter(|series| *series != Series::Internal);
        let series = outside.into_iter().find(|series| sign.ends_with(series.sign())).unwrap_or(Series::Internal);
        Some(LetterNo { series, year, number: number.parse().ok()? })
    }

    /// As a part of a file's name: it tells nobody whom the paper is about.
    pub fn file_name(self) -> String {
        format!("{}{}-{}", self.series.sign(), self.year, self.number)
    }
}

/// A part of a paper that is the writer's own; the rest is made from facts and cannot be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 主送
    Addressee,
    /// 去向及原因
    Cause,
    /// 拟采取措施
    Measures,
    /// 结语
    Closing,
    /// 附件: what is enclosed, one name a line.
    Enclosures,
    /// 联系人: who answers questions, and by what telephone.
    Liaison,
    /// 请于何日前: by when an answer, or the child, is asked for.
    AskedBy,
    /// 更正说明: what was wrong in the paper that this one corrects.
    Correction,
}

impl Part {
    pub const ALL: [Part; 8] = [
        Part::Addressee,
        Part::Cause,
        Part::Measures,
        Part::Closing,
        Part::Enclosures,
        Part::Liaison,
        Part::AskedBy,
        Part::Correction,
    ];

    /// The language-neutral name, as on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Part::Addressee => "addressee",
            Part::Cause => "cause",
            Part::Measures => "measures",
            Part::Closing => "closing",
            Part::Enclosures => "enclosures",
            Part::Liaison => "liaison",
            Part::AskedBy => "asked_by",
            Part::Correction => "correction",
        }
    }

    pub fn from_code(code: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.code() == code)
    }

    /// Characters that fit: a name on one line, or paragraphs.
    pub fn longest(self) -> usize {
        match self {
            Part::Addressee | Part::Liaison | Part::AskedBy => 40,
            Part::Enclosures | Part::Correction => 200,
            Part::Cause | Part::Measures | Part::Closing => 2000,
        }
    }
}

/// A paper as issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterRecord {
    pub kind: LetterKind,
    pub no: LetterNo,
    pub pupil: PupilId,
    pub issued_on: NaiveDate,
    /// 主送: to whom.
    pub to: String,
    /// What it says, with the facts that it was made from: frozen at issue.
    pub paper: Paper,
    /// The earlier paper that this one corrects (更正).
    #[serde(default)]
    pub corrects: Option<LetterNo>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub id: LetterId,
    pub record: LetterRecord,
    pub issued_by: StaffId,
    pub receipt: Option<Receipt>,
}

/// That a paper arrived, and what was said to it (签收、批示、回执).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub by: String,
    pub on: NaiveDate,
    /// By what way it was handed over, or the leadership's instruction.
    pub how: String,
}

impl School {
    /// Whether somebody may issue a paper: those for authorities are the leadership's and the office's.
    pub fn may_issue(&self, kind: LetterKind, who: StaffId, on: NaiveDate) -> bool {
        let holds = |role| self.holders(role, None, on).iter().any(|staff| staff.id == who);
        !kind.goes_to_authority() || self.staff.is_empty() || holds(Role::Leadership) || holds(Role::Affairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made_up::{class_of, date};
    use crate::domain::people::{Post, Staff, StaffRecord};
    use uuid::Uuid;

    #[test]
    fn papers_for_authorities_are_issued_by_the_leadership_or_the_office() {
        let (mut books, class) = class_of(1);
        let may = |books: &crate::domain::school::Books, at: u128, kind| {
            School::from_books(books.clone()).may_issue(kind, StaffId(Uuid::from_u128(at)), date("2025-09-10"))
        };
        assert!(may(&books, 9, LetterKind::ReportBureau), "nobody is entered");
        let staff = |at: u128, posts: &[Post]| Staff {
            id: StaffId(Uuid::from_u128(at)),
            record: StaffRecord { name: format!("老师{at}"), posts: posts.iter().copied().collect(), until: None },
        };
        books.staff = vec![staff(1, &[]), staff(2, &[Post::Homeroom(class)])];
        assert!(may(&books, 1, LetterKind::LetterStreet), "who set the books up holds what nobody was given");
        assert!(!may(&books, 2, LetterKind::LetterStreet));
        assert!(may(&books, 2, LetterKind::Escalation) && may(&books, 2, LetterKind::NoticeGuardian));
        books.staff.push(staff(3, &[Post::Leadership]));
        assert!(may(&books, 3, LetterKind::ReportBureau));
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let no = |series, number| Some(LetterNo { series, year: 2026, number });
        let table = [
            ("〔2026〕3号", no(Series::Internal, 3)),
            ("2026-3", no(Series::Internal, 3)),
            ("校内〔2026〕3号", no(Series::Internal, 3)),
            ("外〔2026〕12号", no(Series::Outgoing, 12)),
            ("记2026-1", no(Series::Record, 1)),
            ("２０２６－３", no(Series::Internal, 3)),
            ("3", no(Series::Internal, 3)),
            ("记3", no(Series::Record, 3)),
            ("1-2-3", None),
            ("", None),
        ];
        for (written, read) in table {
            assert_eq!(LetterNo::parse(written, 2026), read, "{written}");
        }
        for kind in LetterKind::ALL {
            assert_eq!(LetterKind::from_code(kind.code()), Some(kind));
            let no = LetterNo { series: kind.series(), year: 2026, number: 7 };
            assert_eq!(LetterNo::parse(&no.to_string(), 1999), Some(no));
        }
    }
}
