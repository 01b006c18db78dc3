//! Tables that are looked up and never listed, so that their order shows nowhere.

use std::collections::HashMap;

/// Every fold makes some of these, of short names; the hash is quicker than the standard library's and
/// seeded in each process too.
pub(crate) type Lookup<K, V> = HashMap<K, V, foldhash::fast::RandomState>;
