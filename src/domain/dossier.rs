//! The dossier (一生一案; domain handbook 3m): what belongs into one pupil's file, and what of it the books do not have.

use super::case::{Case, Exit, Stage};
use super::flags::Scope;
use super::ids::PupilId;
use super::ladder::Action;
use super::letter::{Letter, LetterKind, LetterNo};
use super::mark::Counts;
use super::people::PupilRecord;
use super::school::School;
use super::step::{Closing, Step, Taken};
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeSet;

/// A thing of the contents list (目录), in the order in which it is filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// 封面与目录
    Cover,
    /// 学生基本信息表
    Pupil,
    /// 监护人及联系方式
    Guardians,
    /// 个案过程: what was done, in the order of time, before the papers that say it at length. The handbook's list has no
    /// number for it.
    TimeLine,
    /// 考勤明细（本学期）
    Attendance,
    /// 家校联系记录
    Contacts,
    /// 家访记录
    Visits,
    /// 校内报告单及批示
    Notices,
    /// 报教育局报告
    Reports,
    /// 致街道函及回复
    Letters,
    /// 致监护人告知书及回执
    GuardianNotices,
    /// 劝返记录
    Persuasions,
    /// 核查函、回执、催办
    Verifications,
    /// 限期复学通知书及送达回证
    Orders,
    /// 请假、诊断、休学、转学、残疾等证明
    Proofs,
    /// 帮扶方案与落实记录
    Help,
    /// 返校与跟踪记录
    Watch,
    /// 结案审批表
    Closing,
}

impl Item {
    pub const ALL: [Item; 18] = [
        Item::Cover,
        Item::Pupil,
        Item::Guardians,
        Item::TimeLine,
        Item::Attendance,
        Item::Contacts,
        Item::Visits,
        Item::Notices,
        Item::Reports,
        Item::Letters,
        Item::GuardianNotices,
        Item::Persuasions,
        Item::Verifications,
        Item::Orders,
        Item::Proofs,
        Item::Help,
        Item::Watch,
        Item::Closing,
    ];

    /// Its number in the contents; none for what is filed beside them.
    pub fn number(self) -> Option<usize> {
        let numbered = Item::ALL.into_iter().filter(|item| *item != Item::TimeLine);
        numbered.zip(1..).find(|(item, _)| *item == self).map(|(_, number)| number)
    }

    /// The language-neutral name, as in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Item::Cover => "cover",
            Item::Pupil => "pupil",
            Item::Guardians => "guardians",
            Item::Attendance => "attendance",
            Item::Contacts => "contacts",
            Item::Visits => "visits",
            Item::Notices => "notices",
            Item::Reports => "reports",
            Item::Letters => "letters",
            Item::GuardianNotices => "guardian_notices",
            Item::Persuasions => "persuasions",
            Item::Verifications => "verifications",
            Item::Orders => "orders",
            Item::Proofs => "proofs",
            Item::Help => "help",
            Item::Watch => "watch",
            Item::TimeLine => "time_line",
            Item::Closing => "closing",
        }
    }

    /// Under which item a paper is filed.
    pub fn of_letter(kind: LetterKind) -> Item {
        match kind {
            LetterKind::Contact => Item::Contacts,
            LetterKind::HomeVisit => Item::Visits,
            LetterKind::Escalation => Item::Notices,
            LetterKind::ReportBureau | LetterKind::FollowUp => Item::Reports,
            LetterKind::LetterStreet => Item::Letters,
            LetterKind::NoticeGuardian => Item::GuardianNotices,
            LetterKind::Persuasion => Item::Persuasions,
            LetterKind::Verification => Item::Verifications,
            LetterKind::OrderDraft => Item::Orders,
        }
    }

    /// Under which item that is filed which the ladder asks for; none where it leaves no paper in the dossier.
    fn of_action(action: Action) -> Option<Item> {
        match action {
            Action::ContactGuardian | Action::AskAfterLeave | Action::FollowIllness => Some(Item::Contacts),
            Action::HomeVisit => Some(Item::Visits),
            Action::NoticeToLeadership => Some(Item::Notices),
            Action::ReportToBureau | Action::FollowUpReport => Some(Item::Reports),
            Action::LetterToStreet => Some(Item::Letters),
            Action::NoticeToGuardian => Some(Item::GuardianNotices),
            Action::Persuade => Some(Item::Persuasions),
            Action::SendVerification | Action::Remind => Some(Item::Verifications),
            Action::EnterLongLeave | Action::ConsiderSuspension => Some(Item::Proofs),
            Action::TalkAboutPattern => Some(Item::Help),
            Action::WatchTalk => Some(Item::Watch),
            // The notice that was not received is named by itself; both papers are named one by one.
            Action::AcknowledgeNotice | Action::ReportOutside => None,
            Action::EnterSuspected
            | Action::EnterDropout
            | Action::ReportIllness
            | Action::CallPolice
            | Action::TraceEntrant
            | Action::MonthlyReport => None,
        }
    }
}

