//! A paper in four readings: the preview on the screen, plain text, DOCX and PDF; and tables as a workbook. None of
//! them decides what is said.

#[cfg(feature = "pdf")]
mod book;
mod docx;
mod fit;
#[cfg(feature = "pdf")]
mod fonts;
mod leaf;
#[cfg(feature = "pdf")]
mod pdf;
mod text;
#[cfg(not(feature = "pdf"))]
mod without_pdf;
mod xlsx;

#[cfg(feature = "pdf")]
pub use book::{book, settable};
pub use docx::{docx, docx_of_many};
#[cfg(feature = "pdf")]
pub use fonts::Fonts;
pub use leaf::{Leaf, Pages, Settable};
#[cfg(feature = "pdf")]
pub use pdf::{pdf, pdf_of_many};
pub use text::text;
#[cfg(not(feature = "pdf"))]
pub use without_pdf::{Fonts, book, pdf, pdf_of_many, settable};
pub use xlsx::{Cell, Sheet, Workbook, xlsx};

use crate::domain::paper::Text;

/// What stands before the names of what is enclosed.
const ENCLOSED: &str = "附件：";
/// What stands on a line to cut along.
const CUT: &str = "裁切线";

/// The enclosures as they are listed: numbered where there are several.
fn enclosed(names: &[Text]) -> Vec<String> {
    match names {
        [one] => vec![one.to_string()],
        several => several.iter().zip(1..).map(|(name, nth)| format!("{nth}.{name}")).collect(),
    }
}

