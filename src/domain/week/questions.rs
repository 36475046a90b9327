//! Questions sent back to homeroom teachers (退回询问), open until something is recorded about the pupil.

use crate::domain::ids::{PupilId, StaffId};
use crate::domain::review::{Review, ReviewRecord, Week};
use crate::domain::school::School;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use uuid::Uuid;

/// A question that waits for its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub pupil: PupilId,
    pub week: Week,
    pub question: String,
    pub by: StaffId,
    pub at: NaiveDateTime,
}

impl School {
    /// The open questions about pupils who are enrolled on a date, the oldest first.
    pub fn questions(&self, as_of: NaiveDate) -> Vec<Question> {
        let open = self.reviews.iter().filter_map(|review| {
            let question = review.record.question()?;
            let enrolled = self.pupil(review.pupil).is_some_and(|pupil| pupil.is_enrolled(as_of));
            let asked = review.week.monday() <= as_of;
            (enrolled && asked && !self.is_answered(review, as_of)).then(|| Question {
                pupil: review.pupil,
                week: review.week,
                question: question.to_owned(),
                by: review.by,
                at: review.at,
            })
        });
        open.collect()
    }

    /// What is recorded when a pupil is looked at in a week: a question that is still open is kept with it.
    pub fn seen(&self, week: Week, pupil: PupilId, remark: String, as_of: NaiveDate) -> ReviewRecord {
        let before = self.reviews.iter().find(|review| (review.week, review.pupil) == (week, pupil));
        let open = before.filter(|review| !self.is_answered(review, as_of)).and_then(|it| it.record.question());
        ReviewRecord::Seen { remark, question: open.map(str::to_owned) }
    }

    /// Whether a contact, a visit, a paper, a step or the review of a later week was recorded since. What was done is
    /// taken up to a date; when it was recorded is told by its name, since much is noted for a day gone by.
    pub(super) fn is_answered(&self, review: &Review, as_of: NaiveDate) -> bool {
        let (pupil, asked) = (review.pupil, review.at);
        let answers = |id: Uuid, at: NaiveDateTime| at.date() <= as_of && named_at(id).unwrap_or(at) >= asked;
        review.record.question().is_some()
            && (self.contacts_of(pupil).iter().any(|it| answers(it.id.0, it.record.at))
                || self.visits_of(pupil).iter().any(|it| answers(it.id.0, it.record.at))
                || self.letters_of(pupil).any(|it| answers(it.id.0, it.record.issued_on.and_time(NaiveTime::MIN)))
                || self.steps_of(pupil).iter().any(|it| answers(it.id.0, it.record.at))
                || self.is_reviewed_later(review))
    }

    fn is_reviewed_later(&self, asked: &Review) -> bool {
        let later = |it: &&Review| it.pupil == asked.pupil && it.week > asked.week && it.at >= asked.at;
        self.reviews.iter().any(|it| later(&it))
    }
}

/// The moment at which the desk named a thing: its names are ordered by time. None for names made otherwise.
fn named_at(id: Uuid) -> Option<NaiveDateTime> {
    let (seconds, nanoseconds) = id.get_timestamp()?.to_unix();
    Some(DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanoseconds)?.naive_utc())
}