/// What the first form asks for of a pupil (学生基本信息表).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    StudentNo,
    Sex,
    Birth,
    Hukou,
    Address,
    Street,
}

/// One thing that the dossier asks for at this stage and the books do not have (缺件).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    Unrecorded(Field),
    NoGuardian,
    /// No guardian has a number.
    NoPhone,
    /// So many rolls of the class were not taken since the case opened.
    Rolls(usize),
    /// The ladder asks for it.
    Owed {
        what: Action,
        due: Option<NaiveDate>,
    },
    /// The stage says that it is out, and it is not in the books.
    Unissued(LetterKind),
    /// Issued, and nobody has noted that it arrived.
    Unreceived(LetterKind, LetterNo),
    /// A verification letter without an answer.
    Unanswered(LetterNo),
    /// Fewer persuasion records than a dropout must have.
    Persuasions {
        have: usize,
        of: usize,
    },
    /// On so many days excused without a leave note.
    WithoutNote(usize),
    /// The exit asks for a paper of somebody else's, and none is attached.
    Unproved(Exit),
    /// No plan of help, and no talk.
    NoHelp,
    /// Those outside who know of the absence do not know of the return.
    ReturnUnreported,
    /// The facts propose an exit that nobody has confirmed.
    Unclosed(Exit),
}

impl Lack {
    /// Where it would be filed.
    pub fn item(&self) -> Item {
        match self {
            Lack::Unrecorded(_) => Item::Pupil,
            Lack::NoGuardian | Lack::NoPhone => Item::Guardians,
            Lack::Rolls(_) => Item::Attendance,
            Lack::Owed { what, .. } => Item::of_action(*what).unwrap_or(Item::TimeLine),
            Lack::Unissued(kind) | Lack::Unreceived(kind, _) => Item::of_letter(*kind),
            Lack::Unanswered(_) => Item::Verifications,
            Lack::Persuasions { .. } => Item::Persuasions,
            Lack::WithoutNote(_) | Lack::Unproved(_) => Item::Proofs,
            Lack::NoHelp => Item::Help,
            Lack::ReturnUnreported => Item::Reports,
            Lack::Unclosed(_) => Item::Closing,
        }
    }

    /// The language-neutral name, as in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Lack::Unrecorded(_) => "unrecorded",
            Lack::NoGuardian => "no_guardian",
            Lack::NoPhone => "no_phone",
            Lack::Rolls(_) => "rolls",
            Lack::Owed { .. } => "owed",
            Lack::Unissued(_) => "unissued",
            Lack::Unreceived(..) => "unreceived",
            Lack::Unanswered(_) => "unanswered",
            Lack::Persuasions { .. } => "persuasions",
            Lack::WithoutNote(_) => "without_note",
            Lack::Unproved(_) => "unproved",
            Lack::NoHelp => "no_help",
            Lack::ReturnUnreported => "return_unreported",
            Lack::Unclosed(_) => "unclosed",
        }
    }
}

/// Persuasion records that a dropout must have at the least (domain handbook 2.2).
const PERSUASIONS: usize = 2;

