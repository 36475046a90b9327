//! Help: plans and what is done of them, quotas, responsibility letters, the work log; and their papers.

use super::files::{Existing, folder_beside, place_of_folder, put_folder, write_file, write_whole};
use super::letters::{Format, text};
use super::{Desk, Problem};
use crate::documents::{dossier, plan, pledge, render, work_log};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{EntryId, HelpId, PlanId, WorkId};
use crate::domain::paper::Paper;
use crate::domain::plan::{CannotPlan, HelpRecord, Place, Plan, PlanClosing, PlanRecord, is_brief};
use crate::domain::pledge::{Pledge, PledgeKey, PledgeLevel, Signed};
use crate::domain::quota::Quota;
use crate::domain::school::School;
use crate::domain::work_log::{WorkKind, WorkRecord};
use chrono::NaiveDate;
use std::fs;
use std::path::{Path, PathBuf};

/// A paper of this part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpPaper {
    /// 帮扶方案
    Plan(PlanId),
    /// 落实记录
    Records(PlanId),
    /// 送教记录表
    Lesson(HelpId),
    /// 责任书 of a school year
    Pledges { year: i32, levels: &'static [PledgeLevel] },
    /// 工作记录
    WorkLog { kind: Option<WorkKind>, from: NaiveDate, to: NaiveDate },
}

/// What a paper's file is called, without its ending; it bears no child's name.
pub fn help_file_name(school: &School, paper: HelpPaper, today: NaiveDate) -> String {
    let of_plan = |id: PlanId, what: &str| {
        let plan = school.plan(id)?;
        let label = dossier::label(school, plan.record.pupil, today)?;
        Some(format!("{}{what}-{label}", plan::plan_title(plan.record.kind)))
    };
    let name = match paper {
        HelpPaper::Plan(id) => of_plan(id, ""),
        HelpPaper::Records(id) => of_plan(id, "-记录"),
        HelpPaper::Lesson(id) => {
            let helped = school.helps.iter().find(|helped| helped.id == id);
            helped.and_then(|it| of_plan(it.record.plan, &format!("-{}", it.record.at.date())))
        }
        HelpPaper::Pledges { year, .. } => Some(format!("{}-{year}学年", pledge::KIND)),
        HelpPaper::WorkLog { .. } => Some(work_log::KIND.to_owned()),
    };
    name.unwrap_or_default()
}

impl Desk {
    /// Begins a plan; of teaching at home the pupil is on no roll from its first day.
    ///
    /// # Errors
    /// What stands against it.
    pub fn begin_plan(&mut self, record: PlanRecord, files: &[PathBuf]) -> Result<EntryId, Problem> {
        let changes = self.school.begun(record).map_err(Problem::PlanRefused)?;
        self.commit_with_files(Why::Plan, changes, files)
    }

    /// Puts right what a plan says; what it said before stays in the journal.
    ///
    /// # Errors
    /// What stands against it.
    pub fn amend_plan(&mut self, id: PlanId, to: PlanRecord, files: &[PathBuf]) -> Result<EntryId, Problem> {
        let plan = self.school.plan(id).ok_or(Problem::PlanRefused(CannotPlan::NoPlan))?;
        let may_only_attach = |why: CannotPlan| why == CannotPlan::Unchanged && !files.is_empty();
        let changes = match self.school.amended(plan, to) {
            Err(why) if may_only_attach(why) => vec![Change::Plan { id, to: Some(Box::new(plan.record.clone())) }],
            amended => amended.map_err(Problem::PlanRefused)?,
        };
        self.commit_with_files(Why::Plan, changes, files)
    }

    /// Records what was done of a plan.
    ///
    /// # Errors
    /// What stands against it.
    pub fn record_help(&mut self, record: HelpRecord, files: &[PathBuf]) -> Result<EntryId, Problem> {
        self.school.may_help(&record, files.len()).map_err(Problem::PlanRefused)?;
        let change = Change::Help { id: HelpId::NEW, to: Some(Box::new(record)) };
        self.commit_with_files(Why::Help, vec![change], files)
    }

    /// Closes a plan; of teaching at home the pupil is on the rolls of a class again.
    ///
    /// # Errors
    /// What stands against it.
    pub fn close_plan(&mut self, id: PlanId, closing: PlanClosing) -> Result<EntryId, Problem> {
        let plan = self.school.plan(id).ok_or(Problem::PlanRefused(CannotPlan::NoPlan))?;
        let changes = self.school.ended(plan, closing).map_err(Problem::PlanRefused)?;
        self.commit(Why::Plan, changes)
    }

