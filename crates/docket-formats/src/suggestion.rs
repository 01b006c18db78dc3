//! The name that somebody may have meant.

/// Finds the candidate that a word is a slip for: the same but for letter case and separators, or
/// a few letters apart.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = folded(word);
    // A third of the letters may be wrong ("complant"), but not the only one.
    let length = word.chars().count();
    let allowed = (length / 3).max(1).min(length.saturating_sub(1));
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word, &folded(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Lists the few candidates that have most in common with a text, the nearest first.
pub(crate) fn alike<'a>(
    text: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    count: usize,
) -> Vec<&'a str> {
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|candidate| (strsim::sorensen_dice(text, candidate), candidate))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(count).map(|(_, candidate)| candidate).collect()
}

/// Makes the help line that offers a name.
pub(crate) fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

fn folded(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_has_a_nearest_name_and_another_word_has_none() {
        let kinds = ["y", "Complaint", "Motion", "Notice", "NoticeOfAppeal"];
        for (word, meant) in [
            ("Complant", Some("Complaint")),
            ("complaint", Some("Complaint")),
            ("notice-of-appeal", Some("NoticeOfAppeal")),
            ("Notion", Some("Motion")),
            ("Weather", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(nearest(word, kinds), meant, "{word}");
        }
    }

    #[test]
    fn the_most_alike_come_first() {
        let phrases = ["late last year", "earlier this week", "on Thursday"];
        assert_eq!(alike("earlier in the week", phrases, 2)[0], "earlier this week");
        assert_eq!(alike("x", phrases, 2).len(), 2);
    }
}
