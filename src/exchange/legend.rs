//! What people write for a mark: terms, codes, and the signs of a legend (图例).

use crate::domain::mark::Mark;
use crate::domain::plain::plain_char;
use thiserror::Error;

/// What a cell of attendance says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Here, or 全勤.
    Present,
    Mark(Mark),
    /// No school: 休.
    Off,
}

/// Which sign means what, where signs are not standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Legend {
    signs: Vec<(String, Meaning)>,
}

/// Why a text is no legend.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no sign with a meaning is named in the legend")]
pub struct NoLegend;

/// The three legends that schools use most (domain handbook, 6.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// √ × ○ △ ⊙ # ◇
    A,
    /// × + - 迟 退 公; blank is present
    B,
    /// / ⊗ △ ○ ! < G
    C,
}

impl Legend {
    pub fn preset(preset: Preset) -> Legend {
        let signs: &[(&str, Meaning)] = match preset {
            Preset::A => &[
                ("×", Meaning::Mark(Mark::Truant)),
                ("○", Meaning::Mark(Mark::Sick)),
                ("△", Meaning::Mark(Mark::Leave)),
                ("◇", Meaning::Mark(Mark::Official)),
                ("⊙", Meaning::Mark(Mark::Late)),
                ("☆", Meaning::Mark(Mark::Late)),
                ("#", Meaning::Mark(Mark::Early)),
            ],
            Preset::B => &[
                ("×", Meaning::Mark(Mark::Truant)),
                ("+", Meaning::Mark(Mark::Sick)),
                ("-", Meaning::Mark(Mark::Leave)),
                ("/", Meaning::Off),
            ],
            Preset::C => &[
                ("/", Meaning::Present),
                ("⊗", Meaning::Mark(Mark::Truant)),
                ("△", Meaning::Mark(Mark::Sick)),
                ("○", Meaning::Mark(Mark::Leave)),
                ("!", Meaning::Mark(Mark::Late)),
                ("<", Meaning::Mark(Mark::Early)),
                ("G", Meaning::Mark(Mark::Official)),
            ],
        };
        Legend { signs: signs.iter().map(|(sign, meaning)| (folded(sign), *meaning)).collect() }
    }

    /// Reads a legend as people write it: `√出勤 ×旷课 ○病假`, `病假：○；事假：△`, `×=truant`. What stands in brackets is a
    /// remark.
    ///
    /// # Errors
    /// When it names no sign.
    pub fn parse(text: &str) -> Result<Legend, NoLegend> {
        let mut signs: Vec<(String, Meaning)> = Vec::new();
        for part in parts(text) {
            if let Some((sign, meaning)) = pair(&part)
                && !signs.iter().any(|(known, _)| *known == sign)
            {
                signs.push((sign, meaning));
            }
        }
        let tells = signs.iter().any(|(_, meaning)| matches!(meaning, Meaning::Mark(_)));
        if tells { Ok(Legend { signs }) } else { Err(NoLegend) }
    }

    /// Whether it explains several signs: a title may look like one by chance.
    pub(super) fn is_of_several(&self) -> bool {
        self.signs.len() >= 2
    }

    /// What a cell says: by the legend's signs first, then by terms and codes.
    pub fn read(&self, cell: &str) -> Option<Meaning> {
        let folded = folded(cell);
        let sign = self.signs.iter().find(|(sign, _)| *sign == folded).map(|(_, meaning)| *meaning);
        sign.or_else(|| term(&folded))
    }
}

/// The legend's parts, without remarks in brackets and without the word 图例 before them.
fn parts(text: &str) -> Vec<String> {
    let mut depth = 0;
    let mut plain = String::new();
    for c in text.chars().map(plain_char) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let start =
        ["图例", "说明", "符号", "注"].into_iter().find_map(|word| plain.trim().strip_prefix(word).map(str::to_owned));
    let rest = start.unwrap_or(plain);
    let rest = rest.trim_start_matches([':', ' ', '说', '明']);
    // Blanks beside an equals sign part nothing.
    let rest = rest.split('=').map(str::trim).collect::<Vec<_>>().join("=");
    let breaks = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '、' | '。' | '|');
    rest.split(breaks).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A sign and its meaning, in either order.
fn pair(part: &str) -> Option<(String, Meaning)> {
    let between = [':', '=', '为', '表', '示'];
    let splits = part.char_indices().map(|(at, _)| part.split_at(at)).skip(1);
    let said = |sign: &str, word: &str| {
        let meaning = term(&folded(word)).filter(|_| is_sign(sign))?;
        Some((folded(sign), meaning))
    };
    splits.into_iter().find_map(|(left, right)| {
        let (left, right) = (left.trim_end_matches(between), right.trim_start_matches(between));
        said(left, right).or_else(|| said(right, left))
    })
}

/// One or two characters that are no term themselves.
fn is_sign(text: &str) -> bool {
    (1..=2).contains(&text.chars().count()) && term(&folded(text)).is_none_or(|_| text.chars().count() == 1)
}

/// The meaning of a term or code of the field, and of the signs that mean the same everywhere.
pub fn term(folded: &str) -> Option<Meaning> {
    let mark = match folded {
        "√" | "出勤" | "到" | "已到" | "正常" | "全勤" | "在校" | "present" | "全到" | "实到" => {
            return Some(Meaning::Present);
        }
        "休" | "放假" | "休息" | "off" => return Some(Meaning::Off),
        "?" | "未到待查" | "未到" | "待查" | "缺勤待查" | "缺" | "缺勤" | "unknown" => Mark::Unknown,
        "旷课" | "旷" | "无故缺席" | "无故旷课" | "truant" => Mark::Truant,
        "病假" | "病" | "因病" | "sick" => Mark::Sick,
        "事假" | "事" | "请假" | "假" | "leave" => Mark::Leave,
        "公假" | "公" | "公差" | "official" => Mark::Official,
        "迟到" | "迟" | "late" => Mark::Late,
        "早退" | "早" | "退" | "early" => Mark::Early,
        _ => return None,
    };
    Some(Meaning::Mark(mark))
}

