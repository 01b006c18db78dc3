"""Checks the entries in this folder against its checkpoint, with the standard library alone.

It does not check the signature of the checkpoint, which openssl does, nor whose key it is, which
only a comparison with the owner's published key can tell. See VERIFY.md.
"""

import base64
import hashlib
import os
import sys


def read(name):
    with open(name, "rb") as file:
        return file.read()


def check(holds, what):
    if not holds:
        sys.exit("FALSE: " + what)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(index, size, leaf, path):
    """The root to which the hashes beside the way lead (RFC 9162, section 2.1.3.2)."""
    check(0 <= index < size, "the entry is behind the end of the log")
    last, hash = size - 1, leaf
    for beside in path:
        check(last > 0, "there are hashes left above the root")
        if index % 2 == 1 or index == last:
            hash = sha256(b"\x01", beside, hash)
            while index % 2 == 0 and index > 0:
                index, last = index // 2, last // 2
        else:
            hash = sha256(b"\x01", hash, beside)
        index, last = index // 2, last // 2
    check(last == 0, "hashes are missing below the root")
    return hash


# The key: name, the first bytes of a hash, and 32 bytes of Ed25519.
name, key_id, key = read("public-key").decode().rstrip("\n").split("+", 2)
key = base64.b64decode(key, validate=True)
check(key[:1] == b"\x01" and len(key) == 33, "the key is one of Ed25519")
check(sha256(name.encode(), b"\n", key)[:4].hex() == key_id, "the key has its id")
pem = base64.b64decode("".join(read("public-key.pem").decode().splitlines()[1:-1]))
check(pem == bytes.fromhex("302a300506032b6570032100") + key[1:], "public-key.pem is that key")

# The checkpoint: its text and signature are the files that openssl was given.
checkpoint = read("checkpoint")
text, signatures = checkpoint.decode().split("\n\n")
check((text + "\n").encode() == read("checkpoint.text"), "checkpoint.text is the checkpoint's")
signed = base64.b64encode(bytes.fromhex(key_id) + read("checkpoint.signature")).decode()
check("\u2014 %s %s" % (name, signed) in signatures.splitlines(), "the signature is the checkpoint's")
origin, size, root = text.split("\n")
check(origin == name, "the checkpoint is of the key's log")
size, root = int(size), base64.b64decode(root, validate=True)

# Whatever has a number is of an entry, and each entry has a proof.
of_entries = [file for file in os.listdir(".") if file[:1].isdigit()]
positions = sorted({int(file.split(".")[0]) for file in of_entries})
check(positions, "there is an entry")
for position in positions:
    file = "%d.tlog-proof" % position
    check(file in of_entries, file + " is here")
    head, of = read(file).decode().split("\n\n", 1)
    check(of.encode() == checkpoint, file + " is of this checkpoint")
    form, extra, index, *path = head.split("\n")
    check(form == "c2sp.org/tlog-proof@v1", file + " is a proof")
    check(index == "index %d" % (position - 1), file + " is of this entry")
    leaf = read("%d.leaf" % position)
    check(extra == "extra " + base64.b64encode(leaf).decode(), file + " is of this leaf")
    lines = leaf.decode().split("\n")
    check(lines[0] == "docket-leaf/1" and len(lines) == 5, "the leaf has its form")
    check(lines[1] == str(position), "the leaf is of this entry")
    commitment = sha256(read("%d.salt" % position), read("%d.event.json" % position))
    check(lines[3] == commitment.hex(), "the leaf commits to the event and its salt")
    path = [base64.b64decode(hash, validate=True) for hash in path]
    check(root_of(position - 1, size, sha256(b"\x00", leaf), path) == root, file + " leads to the root")
    print("@%d is in the log of %d entries: %d.event.json" % (position, size, position))