impl School {
    /// What a pupil's dossier asks for as of a date and the books do not have (缺件清单), in the order of the contents.
    pub fn lacks(&self, pupil: PupilId, as_of: NaiveDate) -> Vec<Lack> {
        let Some(known) = self.pupil(pupil) else { return Vec::new() };
        let case = self.case(pupil, as_of);
        let mut lacks = of_record(&known.record);
        lacks.extend(self.rolls_lacking(pupil, case.as_ref(), as_of));
        lacks.extend(self.asked_by_the_ladder(pupil, as_of));
        lacks.extend(self.unreceived(pupil, as_of));
        lacks.extend(self.without_note(pupil, as_of));
        lacks.extend(case.iter().flat_map(|case| self.of_case(case, &lacks, as_of)).collect::<Vec<_>>());
        lacks.sort_by_key(Lack::item);
        lacks
    }

    /// The step by which a case was closed.
    pub fn closed_by(&self, pupil: PupilId, closing: &Closing, on: NaiveDate) -> Option<&Taken> {
        let is = |taken: &&Taken| taken.record.at.date() == on && taken.record.step == Step::Closed(closing.clone());
        self.steps_of(pupil).iter().rev().find(is)
    }

    /// Today's rolls may still be taken; those of the days before may not be forgotten.
    fn rolls_lacking(&self, pupil: PupilId, case: Option<&Case>, as_of: NaiveDate) -> Option<Lack> {
        let case = case.filter(|case| case.is_open())?;
        let class = self.last_class(pupil, as_of)?;
        let gaps = self.gaps(as_of.and_time(NaiveTime::MIN), Scope::Class(class));
        let count = gaps.iter().filter(|key| key.date >= case.opened).count();
        (count > 0).then_some(Lack::Rolls(count))
    }

    fn asked_by_the_ladder(&self, pupil: PupilId, as_of: NaiveDate) -> Vec<Lack> {
        let owed = self.flag(pupil, as_of).map(|flag| flag.owed).unwrap_or_default();
        let one_by_one = owed.iter().flat_map(|owed| match owed.what {
            Action::ReportOutside => {
                [Action::ReportToBureau, Action::LetterToStreet].map(|what| (what, owed.due)).to_vec()
            }
            what => vec![(what, owed.due)],
        });
        let filed = one_by_one.filter(|(what, _)| Item::of_action(*what).is_some());
        filed.map(|(what, due)| Lack::Owed { what, due }).collect()
    }

    /// Papers that went to somebody, without a word of it that they arrived; a paper that was corrected counts no more.
    fn unreceived(&self, pupil: PupilId, as_of: NaiveDate) -> Vec<Lack> {
        let issued: Vec<&Letter> = self.letters_of(pupil).filter(|letter| letter.record.issued_on <= as_of).collect();
        let corrected: BTreeSet<LetterNo> = issued.iter().filter_map(|letter| letter.record.corrects).collect();
        let answered = |since: NaiveDate| {
            let is = |taken: &Taken| matches!(taken.record.step, Step::Answered { .. });
            self.steps_of(pupil).iter().any(|taken| is(taken) && taken.record.at.date() >= since)
        };
        let open = issued.into_iter().map(|letter| (&letter.record, letter.receipt.is_some()));
        let open = open.filter(|(record, _)| !corrected.contains(&record.no));
        open.filter_map(|(record, received)| match record.kind {
            LetterKind::Verification => (!answered(record.issued_on)).then_some(Lack::Unanswered(record.no)),
            LetterKind::Escalation
            | LetterKind::ReportBureau
            | LetterKind::LetterStreet
            | LetterKind::FollowUp
            | LetterKind::NoticeGuardian
            | LetterKind::OrderDraft => (!received).then_some(Lack::Unreceived(record.kind, record.no)),
            LetterKind::Persuasion | LetterKind::HomeVisit | LetterKind::Contact => None,
        })
        .collect()
    }

