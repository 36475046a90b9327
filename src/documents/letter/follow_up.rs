//! The follow-up report (续报): what has become of an absence that those outside were told of. As it goes to the bureau
//! and in copy to the street office, it tells no more than the street may know.

use super::facts::{Facts, Sent};
use super::sentences::{absence, done_in_short, hold_last, letter, liaison, liaison_at_first, paragraphs, seal, title};
use super::{Form, Parts};
use crate::documents::dates;
use crate::domain::case::Exit;
use crate::domain::letter::{Lacking, LetterKind, Part};
use crate::domain::paper::{Block, Paper, Rank};
use crate::domain::step::{Ledger, Step};
use chrono::NaiveDate;

const NAME: &str = "学生未到校情况续报";
const CLOSING: &str = "特此报告。";
const WATCH: &str = "对该生开展返校谈话和学业帮扶，跟踪其到校情况。";
const GO_ON: &str = "继续联系监护人，会同有关部门劝返，进展及时续报。";

pub const FORM: Form = Form {
    kind: LetterKind::FollowUp,
    name: NAME,
    short: "续报",
    parts: &[Part::Addressee, Part::Cause, Part::Measures, Part::Closing, Part::Liaison],
    fill,
    paper,
};

/// The first paper that told somebody outside of this absence.
fn first(facts: &Facts) -> Option<&Sent> {
    let of_kind = |kind| facts.letters.iter().find(|sent| sent.kind == kind);
    of_kind(LetterKind::ReportBureau).or_else(|| of_kind(LetterKind::LetterStreet))
}

/// None where nobody outside has been told.
fn fill(facts: &Facts) -> Result<Parts, Lacking> {
    let first = first(facts).ok_or(Lacking::Report)?;
    let back = facts.case.as_ref().is_some_and(|case| case.returned.is_some());
    Ok(Parts::from([
        (Part::Addressee, first.to.clone()),
        (Part::Cause, become_of(facts)),
        (Part::Measures, if back { WATCH } else { GO_ON }.to_owned()),
        (Part::Closing, CLOSING.to_owned()),
        (Part::Liaison, liaison_at_first(&facts.written_by)),
    ]))
}

/// Back, struck off with papers, entered into a register, or still away.
fn become_of(facts: &Facts) -> String {
    let name = &facts.record.name;
    let case = facts.case.as_ref();
    if let Some(ending) = case.and_then(|case| case.ending.as_ref()).filter(|it| it.closing.exit != Exit::E1) {
        return format!("{}，学生{name}{}。", dates::full(ending.on), ended(ending.closing.exit));
    }
    if let Some(returned) = case.and_then(|case| case.returned) {
        return format!("学生{name}已于{}返校上课。", dates::full(returned));
    }
    let mut said = Vec::new();
    let away = absence(facts);
    said.push(match away.is_empty() {
        true => format!("截至{}，学生{name}尚未返校", dates::full(facts.as_of)),
        false => format!("学生{name}仍未返校：{away}"),
    });
    let entered = facts.steps.iter().filter_map(|taken| match taken.step {
        Step::Entered { ledger: Ledger::Suspected, .. } => Some((taken.at.date(), "疑似辍学学生台账")),
        Step::Entered { ledger: Ledger::Dropout, .. } => Some((taken.at.date(), "辍学学生台账")),
        _ => None,
    });
    said.extend(entered.map(|(on, ledger)| format!("{}列入{ledger}", dates::full(on))));
    said.join("；") + "。"
}

/// What is said of an exit: which papers there are, and nothing that is the family's own.
fn ended(exit: Exit) -> &'static str {
    match exit {
        Exit::E1 => "已返校上课",
        Exit::E2 => "已补办请假手续",
        Exit::E3 => "已办理转学手续，学籍转出",
        Exit::E4 => "已办理休学手续",
        Exit::E5 => "已核实在异地就读",
        Exit::E6 => "已核实出国（境）",
        Exit::E7 => "已转入特殊教育学校就读或由学校送教上门",
        Exit::E8 | Exit::E9 => "因其他合法原因不再到校，已按规定办结",
        Exit::E10 => "已完成义务教育",
        Exit::E11 => "的未到校记录经核实为登记差错，已更正",
        Exit::E12 => "已办理缓学手续",
    }
}

