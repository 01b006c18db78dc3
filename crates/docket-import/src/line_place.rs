//! Places: where lines stand in a docket, so that a line which is put in later finds room.

/// How far the places of a docket's lines are apart.
const APART: u64 = 1_000;

/// The places of a capture's lines, out of the places of the recorded lines that some of them are: a new
/// line stands between those that are before and behind it in the capture.
pub(crate) fn places(known: &[Option<u64>]) -> Vec<u64> {
    let (mut places, mut before) = (Vec::with_capacity(known.len()), 0);
    for run in known.chunk_by(|one, _| one.is_none()) {
        // Each run ends with the recorded line behind the new ones, but perhaps for the last.
        let behind = run.last().copied().flatten();
        let new = run.iter().filter(|place| place.is_none()).count() as u64;
        let step = behind.map_or(APART, |behind| behind.saturating_sub(before) / (new + 1));
        places.extend((1..=new).map(|nth| before.saturating_add(nth * step)));
        places.extend(behind);
        before = places.last().copied().unwrap_or(before);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_line_stands_between_its_neighbours() {
        assert_eq!(places(&[None, None]), [1_000, 2_000]);
        let known = [Some(1_000), None, Some(2_000), None, None, Some(3_000), None];
        assert_eq!(places(&known), [1_000, 1_500, 2_000, 2_333, 2_666, 3_000, 4_000]);
        assert_eq!(places(&[None, Some(7_000), None, None]), [3_500, 7_000, 8_000, 9_000]);
        // Lines that a ledger has in another order, or without room between them.
        assert_eq!(places(&[Some(9_000), None, Some(2), None, Some(3)]), [9_000, 9_000, 2, 2, 3]);
    }
}