/// What the column 考勤 of the long table says: terms, codes, and the signs of legend A, which are its own.
pub fn long_table(cell: &str) -> Option<Meaning> {
    let folded = folded(cell);
    let sign = match folded.as_str() {
        "×" => Some(Mark::Truant),
        "○" => Some(Mark::Sick),
        "△" => Some(Mark::Leave),
        _ => None,
    };
    sign.map(Meaning::Mark).or_else(|| term(&folded))
}

/// Without blanks, plain, lower-case; signs that look alike are one: a teacher types 0 for ○, x for ×, v for √.
pub fn folded(cell: &str) -> String {
    let plain = cell.chars().map(plain_char).filter(|c| !c.is_whitespace() && !matches!(c, '\u{fe0e}' | '\u{fe0f}'));
    let text: String = plain.map(|c| c.to_ascii_lowercase()).collect();
    let mut signs = text.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => match sign {
            '✓' | '✔' | 'v' | '☑' => '√',
            '✕' | '✖' | '✗' | '✘' | 'x' | '╳' | 'ㄨ' => '×',
            '〇' | '◯' | '⭕' | 'o' | '0' | 'О' | '●' => '○',
            '∆' | 'Δ' | '▵' | '▲' => '△',
            '☉' | '◎' => '⊙',
            '♢' | '◊' | '◆' => '◇',
            '★' => '☆',
            '╱' | '∕' => '/',
            '＋' => '+',
            '－' | '—' => '-',
            other => other,
        }
        .to_string(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_means_what_the_legend_says() {
        use Meaning::{Mark as M, Off, Present};
        let table = [
            (Preset::A, "√", Some(Present)),
            (Preset::A, "✔", Some(Present)),
            (Preset::A, "V", Some(Present)),
            (Preset::A, "？", Some(M(Mark::Unknown))),
            (Preset::A, "x", Some(M(Mark::Truant))),
            (Preset::A, "0", Some(M(Mark::Sick))),
            (Preset::A, "○", Some(M(Mark::Sick))),
            (Preset::A, "△", Some(M(Mark::Leave))),
            (Preset::A, "◇", Some(M(Mark::Official))),
            (Preset::A, "⊙", Some(M(Mark::Late))),
            (Preset::A, "＃", Some(M(Mark::Early))),
            (Preset::A, "病", Some(M(Mark::Sick))),
            (Preset::A, "$", None),
            (Preset::B, "＋", Some(M(Mark::Sick))),
            (Preset::B, "－", Some(M(Mark::Leave))),
            (Preset::B, "退", Some(M(Mark::Early))),
            (Preset::B, "／", Some(Off)),
            (Preset::B, "○", None),
            (Preset::C, "/", Some(Present)),
            (Preset::C, "○", Some(M(Mark::Leave))),
            (Preset::C, "△", Some(M(Mark::Sick))),
            (Preset::C, "＜", Some(M(Mark::Early))),
            (Preset::C, "G", Some(M(Mark::Official))),
            (Preset::C, "休", Some(Off)),
        ];
        for (preset, sign, meaning) in table {
            assert_eq!(Legend::preset(preset).read(sign), meaning, "{preset:?} {sign}");
        }
    }

    #[test]
    fn legends_are_read_from_text() {
        use Meaning::{Mark as M, Present};
        let a = "图例：√出勤\u{3000}?未到待查\u{3000}×旷课\u{3000}○病假\u{3000}△事假\u{3000}◇公假\u{3000}⊙迟到\u{3000}#早退\u{3000}（空白＝当次有登记时为出勤）";
        let legend = Legend::parse(a).unwrap();
        for (sign, meaning) in [("√", Present), ("○", M(Mark::Sick)), ("#", M(Mark::Early)), ("?", M(Mark::Unknown))]
        {
            assert_eq!(legend.read(sign), Some(meaning), "{sign}");
        }
        for text in ["病假：○；事假：△", "○=病假 △=事假", "○ = sick, △ = leave", "病○ 事△"]
        {
            let legend = Legend::parse(text).unwrap();
            assert_eq!((legend.read("○"), legend.read("△")), (Some(M(Mark::Sick)), Some(M(Mark::Leave))), "{text}");
        }
        assert_eq!(Legend::parse("说明：请按时填写"), Err(NoLegend));
    }

    #[test]
    fn the_long_table_takes_terms_codes_and_signs() {
        let table = [
            ("未到待查", Some(Meaning::Mark(Mark::Unknown))),
            ("truant", Some(Meaning::Mark(Mark::Truant))),
            ("×", Some(Meaning::Mark(Mark::Truant))),
            ("？", Some(Meaning::Mark(Mark::Unknown))),
            (" Sick ", Some(Meaning::Mark(Mark::Sick))),
            ("全勤", Some(Meaning::Present)),
            ("√", Some(Meaning::Present)),
            ("睡觉", None),
            ("", None),
        ];
        for (cell, meaning) in table {
            assert_eq!(long_table(cell), meaning, "{cell}");
        }
    }
}