    /// Days of the term on which the pupil was excused and no leave note says why.
    fn without_note(&self, pupil: PupilId, as_of: NaiveDate) -> Option<Lack> {
        let term = self.calendar.term_of(as_of)?;
        let excused = self.exceptions(pupil, as_of).filter(|it| it.date >= term.first);
        let excused = excused.filter(|it| it.mark.counts() == Counts::Excused);
        let bare = excused.filter(|it| {
            let session = self.sessions.get(usize::from(it.session));
            session.is_some_and(|session| self.leave_on(pupil, it.date, session.code).is_none())
        });
        let days: BTreeSet<NaiveDate> = bare.map(|it| it.date).collect();
        (!days.is_empty()).then_some(Lack::WithoutNote(days.len()))
    }

    /// What the stage of a case asks for beyond what the ladder does.
    fn of_case(&self, case: &Case, known: &[Lack], as_of: NaiveDate) -> Vec<Lack> {
        let pupil = case.pupil;
        let within = |on: NaiveDate| case.opened <= on && on <= as_of;
        let letters: Vec<&Letter> = self.letters_of(pupil).filter(|letter| within(letter.record.issued_on)).collect();
        let steps: Vec<&Taken> = self.steps_of(pupil).iter().filter(|taken| within(taken.record.at.date())).collect();
        let issued = |kind| letters.iter().any(|letter| letter.record.kind == kind);
        let is_owed = |item| known.iter().any(|lack| lack.item() == item && matches!(lack, Lack::Owed { .. }));
        let mut lacks = Vec::new();

        let mut papers = Vec::new();
        if case.stage.is_escalated() {
            papers.push(LetterKind::Escalation);
        }
        if (Stage::Reported..=Stage::Dropout).contains(&case.stage) {
            papers.extend([LetterKind::ReportBureau, LetterKind::LetterStreet, LetterKind::NoticeGuardian]);
        }
        papers.extend(case.lacking.filter(|kind| !papers.contains(kind)));
        papers.extend((case.stage == Stage::Dropout).then_some(LetterKind::OrderDraft));
        let missing = papers.into_iter().filter(|kind| !issued(*kind) && !is_owed(Item::of_letter(*kind)));
        lacks.extend(missing.map(Lack::Unissued));

        let persuaded = steps.iter().filter(|taken| matches!(taken.record.step, Step::Persuasion(_))).count();
        let persuaded = persuaded + letters.iter().filter(|it| it.record.kind == LetterKind::Persuasion).count();
        if case.stage == Stage::Dropout && persuaded < PERSUASIONS {
            lacks.push(Lack::Persuasions { have: persuaded, of: PERSUASIONS });
        }

        let groups = !self.open_groups(pupil, as_of).is_empty();
        let needs_help = case.stage.is_escalated() || groups && case.ending.is_none();
        let talked = |taken: &&Taken| matches!(taken.record.step, Step::Talk { .. } | Step::Considered { .. });
        let planned = self.plans_of(pupil).any(|plan| plan.record.runs(as_of));
        let helped = planned || steps.iter().any(talked);
        if needs_help && !helped && !is_owed(Item::Help) {
            lacks.push(Lack::NoHelp);
        }

        let told_outside = issued(LetterKind::ReportBureau) || issued(LetterKind::LetterStreet);
        let told_of_return = |back: NaiveDate| {
            letters.iter().any(|it| it.record.kind == LetterKind::FollowUp && it.record.issued_on >= back)
        };
        let is_told = case.returned.is_none_or(told_of_return);
        let owed = known.iter().any(|lack| matches!(lack, Lack::Owed { what: Action::FollowUpReport, .. }));
        if told_outside && !is_told && !owed {
            lacks.push(Lack::ReturnUnreported);
        }

        if let Some(ending) = &case.ending {
            let closed_by = self.closed_by(pupil, &ending.closing, ending.on);
            let is_bare = closed_by.is_none_or(|taken| taken.record.attachments.is_empty());
            if is_bare && asks_for_a_paper(ending.closing.exit) {
                lacks.push(Lack::Unproved(ending.closing.exit));
            }
        }
        lacks.extend(case.proposes.map(Lack::Unclosed));
        lacks
    }
}

