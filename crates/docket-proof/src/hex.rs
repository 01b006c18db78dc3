//! Bytes as hexadecimal digits: written in lower case, read in either.

use crate::Error;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    push(bytes, &mut text);
    text
}

pub(crate) fn push(bytes: &[u8], text: &mut String) {
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 0xf)]));
    }
}

/// Reads exactly `N` bytes; a wrong character is reported before a wrong length.
pub(crate) fn decode<const N: usize>(text: &str) -> Result<[u8; N], Error> {
    let wrong = text.chars().enumerate().find(|(_, digit)| !digit.is_ascii_hexdigit());
    if let Some((before, found)) = wrong {
        return Err(Error::HexDigit { found, at: before + 1 });
    }
    if text.len() != 2 * N {
        return Err(Error::HexLength { expected: 2 * N, found: text.len() });
    }
    let (pairs, _) = text.as_bytes().as_chunks::<2>();
    Ok(std::array::from_fn(|place| value(pairs[place][0]) << 4 | value(pairs[place][1])))
}

/// The value of an ASCII hexadecimal digit: the low half of `a` and of `A` is 1.
fn value(digit: u8) -> u8 {
    let low = digit & 0xf;
    if digit.is_ascii_digit() { low } else { low + 9 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back_in_either_case(bytes: [u8; 32]) {
            let text = encode(&bytes);
            prop_assert_eq!(decode(&text), Ok(bytes));
            prop_assert_eq!(decode(&text.to_uppercase()), Ok(bytes));
        }

        #[test]
        fn no_text_makes_reading_panic(text: String) {
            prop_assert!(decode::<16>(&text).is_err());
        }
    }

    #[test]
    fn digits_are_lower_case_and_the_high_half_comes_first() {
        assert_eq!(encode(&[0x00, 0x1f, 0xa9, 0xff]), "001fa9ff");
    }

    #[test]
    fn a_wrong_length_is_told_with_both_lengths() {
        for found in [0, 2, 31, 33, 64] {
            let error = decode::<16>(&"0".repeat(found)).expect_err("not 32 digits");
            assert_eq!(error, Error::HexLength { expected: 32, found });
        }
        let error = decode::<2>("abc").expect_err("three digits");
        assert_eq!(error.to_string(), "expected 4 hexadecimal digits, found 3");
    }

    #[test]
    fn the_first_wrong_character_is_told_with_its_place() {
        for (text, found, at) in
            [("0x12", 'x', 2), ("12g4zz", 'g', 3), ("é", 'é', 1), ("1é2", 'é', 2)]
        {
            assert_eq!(decode::<2>(text), Err(Error::HexDigit { found, at }), "{text}");
        }
        let error = decode::<2>("abcd\n").expect_err("a line break");
        assert_eq!(error.to_string(), r"character 5 is '\n', not a hexadecimal digit");
    }
}
