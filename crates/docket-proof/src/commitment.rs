use std::{fmt, str::FromStr};

use sha2::{Digest, Sha256};

use crate::{Error, Hash, hex};

/// Says of an event nothing that can be read without the salt: SHA-256 of the salt's 16 bytes and
/// the event's canonical JSON (RFC 8785).
///
/// The salt has a fixed length, so no two pairs of salt and JSON are hashed alike. The JSON is
/// taken as it is; that it is canonical is the caller's word.
#[must_use]
pub fn commit(salt: &Salt, canonical_json: &[u8]) -> Hash {
    let digest = Sha256::new().chain_update(salt.0).chain_update(canonical_json).finalize();
    Hash::from_bytes(digest.into())
}

/// Keeps a commitment from being guessed: 16 random bytes, fresh for every log entry.
///
/// It is stored with its event and erased with it. Whoever knows it can test guesses at the event,
/// so it is shown only to those who may see the event. Text is 32 hexadecimal digits, written in
/// lower case and read in either.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Salt([u8; 16]);

impl Salt {
    /// Takes 16 bytes for a salt.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Gives the 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex::encode(&self.0))
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Salt {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        hex::decode(text).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALT: &str = "000102030405060708090a0b0c0d0e0f";
    const JSON: &[u8] = br#"{"case":"amazon-v-nokia","id":"complaint","verb":"filed"}"#;

    fn salt() -> Salt {
        SALT.parse().expect("32 digits")
    }

    #[test]
    fn a_commitment_is_what_sha256sum_says() {
        // unhex 000102030405060708090a0b0c0d0e0f, then the JSON, into sha256sum.
        let golden = "c92a56d2708df686ef8ad575900e1d54e40a07e7606b67e53e8250e3ca0be84e";
        assert_eq!(commit(&salt(), JSON).to_string(), golden);
    }

    #[test]
    fn another_salt_or_another_byte_makes_another_commitment() {
        let mut other = *salt().as_bytes();
        other[15] ^= 1;
        assert_ne!(commit(&salt(), JSON), commit(&Salt::from_bytes(other), JSON));
        assert_ne!(commit(&salt(), JSON), commit(&salt(), &JSON[1..]));
    }

    #[test]
    fn a_salt_is_shown_as_it_is_read() {
        assert_eq!(salt().to_string(), SALT);
        assert_eq!(format!("{:?}", salt()), SALT);
        assert_eq!(salt(), Salt::from_bytes(*salt().as_bytes()));
    }

    #[test]
    fn a_text_of_another_length_is_no_salt() {
        let error = "00".parse::<Salt>().expect_err("two digits");
        assert_eq!(error, Error::HexLength { expected: 32, found: 2 });
    }
}
