use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::pkcs8::EncodePublicKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use signed_note::{Signer, StandardSigner, StandardVerifier, Verifier, key_id};

use crate::ProofFault;

/// What stands before a key, for Ed25519 (C2SP signed-note).
const ED25519: u8 = 1;

/// The key with which a log's owner signs checkpoints.
///
/// It is written as Go's checksum database writes one: `PRIVATE+KEY+<name>+<id>+<key>`.
pub struct SigningKey {
    text: String,
    signer: StandardSigner,
    verifying: VerifyingKey,
}

/// The key with which anybody checks them: `<name>+<id>+<key>`, as C2SP signed-note has it.
#[derive(Clone)]
pub struct VerifyingKey {
    text: String,
    pub(crate) verifier: StandardVerifier,
    pem: String,
}

impl SigningKey {
    /// Makes a key out of 32 bytes that nobody can guess. Without a name it is called by its own
    /// public half: `docket/` and sixteen hexadecimal digits.
    ///
    /// # Errors
    /// [`ProofFault::Malformed`] for a name that is empty or has white space or a `+` in it.
    pub fn from_seed(name: Option<&str>, seed: [u8; 32]) -> Result<Self, ProofFault> {
        let public = ed25519_dalek::SigningKey::from_bytes(&seed).verifying_key().to_bytes();
        let digits = crate::hex::encode(&public);
        let name = name.map_or_else(|| format!("docket/{}", &digits[..16]), str::to_owned);
        let id = key_id(&name, &[&[ED25519], &public[..]].concat());
        let key = BASE64_STANDARD.encode([&[ED25519], &seed[..]].concat());
        Self::parse(&format!("PRIVATE+KEY+{name}+{id:08x}+{key}"))
    }

    /// Reads a key.
    ///
    /// # Errors
    /// [`ProofFault::Malformed`], without the text.
    pub fn parse(text: &str) -> Result<Self, ProofFault> {
        let text = text.trim();
        let malformed = || malformed("PRIVATE+KEY+<name>+<id>+<key>", "something else");
        let signer = StandardSigner::new(text).map_err(|_| malformed())?;
        // Base64 has a `+` of its own.
        let key = text.splitn(5, '+').nth(4).and_then(|key| BASE64_STANDARD.decode(key).ok());
        let seed = key.as_deref().and_then(|key| <[u8; 32]>::try_from(key.get(1..)?).ok());
        let public = ed25519_dalek::SigningKey::from_bytes(&seed.ok_or_else(malformed)?);
        let public = public.verifying_key();
        let verifying = signed_note::new_ed25519_verifier_key(signer.name(), &public);
        let verifying = VerifyingKey::parse(&verifying)?;
        Ok(Self { text: text.to_owned(), signer, verifying })
    }

    /// The key as text. Whoever has it can sign in the log's name.
    #[must_use]
    pub fn secret_text(&self) -> &str {
        &self.text
    }

    /// The key with which anybody checks what this one signed.
    #[must_use]
    pub const fn verifying_key(&self) -> &VerifyingKey {
        &self.verifying
    }

    pub(crate) const fn signer(&self) -> &StandardSigner {
        &self.signer
    }
}

/// Without the key.
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.verifying)
    }
}

impl VerifyingKey {
    /// Reads a key.
    ///
    /// # Errors
    /// [`ProofFault::Malformed`].
    pub fn parse(text: &str) -> Result<Self, ProofFault> {
        let text = text.trim();
        let malformed = || malformed("<name>+<id>+<key> of Ed25519", text);
        let verifier = StandardVerifier::new(text).map_err(|_| malformed())?;
        let key = text.splitn(3, '+').nth(2).and_then(|key| BASE64_STANDARD.decode(key).ok());
        let bytes = key.as_deref().and_then(|key| <[u8; 32]>::try_from(key.get(1..)?).ok());
        let key = bytes.and_then(|bytes| ed25519_dalek::VerifyingKey::from_bytes(&bytes).ok());
        let pem = key.and_then(|key| key.to_public_key_pem(LineEnding::LF).ok());
        Ok(Self { text: text.to_owned(), verifier, pem: pem.ok_or_else(malformed)? })
    }

    /// The name of the log that the key belongs to.
    #[must_use]
    pub fn name(&self) -> &str {
        self.verifier.name()
    }

    /// The key as `openssl` reads one: `SubjectPublicKeyInfo` in PEM (RFC 8410).
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({self})")
    }
}

fn malformed(expected: &'static str, found: &str) -> ProofFault {
    let found = found.chars().take(80).collect();
    ProofFault::Malformed { what: "a key", expected, found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written() {
        let key = SigningKey::from_seed(None, [7; 32]).unwrap();
        let again = SigningKey::parse(key.secret_text()).unwrap();
        assert_eq!(again.secret_text(), key.secret_text());
        let public = VerifyingKey::parse(&key.verifying_key().to_string()).unwrap();
        assert_eq!(public.name(), "docket/ea4a6c63e29c520a");
        assert!(!format!("{key:?}").contains(key.secret_text()));
        // The example of signed-note's own documents.
        let known =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
        let known = SigningKey::parse(known).unwrap();
        assert!(known.verifying_key().to_string().starts_with("PeterNeumann+c74f20a3+"));
    }

    #[test]
    fn what_is_no_key_is_refused_and_a_secret_is_not_repeated() {
        for name in ["", "a b", "a+b"] {
            SigningKey::from_seed(Some(name), [7; 32]).unwrap_err();
        }
        let key = SigningKey::from_seed(Some("log"), [7; 32]).unwrap();
        let fault = SigningKey::parse(&key.secret_text()[..50]).unwrap_err().to_string();
        assert!(!fault.contains(&key.secret_text()[24..40]), "{fault}");
        let public = key.verifying_key().to_string();
        for end in 0..public.len() {
            VerifyingKey::parse(&public[..end]).unwrap_err();
        }
        VerifyingKey::parse(&public.replace("log", "other")).unwrap_err();
    }

    #[test]
    fn a_public_key_is_written_for_openssl() {
        let key = SigningKey::from_seed(Some("log"), [7; 32]).unwrap();
        // The same seed given to `openssl pkey -pubout`.
        let expected = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw=\n-----END PUBLIC KEY-----\n";
        assert_eq!(key.verifying_key().pem(), expected);
    }
}
