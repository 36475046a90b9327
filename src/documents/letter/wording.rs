//! Papers in the school's own words: which sections a kind has, how a template is put over the built-in wording, and the
//! template that a school begins with.

use super::places::{bureau_of_hukou, office};
use super::sentences::title;
use super::{Facts, LetterDraft, form};
use crate::documents::dates;
use crate::domain::letter::LetterKind;
use crate::domain::paper::{Block, Paper};
use crate::domain::template::{Place, Section, Template, Wording};

/// What stands where a fact is not known: room for the pen.
const UNKNOWN: &str = "＿＿＿＿";

/// The sections that a school may word of a kind of paper.
pub fn sections(kind: LetterKind) -> Vec<Section> {
    let parts = form(kind).map_or(&[][..], |form| form.parts);
    let is_sheet = matches!(kind, LetterKind::Persuasion | LetterKind::HomeVisit | LetterKind::Contact);
    let has = |section: &Section| match section {
        // The draft of another authority's order says above everything that it is one.
        Section::Letterhead => kind != LetterKind::OrderDraft,
        // Of a persuasion record the title counts which one it is.
        Section::Title => kind != LetterKind::Persuasion,
        Section::Opening => !is_sheet && kind != LetterKind::OrderDraft,
        // A follow-up report goes in copy to whom the facts name.
        Section::Copies => !is_sheet && !matches!(kind, LetterKind::OrderDraft | LetterKind::FollowUp),
        Section::Addressee | Section::Measures | Section::Closing => {
            !is_sheet && section.part().is_some_and(|part| parts.contains(&part))
        }
    };
    Section::ALL.into_iter().filter(has).collect()
}

impl LetterDraft {
    /// In the school's own words, where the template has any.
    pub fn worded(mut self, template: &Template) -> LetterDraft {
        for section in Section::ALL {
            // A correction goes to whom the first paper went.
            let keeps = section == Section::Addressee && self.corrects.is_some();
            if let (Some(part), Some(lines), false) = (section.part(), template.lines(section), keeps) {
                self.parts.put(part, &filled(lines, &self.facts).concat());
            }
        }
        self.template = Some(template.clone());
        self
    }
}

/// Puts over a paper what is no part of the writer's.
pub(super) fn put_over(paper: &mut Paper, template: &Template, facts: &Facts) {
    let lines = |section| template.lines(section).map(|lines| filled(lines, facts));
    if let Some(letterhead) = lines(Section::Letterhead) {
        paper.heading = letterhead.concat().into();
    }
    if let Some(lines) = lines(Section::Title) {
        paper.title = title(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    }
    if let Some(copies) = lines(Section::Copies) {
        let copies = copies.concat();
        let slip = paper.blocks.iter().position(|block| matches!(block, Block::Slip { .. }));
        let at = slip.unwrap_or(paper.blocks.len());
        paper.blocks.insert(at, Block::paragraph(format!("抄送：{}。", copies.trim_end_matches('。'))));
    }
    let opening = lines(Section::Opening).unwrap_or_default();
    paper.blocks.splice(0..0, opening.into_iter().map(Block::paragraph));
}

fn filled(lines: &[Wording], facts: &Facts) -> Vec<String> {
    lines.iter().map(|line| line.with(|place| fact(place, facts))).collect()
}

fn fact(place: Place, facts: &Facts) -> String {
    let guardians = || facts.record.guardians.iter().map(|guardian| guardian.name.as_str()).collect::<Vec<_>>();
    let said = match place {
        Place::School => facts.school.clone(),
        Place::Pupil => facts.record.name.clone(),
        Place::Class => facts.class.to_string(),
        Place::Homeroom => facts.homeroom.clone(),
        Place::Writer => facts.written_by.clone(),
        Place::Guardians => guardians().join("、"),
        Place::Bureau => facts.bureau.clone(),
        Place::Street => office(&facts.record),
        Place::HukouBureau => bureau_of_hukou(&facts.record.hukou),
        Place::Date => dates::full(facts.written_on),
        Place::FirstDay => facts.streak.first().map(|first| dates::full(*first)).unwrap_or_default(),
        Place::Days if facts.streak.is_empty() => String::new(),
        Place::Days => facts.streak.len().to_string(),
    };
    if said.trim().is_empty() { UNKNOWN.to_owned() } else { said }
}

/// What a school begins with: every section that a kind has, as the program words it, behind a `#` that takes it out.
pub fn template(kind: LetterKind) -> String {
    let name = form(kind).map_or("", |form| form.name);
    let places: Vec<String> = Place::ALL.into_iter().map(|place| format!("{{{}}}", place.name())).collect();
    let mut lines = vec![
        format!("# {name}的文本模板（{}）", kind.code()),
        "#".to_owned(),
        "# 以 # 开头的行不起作用。要改哪一段，去掉这一段各行开头的 #，再改文字；没有改的段用程序自带的文字。"
            .to_owned(),
        format!("# 花括号中的由程序填写，可用的有：{}", places.concat()),
        "# 写错时，程序会说明在哪一行，并先用自带的文字。本文件存为 UTF-8 编码。".to_owned(),
    ];
    for section in sections(kind) {
        let (is_own, wording) = wording_of(kind, section);
        let most = match section.most_lines() {
            1 => "一行".to_owned(),
            most => format!("不超过 {most} 行"),
        };
        let hint = if is_own { "自带的文字如下" } else { "自带的文本没有这一段，下面是例子" };
        lines.extend([
            String::new(),
            format!("# {}：{most}；{hint}。", what(section)),
            format!("#[{}]", section.heading()),
        ]);
        lines.extend(wording.iter().map(|line| format!("#{line}")));
    }
    lines.join("\n") + "\n"
}

fn what(section: Section) -> &'static str {
    match section {
        Section::Letterhead => "印在首页最上方",
        Section::Title => "标题，按意思分行",
        Section::Addressee => "主送单位或个人，不写冒号",
        Section::Opening => "正文最前的段落，一行一段",
        Section::Measures => "拟采取的措施，或商请协助的事项",
        Section::Closing => "结语",
        Section::Copies => "抄送单位，不写“抄送”二字",
    }
}