/// Why a paper could not be set. DOCX and text need no font and can always be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// None of the machine's fonts has Chinese characters.
    #[error("no Chinese font among the {faces} faces found; looked for {}", .looked_for.join(", "))]
    NoChineseFont {
        /// The best known of the families that would do, the best first.
        looked_for: Vec<&'static str>,
        /// How many faces the machine has.
        faces: usize,
    },
    /// No font found has these characters; printed they would be boxes.
    #[error("no font has the characters {0:?}")]
    MissingGlyphs(Vec<char>),
    #[error("this program was built without PDF")]
    PdfLeftOut,
    #[error("the DOCX could not be packed: {0}")]
    Docx(String),
    #[error("the PDF could not be set: {0}")]
    Pdf(String),
    #[error("the XLSX could not be packed: {0}")]
    Xlsx(String),
    /// A workbook was asked of a paper that has no table.
    #[error("the paper has no table")]
    NoTable,
    /// Many papers were asked for, and there is none.
    #[error("there is no paper to set")]
    NothingToSet,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::letter::made_up;
    use crate::documents::registers;
    use crate::domain;
    use crate::domain::letter::{Letter, LetterKind, LetterNo, LetterRecord, Receipt, Series};
    use crate::domain::paper::{Block, Paper, Sheet, Text};
    use std::io::{Cursor, Read};

    fn letter() -> Paper {
        made_up::letter(&made_up::facts())
    }

    /// Three pages of steps, and the rarest characters that names are written with.
    fn long_letter() -> Paper {
        let mut facts = made_up::facts();
        facts.record.name = "林𬭎䶮".into();
        let visit = facts.visits[0].clone();
        facts.visits.extend(std::iter::repeat_n(visit, 24));
        made_up::letter(&facts)
    }

    fn register() -> Paper {
        let (mut books, class) = domain::made_up::class_of(40);
        let pupils: Vec<_> = books.pupils.iter().map(|pupil| pupil.id).collect();
        books.letters = pupils
            .into_iter()
            .zip(1..)
            .map(|(pupil, number)| {
                let no = LetterNo { series: Series::Internal, year: 2025, number };
                let record = LetterRecord {
                    kind: LetterKind::Escalation,
                    no,
                    pupil,
                    issued_on: made_up::date("2025-09-09"),
                    to: "学校领导".into(),
                    paper: letter(),
                    corrects: None,
                };
                let receipt = Receipt { by: "校长".into(), on: record.issued_on, how: "请德育处跟进".into() };
                let id = domain::ids::LetterId::NEW;
                Letter { id, record, issued_by: domain::ids::StaffId::NEW, receipt: Some(receipt) }
            })
            .collect();
        assert_eq!(class.code(), 703);
        let (school, today) = (domain::school::School::from_books(books), made_up::date("2025-09-30"));
        registers::paper(&school, school.all_papers(today), today)
    }

    /// A text without what each rendering draws in its own way: spaces, rules, and lines for the pen.
    fn bare(text: &str) -> String {
        text.chars().filter(|c| !(c.is_whitespace() || "＿-".contains(*c))).collect()
    }

    /// What a paper says in its body, from its plain text, the foot left out.
    fn said(paper: &Paper) -> String {
        let said = bare(&text(&Paper { foot: Text::default(), ..paper.clone() }, 76).concat());
        match paper.sheet {
            Sheet::Letter => said,
            Sheet::Register | Sheet::Ledger | Sheet::Overview => said.replace(['|', '+'], ""),
        }
    }

    fn part(docx: &[u8], name: &str) -> String {
        let mut text = String::new();
        let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// The texts of all `<w:t>` of a part, without spaces.
    fn words(xml: &str) -> String {
        let texts = xml.split("<w:t ").skip(1).filter_map(|rest| rest.split_once('>')?.1.split_once("</w:t>"));
        bare(&texts.map(|(text, _)| text).collect::<String>())
    }

    #[test]
    fn docx_says_what_the_text_says() {
        for paper in made_up::papers().into_iter().chain([long_letter()]) {
            assert_eq!(words(&part(&docx(&paper).unwrap(), "word/document.xml")), said(&paper));
        }
    }

    #[test]
    fn docx_names_a_chinese_typeface_on_every_run() {
        let docx = docx(&letter()).unwrap();
        for name in ["word/document.xml", "word/footer1.xml", "word/footer2.xml"] {
            let xml = part(&docx, name);
            assert_eq!(xml.matches("<w:r>").count(), xml.matches("w:eastAsia=").count(), "{name}");
        }
        let document = part(&docx, "word/document.xml");
        for face in ["仿宋_GB2312", "方正小标宋简体", "黑体"] {
            assert!(document.contains(&format!("w:eastAsia=\"{face}\"")), "{face}");
            assert!(part(&docx, "word/fontTable.xml").contains(face), "{face}");
        }
    }

    #[test]
    fn docx_has_the_measures_of_the_standard() {
        let letter = docx(&letter()).unwrap();
        let document = part(&letter, "word/document.xml");
        for measure in [
            r#"<w:pgSz w:w="11906" w:h="16838" />"#,
            r#"w:top="2098" w:right="1474" w:bottom="1984" w:left="1588""#,
            r#"<w:docGrid w:type="lines" w:linePitch="579" />"#,
            r#"w:line="579" w:lineRule="exact""#,
            r#"w:firstLine="632""#,
            r#"<w:spacing w:val="-5" />"#,
        ] {
            assert!(document.contains(measure), "{measure}\n{document}");
        }
        assert!(part(&letter, "word/settings.xml").contains("<w:evenAndOddHeaders/>"));
        assert!(part(&letter, "word/footer1.xml").contains("<w:instrText>PAGE</w:instrText>"));
        let landscape = docx(&register()).unwrap();
        assert!(part(&landscape, "word/footer1.xml").contains("NUMPAGES"));
        let register = part(&landscape, "word/document.xml");
        assert!(register.contains(r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape" />"#));
        assert_eq!(register.matches("<w:tblHeader />").count(), 1);
    }

    #[test]
    fn docx_takes_whatever_was_pasted() {
        let mut paper = letter();
        paper.blocks.push(Block::paragraph("a<b>&\u{1}\u{0}\"'"));
        let document = part(&docx(&paper).unwrap(), "word/document.xml");
        assert!(document.contains("a&lt;b&gt;&amp;"), "{document}");
        assert!(!document.contains(['\u{0}', '\u{1}']));
    }

    #[test]
    fn the_same_paper_makes_the_same_docx() {
        assert!(docx(&letter()).unwrap() == docx(&letter()).unwrap());
    }

    #[test]
    fn text_keeps_to_any_width_and_sends_nothing_to_the_terminal() {
        let mut long = long_letter();
        long.blocks.push(Block::paragraph("甲\u{1b}[31m乙\u{7}"));
        for paper in made_up::papers().into_iter().chain([long]) {
            for width in 16..120 {
                for line in text(&paper, width) {
                    assert!(crate::lines::WIDE(&line) <= usize::from(width), "{width}: {line}");
                    assert!(!line.contains(char::is_control), "{line:?}");
                }
            }
        }
    }

    #[cfg(feature = "pdf")]
    mod pdf {
        use super::*;
        use std::sync::LazyLock;

        /// The machine's fonts; none where it has no Chinese one, and then a test of PDF says so and is left out.
        fn fonts() -> Option<&'static Fonts> {
            static FONTS: LazyLock<Result<Fonts, RenderError>> = LazyLock::new(|| Fonts::find(None));
            match &*FONTS {
                Ok(fonts) => Some(fonts),
                Err(error) => {
                    eprintln!("*** NO CHINESE FONT ON THIS MACHINE: A TEST OF PDF IS LEFT OUT *** ({error})");
                    None
                }
            }
        }

        /// Each page's text, without spaces, and without the foot, which must be there.
        fn pages(pdf: &[u8], paper: &Paper) -> Vec<String> {
            let pages = pdf_extract::extract_text_from_mem_by_pages(pdf).unwrap();
            let is_form = matches!(paper.sheet, Sheet::Register | Sheet::Ledger);
            let of_pages = if is_form { format!("共{}页", pages.len()) } else { String::new() };
            let body = |(page, nth): (&String, u32)| {
                let (page, number) = (bare(page), format!("—{nth}—"));
                let form = bare(paper.foot.as_str()) + &of_pages;
                assert!(page.contains(&number) && page.contains(&form), "{page}");
                page.replace(&number, "").replace(&form, "")
            };
            pages.iter().zip(1..).map(body).collect()
        }

        #[test]
        fn pdf_says_what_the_text_says() {
            let Some(fonts) = fonts() else { return };
            for paper in made_up::papers() {
                let pages = pages(&pdf(&paper, fonts).unwrap(), &paper);
                assert_eq!(pages.concat(), said(&paper));
            }
        }

        #[test]
        fn a_long_notice_runs_over_pages_and_its_signature_never_stands_alone() {
            let Some(fonts) = fonts() else { return };
            let paper = long_letter();
            let pdf = match pdf(&paper, fonts) {
                Err(RenderError::MissingGlyphs(missing)) => {
                    assert!(missing.iter().all(|c| "𬭎䶮".contains(*c)), "{missing:?}");
                    return eprintln!("*** NO FONT HAS {missing:?}: A TEST OF PDF IS LEFT OUT ***");
                }
                pdf => pdf.unwrap(),
            };
            let pages = pages(&pdf, &paper);
            assert!(pages.len() > 2, "{}", pages.len());
            assert_eq!(pages.concat(), said(&paper));
            let signed = pages.iter().find(|page| page.contains("报告人（班主任）")).unwrap();
            assert!(signed.contains("请领导批示。"), "{signed}");
        }

        #[test]
        fn pages_are_a4() {
            let Some(fonts) = fonts() else { return };
            for (paper, width, height) in [(letter(), 595, 842), (register(), 842, 595)] {
                let pdf = pdf(&paper, fonts).unwrap();
                let pdf = pdf_extract::Document::load_mem(&pdf).unwrap();
                for page in pdf.get_pages().values() {
                    let page = pdf.get_dictionary(*page).unwrap();
                    let sheet = page.get(b"MediaBox").unwrap().as_array().unwrap();
                    let sheet: Vec<i64> = sheet.iter().map(|edge| edge.as_float().unwrap().round() as i64).collect();
                    assert_eq!(sheet, [0, 0, width, height]);
                }
            }
        }

        #[test]
        fn the_heading_row_is_on_every_page_of_a_register() {
            let Some(fonts) = fonts() else { return };
            let paper = register();
            let pages = pages(&pdf(&paper, fonts).unwrap(), &paper);
            let of_table: Vec<&String> = pages.iter().filter(|page| page.contains("七年级(3)班")).collect();
            assert!(of_table.len() > 1);
            assert!(of_table.iter().all(|page| page.contains("签收、批示")), "{pages:?}");
        }

        #[test]
        fn a_character_that_no_font_has_is_named_and_not_printed() {
            let Some(fonts) = fonts() else { return };
            let mut paper = letter();
            paper.blocks.push(Block::paragraph("甲\u{10fffd}乙\u{10fffd}"));
            assert_eq!(pdf(&paper, fonts), Err(RenderError::MissingGlyphs(vec!['\u{10fffd}'])));
        }

        #[test]
        fn nothing_that_was_written_is_read_as_markup() {
            let Some(fonts) = fonts() else { return };
            let mut paper = letter();
            paper.blocks.push(Block::paragraph("\u{1}甲\u{1b}[31m乙"));
            let hostile = "#panic()$x$*粗*<a>\\\"@b`c`_d_//e";
            paper.blocks.push(Block::paragraph(hostile));
            let said = pages(&pdf(&paper, fonts).unwrap(), &paper).concat();
            assert!(said.contains(hostile) && said.contains("甲乙"), "{said}");
        }
    }
}