/// The day after the last paper that told somebody outside: what came before is told already.
fn since(facts: &Facts) -> NaiveDate {
    let outside = [LetterKind::ReportBureau, LetterKind::LetterStreet, LetterKind::FollowUp];
    let told = facts.letters.iter().filter(|sent| outside.contains(&sent.kind)).map(|sent| sent.on);
    told.max().and_then(|last| last.succ_opt()).unwrap_or(NaiveDate::MIN)
}

fn paper(facts: &Facts, parts: &Parts) -> Paper {
    let addressee = parts.get(Part::Addressee);
    let opening = first(facts).map(|first| {
        format!(
            "我校于{}以{}报告了{}学生{}无故未到校的情况。现将后续情况续报如下。",
            dates::full(first.on),
            first.number,
            facts.class,
            facts.record.name
        )
    });
    let done = match done_in_short(facts, since(facts)) {
        done if done.is_empty() => "此后没有新的联系、家访和劝返记录。".to_owned(),
        done => format!("我校{done}。"),
    };
    let heading = |text: &str| Block::heading(Rank::First, text);
    let mut blocks: Vec<Block> = opening.map(Block::paragraph).into_iter().collect();
    blocks.push(heading("一、目前情况"));
    blocks.extend(paragraphs(parts.get(Part::Cause)));
    blocks.extend([heading("二、上次报告以来的工作"), Block::paragraph(done), heading("三、下一步措施")]);
    blocks.extend(paragraphs(parts.get(Part::Measures)));
    blocks.extend(paragraphs(parts.get(Part::Closing)));
    hold_last(&mut blocks);
    blocks.extend([Block::Gap, seal(facts)]);
    blocks.extend(liaison(parts.get(Part::Liaison)));
    blocks.extend(copy(facts, addressee));
    let about = format!("关于学生{}", facts.record.name);
    letter(facts, title(&[&facts.school, &about, "未到校情况的续报"]), addressee, NAME, blocks)
}

/// 抄送: the street office, where it was told before and is not the addressee.
fn copy(facts: &Facts, addressee: &str) -> Option<Block> {
    let street = facts.sent(LetterKind::LetterStreet).filter(|sent| sent.to != addressee)?;
    Some(Block::paragraph(format!("抄送：{}。", street.to)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::letter::made_up;
    use crate::documents::render;

    fn said(facts: &Facts) -> String {
        render::text(&paper(facts, &fill(facts).unwrap()), 76).join("\n")
    }

    #[test]
    fn a_whole_follow_up() {
        insta::assert_snapshot!(said(&made_up::back_on_day_four()));
    }

    #[test]
    fn it_tells_nothing_that_the_street_may_not_know() {
        let facts = made_up::back_on_day_four();
        let said: String = said(&facts).split_whitespace().collect();
        for hidden in [facts.record.student_no.as_ref().unwrap().as_str(), "学籍号", "厌学", "不愿上学"] {
            assert!(!said.contains(hidden), "{hidden}: {said}");
        }
    }

    #[test]
    fn without_a_first_paper_there_is_nothing_to_follow() {
        assert_eq!(fill(&Facts { letters: Vec::new(), ..made_up::back_on_day_four() }), Err(Lacking::Report));
    }

    #[test]
    fn still_away_it_says_since_when_and_in_which_register() {
        let facts = Facts { case: None, steps: vec![made_up::entered("2025-09-16")], ..made_up::back_on_day_four() };
        assert_eq!(become_of(&facts), "截至2025年9月12日，学生陈小禾尚未返校；2025年9月16日列入疑似辍学学生台账。");
    }
}
