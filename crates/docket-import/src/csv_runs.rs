//! Where rows are in a file, in a few bytes each.

/// Rows of one docket that follow each other, those that say nothing left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// How many rows.
    pub(crate) rows: u64,
    /// Where the first begins.
    pub(crate) start: u64,
}

/// The runs of one docket in the order of the file: of each how far it begins behind the one before, and
/// how many rows it has, both in as few bytes as they need. Rows of a docket may all be apart, and a file
/// may have millions.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    bytes: Vec<u8>,
    last: u64,
}

impl Runs {
    /// Adds a run that begins behind all others.
    pub(crate) fn push(&mut self, run: Run) {
        for number in [run.start - self.last, run.rows] {
            push(number, &mut self.bytes);
        }
        self.last = run.start;
    }

    /// The runs, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Run> {
        let (mut bytes, mut last) = (self.bytes.iter(), 0);
        std::iter::from_fn(move || {
            let (behind, rows) = (take(&mut bytes)?, take(&mut bytes)?);
            last += behind;
            Some(Run { rows, start: last })
        })
    }
}

/// Writes a number in groups of seven bits, the lowest first, each but the last with the high bit set.
fn push(mut number: u64, bytes: &mut Vec<u8>) {
    loop {
        let [group, ..] = (number & 0x7f).to_le_bytes();
        number >>= 7;
        if number == 0 {
            return bytes.push(group);
        }
        bytes.push(group | 0x80);
    }
}

fn take<'a>(bytes: &mut impl Iterator<Item = &'a u8>) -> Option<u64> {
    let (mut number, mut shift) = (0, 0);
    for byte in bytes {
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_come_back_as_they_were_noted() {
        let ends = [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), 1 << 50];
        let runs: Vec<Run> =
            ends.iter().map(|end| Run { start: *end, rows: 1 + end % 1_000 }).collect();
        let mut noted = Runs::default();
        for run in &runs {
            noted.push(*run);
        }
        assert_eq!(noted.iter().collect::<Vec<_>>(), runs);
        assert_eq!(Runs::default().iter().next(), None);
    }

    #[test]
    fn a_row_by_itself_takes_four_bytes_where_dockets_are_mixed() {
        let mut noted = Runs::default();
        // Rows of 200 bytes, in turns with those of 6,000 other dockets.
        for row in 0..1_000 {
            noted.push(Run { start: row * 1_200_000, rows: 1 });
        }
        assert!(noted.bytes.len() <= 4_000, "{}", noted.bytes.len());
    }
}