    /// From a date on teaching at a place owes so much.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn set_quota(&mut self, place: Place, from: NaiveDate, quota: Quota) -> Result<EntryId, Problem> {
        quota.may_hold().map_err(Problem::QuotaRefused)?;
        is_brief(&quota.basis).map_err(Problem::PlanRefused)?;
        self.commit(Why::SetPolicy, vec![Change::Quota { place, from, to: Some(quota.on_its_basis(place)) }])
    }

    /// Records that a letter was signed.
    ///
    /// # Errors
    /// When it is signed already: what stands is corrected on the screen, or taken back first.
    pub fn sign_pledge(
        &mut self,
        key: PledgeKey,
        name: &str,
        signed: Signed,
        files: &[PathBuf],
    ) -> Result<EntryId, Problem> {
        is_brief(&signed.by).map_err(Problem::PlanRefused)?;
        if let Some(known) = self.school.signature(key) {
            let recorded_by = self.school.staff(known.recorded_by);
            return Err(Problem::SignedAlready {
                name: name.to_owned(),
                on: known.signed.on,
                recorded_by: recorded_by.map(|staff| staff.record.name.clone()).unwrap_or_default(),
            });
        }
        self.commit_with_files(Why::SignPledge, vec![Change::Pledge { key, to: Some(signed) }], files)
    }

    /// Logs a meeting, a training, a piece of publicity.
    pub fn log_work(&mut self, record: WorkRecord, files: &[PathBuf]) -> Result<EntryId, Problem> {
        self.school.may_log(&record).map_err(Problem::PlanRefused)?;
        self.commit_with_files(Why::LogWork, vec![Change::Work { id: WorkId::NEW, to: Some(Box::new(record)) }], files)
    }

    /// A plan, where whoever sits at the desk needs to know of it.
    fn plan_seen(&self, id: PlanId) -> Result<&Plan, Problem> {
        let plan = self.school.plan(id).ok_or(Problem::PlanRefused(CannotPlan::NoPlan))?;
        let may_see = self.school.may_see_plan(self.who, plan, self.today());
        if may_see { Ok(plan) } else { Err(Problem::PlanRefused(CannotPlan::NotYours)) }
    }

    /// A paper as it is printed.
    fn help_paper(&self, paper: HelpPaper) -> Result<Paper, Problem> {
        let (school, today) = (&self.school, self.today());
        let no_plan = || Problem::PlanRefused(CannotPlan::NoPlan);
        Ok(match paper {
            HelpPaper::Plan(id) => plan::plan(school, self.plan_seen(id)?, today),
            HelpPaper::Records(id) => plan::records(school, self.plan_seen(id)?, today),
            HelpPaper::Lesson(id) => {
                let helped = school.helps.iter().find(|helped| helped.id == id).ok_or_else(no_plan)?;
                let of = self.plan_seen(helped.record.plan)?;
                plan::lesson(school, of, helped).ok_or_else(no_plan)?
            }
            HelpPaper::Pledges { year, levels } => {
                let papers = self.pledge_papers(&school.pledges(year, levels, today));
                pledge::joined(&papers).ok_or_else(|| Problem::NoPledge { name: school.name.clone() })?
            }
            HelpPaper::WorkLog { kind, from, to } => work_log::register(school, kind, (from, to)),
        })
    }

    fn pledge_papers(&self, pledges: &[Pledge]) -> Vec<Paper> {
        pledges.iter().map(|it| pledge::pledge(&self.school, it)).collect()
    }

    /// A paper as plain text.
    pub fn help_text(&self, paper: HelpPaper) -> Result<String, Problem> {
        Ok(text(&self.help_paper(paper)?))
    }

    /// How many pupils a paper tells of.
    fn pupils_on(&self, paper: HelpPaper) -> usize {
        match paper {
            HelpPaper::Plan(_) | HelpPaper::Records(_) | HelpPaper::Lesson(_) => 1,
            HelpPaper::Pledges { year, levels } if levels.contains(&PledgeLevel::Family) => {
                self.school.pledges(year, &[PledgeLevel::Family], self.today()).len()
            }
            HelpPaper::Pledges { .. } | HelpPaper::WorkLog { .. } => 0,
        }
    }

    /// Writes a paper; gives the file that was written. Letters to be signed are bound to one file.
    pub fn write_help_paper(
        &mut self,
        paper: HelpPaper,
        format: Format,
        file: &Path,
        existing: Existing,
    ) -> Result<PathBuf, Problem> {
        let bytes = match (paper, format) {
            (HelpPaper::Pledges { year, levels }, Format::Pdf | Format::Docx | Format::Xlsx) => {
                let pledges = self.school.pledges(year, levels, self.today());
                if pledges.is_empty() {
                    return Err(Problem::NoPledge { name: self.school.name.clone() });
                }
                let papers = self.pledge_papers(&pledges);
                match format {
                    Format::Pdf => render::pdf_of_many(&papers, self.fonts()?)?,
                    Format::Xlsx => render::xlsx(&pledge::workbook(&self.school, &pledges, self.today()))?,
                    Format::Docx | Format::Text => render::docx_of_many(&papers)?,
                }
            }
            (HelpPaper::Records(id), Format::Xlsx) => {
                let plan = self.plan_seen(id)?;
                render::xlsx(&plan::records_workbook(&self.school, plan, self.today()))?
            }
            (HelpPaper::WorkLog { kind, from, to }, Format::Xlsx) => {
                render::xlsx(&work_log::workbook(&self.school, kind, (from, to), self.today()))?
            }
            _ => self.paper_bytes(&self.help_paper(paper)?, format)?,
        };
        let written = write_file(file, existing, &bytes)?;
        let what = help_file_name(&self.school, paper, self.today());
        self.exported(&what, self.pupils_on(paper))?;
        Ok(written)
    }

    /// Writes letters to be signed into a folder, a DOCX each: all of them, or no folder. Gives how many, and the folder:
    /// beside the one that was asked for, where that held anything.
    pub fn write_pledges(
        &mut self,
        year: i32,
        levels: &'static [PledgeLevel],
        asked: &Path,
    ) -> Result<(usize, PathBuf), Problem> {
        let pledges = self.school.pledges(year, levels, self.today());
        let place = place_of_folder(asked);
        let failed = |source| Problem::Write { file: place.clone(), source };
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        let beside = folder_beside(&place).map_err(failed)?;
        for (nth, it) in pledges.iter().enumerate() {
            let file = beside.path().join(format!("{}.docx", pledge::label(it, nth + 1)));
            write_whole(&file, &render::docx(&pledge::pledge(&self.school, it))?)?;
        }
        put_folder(beside, &place).map_err(failed)?;
        let paper = HelpPaper::Pledges { year, levels };
        let what = help_file_name(&self.school, paper, self.today());
        self.exported(&what, self.pupils_on(paper))?;
        Ok((pledges.len(), place))
    }
}
