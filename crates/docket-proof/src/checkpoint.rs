use std::fmt;

use signed_note::{Note, NoteError, Signature, Verifier, VerifierList};
use tlog_tiles::tlog;

use crate::{Hash, ProofFault, SigningKey, VerifyingKey};

/// Size and root of a log at one moment (C2SP tlog-checkpoint).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log.
    pub origin: String,
    /// How many entries it had.
    pub size: u64,
    /// The root of its tree.
    pub root: Hash,
}

/// A checkpoint and who signed it (C2SP signed-note): three lines, an empty one, and a line for each
/// signature.
///
/// That a text has this form says nothing: [`verify`](SignedCheckpoint::verify) does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    text: String,
    claimed: Checkpoint,
}

impl Checkpoint {
    /// Signs it.
    ///
    /// # Errors
    /// [`ProofFault::OtherLog`] when the key is another log's.
    pub fn signed(&self, key: &SigningKey) -> Result<SignedCheckpoint, ProofFault> {
        self.is_of(key.verifying_key())?;
        let malformed = |_| malformed("a log's name, without line breaks", &self.origin);
        let mut note = Note::new(self.text().as_bytes(), &[]).map_err(malformed)?;
        note.add_sigs(&[key.signer()]).map_err(malformed)?;
        SignedCheckpoint::parse(&String::from_utf8_lossy(&note.to_bytes()))
    }

    /// The text that is signed.
    fn text(&self) -> String {
        let root = tlog::Hash(*self.root.as_bytes());
        format!("{}\n{}\n{root}\n", self.origin, self.size)
    }

    fn is_of(&self, key: &VerifyingKey) -> Result<(), ProofFault> {
        if self.origin == key.name() {
            return Ok(());
        }
        Err(ProofFault::OtherLog { expected: key.name().to_owned(), found: self.origin.clone() })
    }
}

impl SignedCheckpoint {
    /// Reads a checkpoint. Whether it is signed is another question.
    ///
    /// # Errors
    /// [`ProofFault::Malformed`].
    pub fn parse(text: &str) -> Result<Self, ProofFault> {
        let (_, claimed) = read(text)?;
        Ok(Self { text: text.to_owned(), claimed })
    }

    /// Checks that a log's key signed it, and tells what.
    ///
    /// # Errors
    /// [`ProofFault::NotSigned`], [`ProofFault::FalseSignature`], [`ProofFault::OtherLog`].
    pub fn verify(&self, key: &VerifyingKey) -> Result<Checkpoint, ProofFault> {
        let (note, checkpoint) = read(&self.text)?;
        let name = || format!("{}+{:08x}", key.name(), key.verifier.key_id());
        let known = VerifierList::new(vec![Box::new(key.verifier.clone())]);
        note.verify(&known).map_err(|error| match error {
            NoteError::InvalidSignature { .. } => ProofFault::FalseSignature { key: name() },
            NoteError::MalformedNote
            | NoteError::InvalidSigner
            | NoteError::MismatchedVerifier
            | NoteError::UnverifiedNote
            | NoteError::VerificationError(_)
            | NoteError::SignatureError(_) => ProofFault::NotSigned { key: name() },
        })?;
        checkpoint.is_of(key)?;
        Ok(checkpoint)
    }

    /// The text that was signed, for programs that check signatures by themselves.
    ///
    /// ```text
    /// openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in TEXT -sigfile SIGNATURE
    /// ```
    #[must_use]
    pub fn signed_text(&self) -> String {
        self.claimed.text()
    }

    /// A key's signature of that text, 64 bytes, whether it is true or not.
    #[must_use]
    pub fn signature(&self, key: &VerifyingKey) -> Option<Vec<u8>> {
        let (note, _) = read(&self.text).ok()?;
        let signed = note.to_bytes();
        let signed = String::from_utf8(signed).ok()?;
        let mut lines = signed.lines().filter_map(|line| {
            let signature = Signature::from_bytes(line.as_bytes()).ok()?;
            let is_of = signature.name() == key.name() && signature.id() == key.verifier.key_id();
            is_of.then(|| signature.signature().to_vec())
        });
        lines.next()
    }

    /// What it says, whoever signed it.
    #[must_use]
    pub const fn claimed(&self) -> &Checkpoint {
        &self.claimed
    }
}

fn read(text: &str) -> Result<(Note, Checkpoint), ProofFault> {
    let note = Note::from_bytes(text.as_bytes());
    let note = note.map_err(|_| malformed("a text, an empty line and signatures", text))?;
    let read = tlog_tiles::Checkpoint::from_bytes(note.text())
        .map_err(|_| malformed("a log's name, a size and a root, a line each", text))?;
    let root = Hash::from_bytes(read.hash().0);
    let checkpoint = Checkpoint { origin: read.origin().to_owned(), size: read.size(), root };
    // Lines that say more may change what is said.
    if checkpoint.text().as_bytes() != note.text() {
        return Err(malformed("a log's name, a size and a root, and no more", text));
    }
    Ok((note, checkpoint))
}

impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

fn malformed(expected: &'static str, found: &str) -> ProofFault {
    let found = found.chars().take(80).collect();
    ProofFault::Malformed { what: "a checkpoint", expected, found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str, seed: u8) -> SigningKey {
        SigningKey::from_seed(Some(name), [seed; 32]).unwrap()
    }

    fn checkpoint() -> Checkpoint {
        Checkpoint { origin: "log".to_owned(), size: 57, root: Hash::from_bytes([1; 32]) }
    }

    #[test]
    fn what_a_key_signed_is_told() {
        let signed = checkpoint().signed(&key("log", 7)).unwrap();
        let again = SignedCheckpoint::parse(&signed.to_string()).unwrap();
        assert_eq!(again.verify(key("log", 7).verifying_key()), Ok(checkpoint()));
        assert_eq!(*again.claimed(), checkpoint());
        let text = signed.to_string();
        assert!(
            text.starts_with(
                "log\n57\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n\n\u{2014} log "
            )
        );
    }

    #[test]
    fn what_another_key_signed_or_nobody_is_not() {
        let signed = checkpoint().signed(&key("log", 7)).unwrap();
        let other = key("log", 8);
        let refused = signed.verify(other.verifying_key()).unwrap_err();
        assert!(matches!(refused, ProofFault::NotSigned { .. }), "{refused}");
        let named = checkpoint().signed(&key("other", 7)).unwrap_err();
        assert!(matches!(named, ProofFault::OtherLog { .. }), "{named}");
        let larger = signed.to_string().replacen("57", "58", 1);
        let larger = SignedCheckpoint::parse(&larger).unwrap();
        let refused = larger.verify(key("log", 7).verifying_key()).unwrap_err();
        assert!(matches!(refused, ProofFault::FalseSignature { .. }), "{refused}");
    }

    #[test]
    fn a_checkpoint_that_is_cut_short_or_says_more_is_refused() {
        let text = checkpoint().signed(&key("log", 7)).unwrap().to_string();
        for end in (0..text.len()).filter(|&end| text.is_char_boundary(end)) {
            SignedCheckpoint::parse(&text[..end]).unwrap_err();
        }
        SignedCheckpoint::parse(&text.replacen("\n\n", "\nmore\n\n", 1)).unwrap_err();
        SignedCheckpoint::parse(&text.replacen("57", "057", 1)).unwrap_err();
        SignedCheckpoint::parse(&text.replacen('\n', "\r\n", 1)).unwrap_err();
    }
}