/// Whether the program has such a section of its own, and how it words it where nothing is known that speaks for
/// another wording; else an example.
fn wording_of(kind: LetterKind, section: Section) -> (bool, &'static [&'static str]) {
    let own = own_wording(kind, section);
    let example: &[&str] = match section {
        Section::Letterhead => &["{学校}文件"],
        Section::Opening => &["根据本校考勤制度，现说明如下。"],
        Section::Closing => &["感谢您的支持与配合。"],
        Section::Copies => &["校德育处"],
        Section::Title | Section::Addressee | Section::Measures => &[],
    };
    if own.is_empty() { (false, example) } else { (true, own) }
}

/// The built-in wording with its places; a test holds it against what the forms make.
fn own_wording(kind: LetterKind, section: Section) -> &'static [&'static str] {
    match (kind, section) {
        (LetterKind::Escalation, Section::Title) => &["关于{班级}学生{学生}", "连续未到校情况的报告单"],
        (LetterKind::Escalation, Section::Addressee) => &["学校领导"],
        (LetterKind::Escalation, Section::Measures) => {
            &["继续与监护人保持联系；再次家访，核实学生去向和原因，动员学生返校。"]
        }
        (LetterKind::Escalation, Section::Closing) => &["请领导批示。"],
        (LetterKind::ReportBureau, Section::Title) => &["{学校}", "关于学生{学生}", "无故未到校情况的报告"],
        (LetterKind::ReportBureau | LetterKind::FollowUp, Section::Addressee) => &["{教育局}"],
        (LetterKind::ReportBureau, Section::Measures) => &["我校将继续联系监护人，会同有关部门劝返，结果及时续报。"],
        (LetterKind::ReportBureau | LetterKind::FollowUp, Section::Closing) => &["特此报告。"],
        (LetterKind::LetterStreet, Section::Title) => &["{学校}", "关于商请协助动员", "学生{学生}返校就读的函"],
        (LetterKind::LetterStreet | LetterKind::OrderDraft, Section::Addressee) => &["{街道}"],
        (LetterKind::LetterStreet, Section::Measures) => {
            &["一、核实该生及其家庭现居住情况；二、会同我校入户，动员其监护人送其返校；三、对确有困难的家庭落实帮扶。"]
        }
        (LetterKind::LetterStreet, Section::Closing) => &["专此函达，盼复。"],
        (LetterKind::FollowUp, Section::Title) => &["{学校}", "关于学生{学生}", "未到校情况的续报"],
        (LetterKind::FollowUp, Section::Measures) => &["对该生开展返校谈话和学业帮扶，跟踪其到校情况。"],
        (LetterKind::NoticeGuardian, Section::Title) => &["关于请及时送{学生}", "返校就读的告知书"],
        (LetterKind::NoticeGuardian, Section::Addressee) => &["{学生}同学的监护人"],
        (LetterKind::Verification, Section::Title) => &["关于协助核查学生{学生}", "就学情况的函"],
        (LetterKind::Verification, Section::Addressee) => &["{户籍地教育局}"],
        (LetterKind::Verification, Section::Closing) => &["专此函达，请予支持。"],
        (LetterKind::OrderDraft, Section::Title) => &["限期复学通知书"],
        (LetterKind::HomeVisit, Section::Title) => &["家访记录表"],
        (LetterKind::Contact, Section::Title) => &["家校联系记录"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FORMS, made_up};
    use super::*;
    use crate::domain::ids::PupilId;
    use crate::domain::letter::{LetterNo, Series};

    /// A paper of each kind, from the facts that it needs.
    fn drafts() -> Vec<LetterDraft> {
        let some = [made_up::third_day(), made_up::back_on_day_four(), made_up::gone()];
        let some = FORMS.iter().filter_map(|form| {
            let (facts, parts) = some.iter().find_map(|facts| Some((facts, (form.fill)(facts).ok()?)))?;
            let no = LetterNo { series: Series::Internal, year: 2025, number: 1 };
            let (pupil, facts) = (PupilId::NEW, facts.clone());
            Some(LetterDraft { kind: form.kind, no, pupil, parts, corrects: None, template: None, facts })
        });
        some.collect()
    }

    fn parsed(kind: LetterKind, text: &str) -> Template {
        Template::parse(text, &sections(kind)).unwrap_or_else(|faults| panic!("{kind:?}: {faults:?}\n{text}"))
    }

    /// A copied template with everything taken in that the program has of its own, or all of it.
    fn taken_in(kind: LetterKind, all: bool) -> String {
        let copied = template(kind);
        let sections = copied.split("\n\n").filter(|section| all || section.contains("自带的文字如下"));
        let lines = sections.flat_map(str::lines);
        let lines = lines.map(|line| if line.starts_with("# ") { line } else { line.trim_start_matches('#') });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_copied_template_changes_nothing() {
        let drafts = drafts();
        for draft in &drafts {
            let copied = parsed(draft.kind, &template(draft.kind));
            assert!(Section::ALL.into_iter().all(|section| copied.lines(section).is_none()), "{:?}", draft.kind);
            assert_eq!(draft.clone().worded(&copied).paper(), draft.paper());
            let own = parsed(draft.kind, &taken_in(draft.kind, false));
            assert_eq!(draft.clone().worded(&own).paper(), draft.paper(), "{:?}", draft.kind);
            parsed(draft.kind, &taken_in(draft.kind, true));
        }
        assert!(drafts.len() >= FORMS.len() - 1, "{:?}", drafts.iter().map(|draft| draft.kind).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_worded_stands_on_the_paper() {
        let drafts = drafts();
        let of = |kind| drafts.iter().find(|draft| draft.kind == kind).unwrap().clone();
        let text = "[信头]\n{学校}文件\n[标题]\n告知书（{未到校天数}天）\n[开头]\n您好。\n[结语]\n谢谢{监护人}。\n[抄送]\n校德育处。";
        let draft = of(LetterKind::NoticeGuardian).worded(&parsed(LetterKind::NoticeGuardian, text));
        let paper = draft.paper();
        let said = crate::documents::render::text(&paper, 76).join("\n");
        let place = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text}: {said}"));
        let order =
            ["凤栖中学文件", "告知书（3天）", "陈小禾同学的监护人", "您好。", "您的孩子", "谢谢林月华、陈建国。"];
        let order: Vec<usize> = order.into_iter().chain(["抄送：校德育处。", "回　执"]).map(place).collect();
        assert!(order.is_sorted(), "{said}");
    }
}