fn of_record(record: &PupilRecord) -> Vec<Lack> {
    let born = record.birth.or(record.id_no.as_ref().and_then(|no| no.born()));
    let fields = [
        (Field::StudentNo, record.student_no.is_some()),
        (Field::Sex, record.sex.is_some()),
        (Field::Birth, born.is_some()),
        (Field::Hukou, !record.hukou.trim().is_empty()),
        (Field::Address, !record.address.trim().is_empty()),
        (Field::Street, !record.street.trim().is_empty()),
    ];
    let mut lacks: Vec<Lack> =
        fields.into_iter().filter(|(_, is_there)| !is_there).map(|(field, _)| Lack::Unrecorded(field)).collect();
    if record.guardians.is_empty() {
        lacks.push(Lack::NoGuardian);
    } else if record.guardians.iter().all(|guardian| guardian.phones.is_empty()) {
        lacks.push(Lack::NoPhone);
    }
    lacks
}

/// Whether an exit is proved by a paper of another school, office or hospital (domain handbook 2.2).
fn asks_for_a_paper(exit: Exit) -> bool {
    match exit {
        Exit::E3 | Exit::E4 | Exit::E5 | Exit::E6 | Exit::E7 | Exit::E9 | Exit::E10 | Exit::E12 => true,
        // Rolls, leave notes and the journal prove these; what proves E8 stays with the leadership.
        Exit::E1 | Exit::E2 | Exit::E8 | Exit::E11 => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::{Contact, ContactRecord, Means, Reached};
    use crate::domain::ids::{ContactId, EntryId, LetterId, StaffId, StepId};
    use crate::domain::letter::{LetterRecord, Receipt, Series};
    use crate::domain::made_up::{self, date};
    use crate::domain::mark::Mark;
    use crate::domain::roll::SessionCode;
    use crate::domain::school::Books;
    use crate::domain::step::{About, StepRecord};

    /// A pupil away on the two days to Tuesday 2025-09-09.
    fn away() -> (Books, PupilId) {
        let (mut books, class) = made_up::class_of(2);
        let pupil = books.pupils[0].id;
        for day in ["2025-09-08", "2025-09-09"] {
            for session in [SessionCode::AM, SessionCode::PM] {
                books.rolls.push(made_up::roll(class, day, session, &[(pupil, Mark::Truant)], EntryId::NEW));
            }
        }
        (books, pupil)
    }

    fn lacks(books: Books, pupil: PupilId, on: &str) -> Vec<Lack> {
        let lacks = School::from_books(books).lacks(pupil, date(on));
        assert!(lacks.is_sorted_by_key(Lack::item));
        lacks
    }

    fn letter(pupil: PupilId, kind: LetterKind, on: &str, receipt: bool) -> Letter {
        let no = LetterNo { series: kind.series(), year: 2025, number: 1 };
        let (issued_on, to) = (date(on), String::new());
        let record = LetterRecord { kind, no, pupil, issued_on, to, paper: made_up::paper(), corrects: None };
        let receipt = receipt.then(|| Receipt { by: "校长".into(), on: issued_on, how: String::new() });
        Letter { id: LetterId::NEW, record, issued_by: StaffId::NEW, receipt }
    }

    #[test]
    fn items_are_numbered_as_the_handbook_numbers_them() {
        let numbers: Vec<usize> = Item::ALL.into_iter().filter_map(Item::number).collect();
        assert_eq!(numbers, Vec::from_iter(1..=17));
        assert_eq!(
            (Item::Notices.number(), Item::Closing.number(), Item::TimeLine.number()),
            (Some(7), Some(17), None)
        );
        assert!(Item::ALL.is_sorted());
    }

    #[test]
    fn what_is_owed_is_lacking_and_the_books_are_asked_for_what_they_should_know() {
        let (books, pupil) = away();
        let lacks = lacks(books, pupil, "2025-09-09");
        let owed = |what| lacks.iter().any(|lack| matches!(lack, Lack::Owed { what: it, .. } if *it == what));
        for what in [Action::ContactGuardian, Action::HomeVisit, Action::NoticeToLeadership] {
            assert!(owed(what), "{what:?}: {lacks:?}");
        }
        assert!(lacks.contains(&Lack::Unrecorded(Field::Address)) && lacks.contains(&Lack::NoGuardian));
        assert!(!lacks.iter().any(|lack| matches!(lack, Lack::Unissued(_))), "{lacks:?}");
    }

    #[test]
    fn a_paper_without_a_receipt_is_not_whole() {
        let (mut books, pupil) = away();
        let no = LetterNo { series: Series::Internal, year: 2025, number: 1 };
        books.letters.push(letter(pupil, LetterKind::Escalation, "2025-09-09", false));
        let unreceived = Lack::Unreceived(LetterKind::Escalation, no);
        let found = lacks(books.clone(), pupil, "2025-09-09");
        assert_eq!(found.iter().filter(|lack| lack.item() == Item::Notices).collect::<Vec<_>>(), [&unreceived]);
        assert!(found.contains(&Lack::NoHelp), "the case is with the leadership: {found:?}");
        books.letters = vec![letter(pupil, LetterKind::Escalation, "2025-09-09", true)];
        assert!(!lacks(books, pupil, "2025-09-09").iter().any(|lack| lack.item() == Item::Notices));
    }

    #[test]
    fn a_stage_that_was_set_by_hand_still_asks_for_its_papers() {
        let (mut books, pupil) = away();
        let step = Step::Override { stage: Stage::Dropout, why: "台账已列入".into() };
        let record = StepRecord {
            about: About::Pupil(pupil),
            at: date("2025-09-09").and_hms_opt(16, 0, 0).unwrap(),
            step,
            attachments: Vec::new(),
        };
        books.steps.push(Taken { id: StepId::NEW, record, recorded_by: StaffId::NEW });
        let found = lacks(books, pupil, "2025-09-09");
        for kind in [LetterKind::ReportBureau, LetterKind::LetterStreet, LetterKind::OrderDraft] {
            assert!(found.contains(&Lack::Unissued(kind)), "{kind:?}: {found:?}");
        }
        assert!(found.contains(&Lack::Persuasions { have: 0, of: 2 }));
    }

    #[test]
    fn days_excused_without_a_note_and_rolls_not_taken_are_counted() {
        let (mut books, class) = made_up::class_of(1);
        let pupil = books.pupils[0].id;
        let at = |day: &str, mark| made_up::roll(class, day, SessionCode::AM, &[(pupil, mark)], EntryId::NEW);
        books.rolls = vec![at("2025-09-01", Mark::Sick), at("2025-09-02", Mark::Leave), at("2025-09-04", Mark::Truant)];
        let found = lacks(books, pupil, "2025-09-05");
        assert!(found.contains(&Lack::WithoutNote(2)), "{found:?}");
        // The afternoon of the 4th; of the 5th nothing is missing yet.
        assert!(found.contains(&Lack::Rolls(1)), "{found:?}");
    }

    #[test]
    fn a_pupil_without_a_case_is_asked_for_nothing_but_the_record() {
        let (mut books, _) = made_up::class_of(1);
        let pupil = books.pupils[0].id;
        let record = ContactRecord {
            pupil,
            at: date("2025-09-02").and_hms_opt(8, 0, 0).unwrap(),
            by: Means::Phone,
            reached: Reached::NoAnswer,
            guardian: String::new(),
            phone: None,
            reason: None,
            said: String::new(),
            whereabouts: String::new(),
            returns: None,
            next: String::new(),
        };
        books.contacts.push(Contact { id: ContactId::NEW, record, recorded_by: StaffId::NEW });
        let found = lacks(books, pupil, "2025-09-05");
        assert!(found.iter().all(|lack| lack.item() <= Item::Guardians), "{found:?}");
    }
}
