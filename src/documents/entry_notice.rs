//! The notice of enrolment (义务教育入学通知书; domain handbook 2.5): one page a child, with a receipt to tear off. The
//! bureau makes it out, the school hands it over.

use super::dates;
use crate::domain::entrant::{EntryNotice, EntryPaper};
use crate::domain::paper::{Apart, Block, Fill, Paper, Sheet, Slot, Text};

/// As it stands over the page and at its foot.
pub const NAME: &str = "义务教育入学通知书";

/// A notice as it is printed, now and whenever it is printed again.
pub fn paper(notice: &EntryNotice) -> Paper {
    let EntryNotice { no, name, school, days, grade, .. } = notice;
    let born = notice.born.map(|born| format!("（{}出生）", dates::full(born))).unwrap_or_default();
    let until = if days.from == days.to { String::new() } else { format!("至{}", dates::day(days.to)) };
    let place = if days.place.trim().is_empty() { "学校" } else { days.place.trim() };
    let bring: Vec<&str> = EntryPaper::asked(*grade).iter().map(|paper| brought(*paper)).collect();
    let to = match notice.guardian.trim() {
        "" => format!("{name}的监护人"),
        guardian => format!("{guardian}（{name}的监护人）"),
    };
    let blocks = vec![
        Block::paragraph(format!(
            "依照《中华人民共和国义务教育法》，您的孩子{name}{born}应于{}年秋季入读{school}{grade}。",
            no.year
        )),
        Block::paragraph(format!("请于{}{until}到{place}报到。", dates::full(days.from))),
        Block::paragraph(format!("请带{}。材料不齐的，请先来报到，以后再补。", bring.join("、"))),
        Block::Paragraph {
            text: "已在别处就读或需缓学的，请向学校提供证明。".into(), holds_next: true
        },
        Block::Seal { name: notice.bureau.as_str().into(), date: dates::full(notice.issued_on).into() },
        Block::Slip { apart: Apart::Cut, title: "回　执".into() },
        Block::paragraph(format!("{no}（{name}）已收到。")),
        Block::Slots {
            lines: vec![
                vec![blank("签收人", 7), Slot::new("与孩子关系", Fill::Rest)],
                vec![blank("电话", 8), Slot::new("日期", Fill::Rest)],
                vec![Slot::new("送达", Fill::Written("□手中发放　□村（居）代发　□邮寄".into()))],
            ],
        },
    ];
    Paper {
        sheet: Sheet::Letter,
        heading: Text::default(),
        number: no.to_string().into(),
        title: vec![NAME.into()],
        addressee: to.into(),
        blocks,
        foot: format!("{school}　{NAME}").into(),
    }
}

fn blank(label: &str, characters: u16) -> Slot {
    Slot::new(label, Fill::Blank(characters))
}

/// What a family brings, as the notice calls it.
fn brought(paper: EntryPaper) -> &'static str {
    match paper {
        EntryPaper::Notice => "本通知书",
        EntryPaper::Hukou => "户口簿",
        EntryPaper::Residence => "居住证或房产证明",
        EntryPaper::Guardian => "监护人身份证",
        EntryPaper::Vaccination => "预防接种查验证明",
        EntryPaper::Leaving => "小学毕业证明",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{read_back, render};
    use crate::domain::class::Grade;
    use crate::domain::entrant::{EntryDays, EntryNo};
    use crate::domain::made_up::date;

    pub(crate) fn notice(number: u32) -> EntryNotice {
        EntryNotice {
            no: EntryNo { year: 2026, number },
            issued_on: date("2026-06-20"),
            days: EntryDays { from: date("2026-07-05"), to: date("2026-07-08"), place: "教学楼一楼大厅".into() },
            grade: Grade::new(7).unwrap(),
            name: "阿依古丽·买买提".into(),
            born: Some(date("2014-03-05")),
            guardian: "买买提·艾合麦提".into(),
            village: "梧桐社区".into(),
            school: "厦门市同安区凤栖实验学校".into(),
            bureau: "厦门市同安区教育局".into(),
        }
    }

    #[test]
    fn a_whole_notice() {
        let paper = paper(&notice(12));
        assert!(read_back::whole(&paper).is_none_or(|pages| pages == 1));
        insta::assert_snapshot!(render::text(&paper, 76).join("\n"));
    }

    /// A notice of the longest names is one page, and each is counted from its own first page.
    #[cfg(feature = "pdf")]
    #[test]
    fn a_notice_is_a_page() {
        let Ok(fonts) = render::Fonts::find(None) else {
            return eprintln!("*** NO CHINESE FONT ON THIS MACHINE: A TEST OF PDF IS LEFT OUT ***");
        };
        let papers: Vec<Paper> = (1..=3).map(|number| paper(&notice(number))).collect();
        let pdf = render::pdf_of_many(&papers, &fonts).unwrap();
        let pages = pdf_extract::extract_text_from_mem_by_pages(&pdf).unwrap();
        assert_eq!(pages.len(), 3, "{pages:?}");
        for (page, number) in pages.iter().zip(1..) {
            let page: String = page.split_whitespace().collect();
            assert!(page.contains(&format!("〕{number}号")) && page.contains("回执"), "{page}");
            assert!(page.contains("—1—"), "{page}");
        }
    }

    #[test]
    fn many_notices_are_one_document() {
        let papers: Vec<Paper> = (1..=3).map(|number| paper(&notice(number))).collect();
        let docx = render::docx_of_many(&papers).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
        let mut xml = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut xml).unwrap();
        assert_eq!(xml.matches("<w:pageBreakBefore").count(), 2, "one before each but the first");
        assert_eq!(xml.matches("回　执").count(), 3);
    }
}
