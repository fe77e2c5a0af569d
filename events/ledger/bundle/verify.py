#!/usr/bin/env python3
"""Checks a bundle of a record of commitments. Needs Python 3.8 and nothing else.

    python3 verify.py BUNDLE.tar [--old CHECKPOINT] [--policy FILE [--allow-tail]]

It ends with 0 if nothing is wrong, and otherwise says what is: 2 a check failed,
3 it does not continue an old checkpoint, 4 no checkpoint meets the policy,
6 something is missing, or events lie behind the last checkpoint that meets the policy
(--allow-tail: 0), 7 not a bundle or not a policy, 1 called wrongly, 9 anything unforeseen.

This is a second verifier. It was written from the description of the format, not
from the program that writes bundles, and shares nothing with it. The sections that
comments name are those of that description (FORMAT.md).
"""

import base64
import binascii
import collections
import hashlib
import io
import json
import re
import sys
import time
import unicodedata

BROKEN, FORKED, UNMET, INCOMPLETE, UNREADABLE = 2, 3, 4, 6, 7

MOST_OF_BODY = 49152
MOST_OF_NOTE = 1000000
MOST_OF_POLICY = 64 << 10
MOST_OF_MANIFEST = 64 << 20
MOST_OF_LINE = 1 << 20
MOST_OF_PASSAGE = 786432
MOST_OF_NUMBER = 2**53 - 1
HEADS_REACH = 65536
CLOCK = "ahd.register.clock-corrected.v1"
KINDS = ("register", "source", "convening", "instrument", "commitment",
         "party", "person", "method", "summary")
# White space as Unicode has it; names of keys hold none.
SPACES = frozenset("\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"
                   + "".join(map(chr, range(0x2000, 0x200b))))


class Wrong(Exception):
    """The first thing that is wrong: what kind of thing, and where."""

    checkpoints = None  # two of this log that cannot both be true, as they were signed

    def __init__(self, code, detail, sequence=0):
        super().__init__(detail)
        self.code, self.detail, self.sequence = code, detail, sequence

    def __str__(self):
        if self.sequence:
            return "event %d (index %d): %s" % (self.sequence, self.sequence - 1, self.detail)
        return self.detail


# ---- section 1: hashes

def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(body):
    return sha256(b"\x00" + body)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


class Tree:
    """A Merkle tree that grows leaf by leaf; it keeps only its right edge."""

    def __init__(self):
        self.size = 0
        self.edge = []

    def add(self, leaf):
        """Adds a leaf; returns the hashes that it completes, in stored order."""
        completed = [leaf]
        index, self.size = self.size, self.size + 1
        while index & 1:
            leaf = node_hash(self.edge.pop(), leaf)
            completed.append(leaf)
            index >>= 1
        self.edge.append(leaf)
        return completed

    def root(self):
        if not self.edge:
            return sha256(b"")
        root = self.edge[-1]
        for hash_ in reversed(self.edge[:-1]):
            root = node_hash(hash_, root)
        return root


def included(path, size, root, index, leaf):
    """RFC 9162 section 2.1.3.2; the proofs are those of RFC 6962 section 2.1.1."""
    if index >= size:
        return False
    at, last, hash_ = index, size - 1, leaf
    for other in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            hash_ = node_hash(other, hash_)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            hash_ = node_hash(hash_, other)
        at, last = at >> 1, last >> 1
    return last == 0 and hash_ == root


def continues(path, size, root, old_size, old_root):
    """RFC 9162 section 2.1.4.2; the proofs are those of RFC 6962 section 2.1.2."""
    if not 0 < old_size <= size:
        return False
    if old_size == size:
        return not path and root == old_root
    path = list(path)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    at, last = old_size - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(other, old), node_hash(other, new)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, other)
        at, last = at >> 1, last >> 1
    return last == 0 and old == old_root and new == root


# ---- spelling

def unbase64(text):
    """The bytes that text spells, or None if an encoder would spell them otherwise."""
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, binascii.Error):
        return None
    return raw if base64.b64encode(raw).decode() == text else None


def to_hash(text):
    raw = unbase64(text)
    return raw if raw is not None and len(raw) == 32 else None


def spelt(hash_):
    return base64.b64encode(hash_).decode()


def number(text, most):
    """A number without leading zeros, or None."""
    if not re.fullmatch("0|[1-9][0-9]{0,18}", text, re.ASCII) or int(text) > most:
        return None
    return int(text)


def is_number(value, least, most):
    return type(value) is int and least <= value <= most


def dumps(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def is_hex(text, digits):
    return re.fullmatch("[0-9a-f]{%d}" % digits, text, re.ASCII) is not None


# ---- section 2: events

NAME = re.compile("[a-z0-9_]+", re.ASCII)


def members(pairs):
    last = ""
    for name, _ in pairs:
        if name <= last or not NAME.fullmatch(name):
            raise ValueError("names must ascend, and hold only a-z, 0-9 and _")
        last = name
    return dict(pairs)


def integer(text):
    value = int(text) if len(text) < 20 else MOST_OF_NUMBER + 1
    if abs(value) > MOST_OF_NUMBER:
        raise ValueError("a number needs more than 53 bits")
    return value


def never(text):
    raise ValueError("only whole numbers, true, false and null")


CANONICAL = json.JSONDecoder(object_pairs_hook=members, parse_int=integer,
                             parse_float=never, parse_constant=never)


def canonical(text):
    """Reads canonical JSON: whatever would be written in another way is refused."""
    value = CANONICAL.decode(text)
    if dumps(value) != text:
        raise ValueError("it would be written in another way")
    return value


def combining_backwards():
    """Characters that can become one with the character before them."""
    found = set(map(chr, range(0x1161, 0x1176))) | set(map(chr, range(0x11a8, 0x11c3)))
    for char in map(chr, range(sys.maxunicode + 1)):
        parts = unicodedata.decomposition(char).split()
        if len(parts) == 2 and parts[0][0] != "<" and unicodedata.normalize("NFC", char) == char:
            found.add(chr(int(parts[1], 16)))
    return found


BACKWARDS = set()  # filled when it is needed: few texts need it


def is_modifier(char):
    return unicodedata.combining(char) != 0 or char in BACKWARDS


def in_form_c(text):
    """Form C, with at most 30 modifiers in a row."""
    if text.isascii():
        return True
    if unicodedata.normalize("NFC", text) != text:
        return False
    if not re.search("[^\x00-\x7f]{8}", text):
        return True
    if not BACKWARDS:
        BACKWARDS.update(combining_backwards())
    marks = 0
    for char in text:
        modifiers = [is_modifier(c) for c in unicodedata.normalize("NFKD", char)]
        leading = (modifiers + [False]).index(False)
        marks += leading
        if marks > 30:
            return False
        if leading == 0:
            marks = (modifiers[::-1] + [False]).index(False)
    return True


def check_values(value, depth):
    """Strings in form C; nothing deeper than 16."""
    if depth > 16:
        raise ValueError("too deep")
    if type(value) is str:
        if not in_form_c(value):
            raise ValueError("a string is not in form C")
    elif type(value) is list:
        for each in value:
            check_values(each, depth + 1)
    elif type(value) is dict:
        for each in value.values():
            check_values(each, depth + 1)


ID = re.compile("[a-z0-9-]{1,64}", re.ASCII)
ROLE = re.compile("[a-z_]{1,32}", re.ASCII)
UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII)
TYPE = re.compile(r"ahd\.([a-z]+)\.[a-z]+(?:-[a-z]+)*\.v[1-9][0-9]{0,8}", re.ASCII)
TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.[0-9]{3}Z", re.ASCII)
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def is_subject(text):
    kind, slash, id_ = text.partition("/")
    return bool(slash) and kind in KINDS and ID.fullmatch(id_) is not None


def is_moment(text):
    parts = TIME.fullmatch(text)
    if not parts or text == "0001-01-01T00:00:00.000Z":
        return False
    year, month, day, hour, minute, second = map(int, parts.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1 <= month <= 12 and 1 <= day <= days[month - 1]
            and hour < 24 and minute < 60 and second < 60)


def short(text):
    return len(text.encode()) <= 128


FORMS = {
    "actor": ID.fullmatch, "actorparty": ID.fullmatch, "actorrole": ROLE.fullmatch,
    "auth": ROLE.fullmatch, "causationid": UUID.fullmatch, "correlationid": short,
    "id": UUID.fullmatch, "onbehalfof": ID.fullmatch,
    "source": lambda text: text.startswith("urn:ahd:") and short(text),
    "specversion": lambda text: text == "1.0", "streamprev": to_hash,
    "subject": is_subject, "time": is_moment, "type": TYPE.fullmatch,
}
REQUIRED = {"actor", "auth", "data", "id", "source", "specversion", "streamversion",
            "subject", "time", "type"}


def read_event(body):
    """The event that a body is; ValueError where it has another form."""
    text = body.decode("utf-8")
    if not text.startswith("{"):
        raise ValueError("it is not an object")
    event = canonical(text)
    if not REQUIRED <= event.keys():
        raise ValueError("an attribute is missing")
    for name, value in event.items():
        if name == "data":
            continue
        if name == "streamversion":
            if not is_number(value, 1, 2**31 - 1):
                raise ValueError("attribute streamversion")
            continue
        form = FORMS.get(name)
        if (form is None or type(value) is not str or not value or CONTROL.search(value)
                or not in_form_c(value) or not form(value)):
            raise ValueError("attribute " + name)
    if ("streamprev" in event) != (event["streamversion"] > 1):
        raise ValueError("attribute streamprev")
    if event["type"].split(".")[1] != event["subject"].partition("/")[0]:
        raise ValueError("type and subject")
    if not text.isascii() or text.count("{") + text.count("[") > 16:
        check_values(event["data"], 1)
    return event


def mentions(value, quotes, texts):
    """Finds quotes and typed texts, by their members and wherever they stand."""
    if type(value) is list:
        for each in value:
            mentions(each, quotes, texts)
    elif type(value) is dict:
        for each in value.values():
            mentions(each, quotes, texts)
        names = tuple(value)
        if names == ("bytes", "quote", "sha256", "source"):
            span = value["bytes"]
            if (type(span) is list and len(span) == 2 and all(type(n) is int for n in span)
                    and type(value["quote"]) is str and type(value["source"]) is str
                    and type(value["sha256"]) is str and is_hex(value["sha256"], 64)):
                quotes.append(value)
        elif names == ("hash", "text"):
            if type(value["hash"]) is str and type(value["text"]) is str and to_hash(value["hash"]):
                texts.append(value)


# ---- section 3: notes, checkpoints, and Ed25519 (RFC 8032)

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, d - c, d + c, f + e
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_times(n, a):
    out = (0, 1, 1, 0)
    while n:
        if n & 1:
            out = point_add(out, a)
        a = point_add(a, a)
        n >>= 1
    return out


def point_of(raw):
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, (y & (1 << 255) - 1) % P
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P:
        return None
    if x & 1 != sign:
        x = P - x if x else 0
    return (x, y, 1, x * y % P)


def bytes_of(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519(key, message, signature):
    point = point_of(key)
    if point is None or len(signature) != 64:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    minus = (P - point[0], point[1], 1, P - point[3])
    return bytes_of(point_add(point_times(s, BASE), point_times(k, minus))) == signature[:32]


def is_key_name(name):
    return bool(name) and "+" not in name and not SPACES & set(name)


class Key:
    """The key with which a log signs, or a witness. ValueError where text is none."""

    def __init__(self, text, kind=1):
        parts = text.split("+", 2)
        raw = unbase64(parts[2]) if len(parts) == 3 else None
        if raw is None or len(raw) != 33 or raw[0] != kind or not is_key_name(parts[0]):
            raise ValueError("not a verifier key")
        self.name, self.public = parts[0], raw[1:]
        self.id = sha256(self.name.encode() + b"\n" + raw)[:4]
        if parts[1] != self.id.hex():
            raise ValueError("not a verifier key")


Signed = collections.namedtuple("Signed", "note text signatures origin size root")


def read_note(note, whose):
    """A checkpoint whose signatures nobody has looked at yet."""
    def wrong(why):
        return Wrong(UNREADABLE, "%s is not a signed checkpoint: %s" % (whose, why))
    if len(note) > MOST_OF_NOTE:
        raise wrong("it is too long")
    try:
        text = note.decode("utf-8")
    except ValueError:
        raise wrong("it is not plain text")
    if re.search("[\x00-\x09\x0b-\x1f]", text):
        raise wrong("it is not plain text")
    end = text.rfind("\n\n")
    if end < 0 or end + 2 == len(text) or text[-1] != "\n":
        raise wrong("it has no signatures")
    lines = text[end + 2:-1].split("\n")
    if len(lines) > 100:
        raise wrong("it has too many signatures")
    signatures = {}
    for line in lines:
        parts = line.split(" ", 2)
        raw = unbase64(parts[2]) if len(parts) == 3 and parts[0] == "\u2014" else None
        if raw is None or len(raw) < 5 or not is_key_name(parts[1]):
            raise wrong("a signature is spelt in another way")
        if (parts[1], raw[:4]) in signatures:
            raise wrong("one key signed it twice")
        signatures[parts[1], raw[:4]] = raw[4:]
    body = text[:end + 1]
    fields = body.split("\n")
    size = number(fields[1], 2**63 - 1) if len(fields) == 4 else None
    root = to_hash(fields[2]) if size is not None else None
    if root is None or fields[3] or not is_key_name(fields[0]):
        raise wrong("its three lines are spelt in another way")
    return Signed(note, body, signatures, fields[0], size, root)


def is_signed(signed, key):
    signature = signed.signatures.get((key.name, key.id))
    return (signature is not None and signed.origin == key.name
            and ed25519(key.public, signed.text.encode(), signature))


# ---- section 4 and 5: proofs and heads

def read_proof(text, head, name):
    """Number, hashes and checkpoint of a proof, or None."""
    try:
        first, empty, note = text.decode("utf-8").partition("\n\n")
    except ValueError:
        return None
    lines = first.split("\n")
    if not empty or lines[:len(head)] != head or len(lines) <= len(head):
        return None
    word, _, digits = lines[len(head)].partition(" ")
    n = number(digits, 2**63 - 1)
    hashes = [to_hash(line) for line in lines[len(head) + 1:]]
    if word != name or n is None or None in hashes or len(hashes) > 126:
        return None
    return n, hashes, note.encode()


def head_line(stream, version, leaf):
    return leaf_hash(("%s %d %s" % (stream, version, spelt(leaf))).encode())


def heads_root(standing):
    tree = Tree()
    for stream in sorted(standing, key=str.encode):
        tree.add(head_line(stream, *standing[stream]))
    return tree.root()


def read_heads_event(data):
    """Number, root and sequence; None where they cannot be true."""
    if type(data) is not dict or not all(n in data for n in ("number", "root", "sequence")):
        return None
    root = to_hash(data["root"]) if type(data["root"]) is str else None
    if (root is None or not is_number(data["number"], 0, MOST_OF_NUMBER)
            or not is_number(data["sequence"], 1, MOST_OF_NUMBER)):
        return None
    return data["number"], root, data["sequence"]


# ---- section 6: bundles

def octal(digits):
    return int(digits, 8) if re.fullmatch(b"[0-7]+", digits) else None


def tar_members(file, size):
    """Where the members lie: name to (offset, size)."""
    if size < 512:
        raise Wrong(UNREADABLE, "the file is too short to be a bundle")
    places, at = {}, 0
    while True:
        file.seek(at)
        header = file.read(512)
        if len(header) < 512:
            raise Wrong(INCOMPLETE, "the end of the bundle is missing")
        at += 512
        if not header.strip(b"\x00"):
            if size < at + 512:
                raise Wrong(INCOMPLETE, "the end of the bundle is missing")
            for part in iter(lambda: file.read(65536), b""):
                if part.strip(b"\x00"):
                    raise Wrong(UNREADABLE, "something stands behind the end of the bundle")
            return places
        name, long, kind = read_header(header)
        end = at + (long + 511) // 512 * 512
        if end > size:
            raise Wrong(INCOMPLETE, "the member %s is cut off" % name)
        file.seek(at + long)
        if file.read(end - at - long).strip(b"\x00"):
            raise Wrong(UNREADABLE, "something stands between the members of the bundle")
        if name in places:
            raise Wrong(UNREADABLE, "a member is there twice")
        if kind != b"5":
            places[name] = (at, long)
        at = end


def read_header(header):
    sum_ = octal(header[148:154])
    name, long = header[:100].split(b"\x00")[0], octal(header[124:135])
    kind = header[156:157]
    if (header[257:262] != b"ustar" or header[345:500].strip(b"\x00") or sum_ is None
            or header[154:156] != b"\x00 " or sum_ != sum(header) - sum(header[148:156]) + 8 * 32
            or long is None or header[135:136] not in (b"\x00", b" ") or not name
            or kind not in (b"0", b"\x00", b"5") or kind == b"5" and long):
        raise Wrong(UNREADABLE, "the tar file is of another kind, or damaged")
    return name.decode("utf-8", "surrogateescape"), long, kind


class Part(io.RawIOBase):
    """A member, for reading from its start to its end."""

    def __init__(self, file, at, size):
        super().__init__()
        self.file, self.at, self.left = file, at, size

    def readable(self):
        return True

    def readinto(self, buffer):
        self.file.seek(self.at)
        data = self.file.read(min(len(buffer), self.left))
        buffer[:len(data)] = data
        self.at, self.left = self.at + len(data), self.left - len(data)
        return len(data)


PRINTABLE = re.compile("[\x20-\x7e]*")


def printable(value):
    return type(value) is str and PRINTABLE.fullmatch(value) is not None


class Bundle:
    """Steps 1 and 2."""

    def __init__(self, file):
        self.file = file
        file.seek(0, 2)
        self.places = tar_members(file, file.tell())
        self.manifest = self.read_manifest()
        self.names = [member["name"] for member in self.manifest["members"]]

    def small(self, name, most):
        """The content of a member, of which no more than a byte too many is read."""
        at, size = self.places[name]
        self.file.seek(at)
        return self.file.read(min(size, most + 1))

    def open(self, name):
        return io.BufferedReader(Part(self.file, *self.places[name]), 1 << 20)

    def read_manifest(self):
        wrong = Wrong(UNREADABLE, "the manifest is missing, or of another form")
        if "manifest.json" not in self.places:
            raise wrong
        text = self.small("manifest.json", MOST_OF_MANIFEST)
        try:
            if len(text) > MOST_OF_MANIFEST:
                raise ValueError
            manifest = canonical(text.decode("utf-8"))
            if not self.right_manifest(manifest):
                raise ValueError
        except (ValueError, RecursionError):
            raise wrong
        return manifest

    def right_manifest(self, m):
        if type(m) is not dict or set(m) != {"erased", "first", "format", "last", "members", "origin",
                                             "root", "scope", "size", "stream", "tool"}:
            return False
        if m["format"] not in ("ahd-bundle/1", "ahd-bundle/2") or m["scope"] not in ("all", "stream"):
            return False
        if m["scope"] == "stream":
            if type(m["stream"]) is not str or not is_subject(m["stream"]):
                return False
        elif m["stream"] is not None:
            return False
        if not (is_number(m["size"], 1, 2**53) and is_number(m["first"], 1, 2**53)
                and is_number(m["last"], m["first"], 2**53)):
            return False
        if not (printable(m["origin"]) and printable(m["tool"]) and type(m["root"]) is str and to_hash(m["root"])):
            return False
        erased, listed = m["erased"], m["members"]
        if type(erased) is not list or not all(map(printable, erased)) or sorted(set(erased)) != erased:
            return False
        return type(listed) is list and self.right_members(m["scope"], listed)

    def right_members(self, scope, listed):
        seen = set()
        for member in listed:
            if (type(member) is not dict or set(member) != {"name", "sha256", "size"}
                    or not printable(member["name"]) or not printable(member["sha256"])
                    or not is_hex(member["sha256"], 64) or not is_number(member["size"], 0, 2**53)
                    or member["name"] in seen or not permitted(scope, member["name"])):
                return False
            seen.add(member["name"])
        return True

    def numbers(self, folder, ending=""):
        found = (numbered(name, folder, ending) for name in self.names)
        return sorted(n for n in found if n is not None)

    def check_members(self):
        """Step 2. Returns what is not as listed, or None."""
        needed = ["checkpoint", "entries.log", "hashes.bin"]
        if self.manifest["scope"] == "stream":
            entries, proofs = self.numbers("entries/"), self.numbers("proofs/", ".tlog-proof")
            older, later = self.numbers("checkpoints/"), self.numbers("consistency/")
            needed = ["checkpoint", "entries/0"]
            needed += ["proofs/%d.tlog-proof" % n for n in entries] + ["entries/%d" % n for n in proofs]
            needed += ["consistency/%d" % n for n in older] + ["checkpoints/%d" % n for n in later]
        for name in needed:
            if name not in self.names:
                raise Wrong(INCOMPLETE, "the member %s is missing" % name)
        for name in self.names:
            if name not in self.places:
                raise Wrong(INCOMPLETE, "the member %s is missing" % name)
        for name in self.places:
            if name != "manifest.json" and name not in self.names:
                return name
        for member in self.manifest["members"]:
            digest, part = hashlib.sha256(), self.open(member["name"])
            for block in iter(lambda: part.read(1 << 20), b""):
                digest.update(block)
            got, source = digest.hexdigest(), member["name"].startswith("sources/")
            if (got != member["sha256"] or self.places[member["name"]][1] != member["size"]
                    or source and member["name"] != "sources/" + got):
                return member["name"]
        return None


def numbered(name, folder, ending=""):
    if not name.startswith(folder) or not name.endswith(ending) or len(name) < len(folder) + len(ending):
        return None
    return number(name[len(folder):len(name) - len(ending)], MOST_OF_NUMBER)


def permitted(scope, name):
    if name in ("checkpoint", "policy", "texts.ndjson", "VERIFY.txt", "verify.py"):
        return True
    if name in ("entries.log", "hashes.bin"):
        return scope == "all"
    if name == "heads":
        return scope == "stream"
    if name.startswith("sources/"):
        return is_hex(name[8:], 64)
    if numbered(name, "checkpoints/") is not None:
        return True
    return scope == "stream" and any(numbered(name, folder, ending) is not None for folder, ending in (
        ("consistency/", ""), ("entries/", ""), ("proofs/", ".tlog-proof")))


class Texts:
    """The typed texts, read alongside the events that name them."""

    def __init__(self, part):
        self.part, self.count = part, 0
        self.advance()

    def advance(self):
        self.next, self.bad = None, False
        line = self.part.readline(MOST_OF_LINE + 1)
        if not line:
            return
        try:
            if len(line) > MOST_OF_LINE:
                raise ValueError
            value = json.loads(line.decode("utf-8"))
            salt = unbase64(value["salt"])
            again = '{"id":%s,"salt":%s,"text":%s}\n' % (dumps(value["id"]), dumps(value["salt"]), dumps(value["text"]))
            if (salt is None or len(salt) != 32 or type(value["id"]) is not str
                    or type(value["text"]) is not str or again.encode("utf-8") != line):
                raise ValueError
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.bad = True
            return
        self.next = (value["id"], salt, value["text"])

    def fit(self, named):
        for text in named:
            if self.next is None or self.next[0] != text["text"]:
                continue
            if spelt(sha256(self.next[1] + self.next[2].encode("utf-8"))) != text["hash"]:
                return False
            self.count += 1
            self.advance()
        return True


# ---- section 8: policies

CLOCK_SLACK = 300  # seconds by which the clock of a witness may be ahead
SIGNED_BY_LOG, SIGNED_BY_WITNESS = 1, 4  # the first byte of a key


# A witness of a policy, which has no members, or a group: how many it asks for, the
# witnesses that it counts, and whether it counts one of them twice.
Voice = collections.namedtuple("Voice", "least members counted twice")


class Policy:
    """Whose signatures somebody demands. ValueError where text is no policy."""

    def __init__(self, text):
        if len(text) > MOST_OF_POLICY:
            raise ValueError("it is too long")
        text = text.decode("utf-8")
        if re.search("[\x00-\x08\x0b-\x1f\x7f]", text):
            raise ValueError("it holds control characters")
        self.logs, self.parts, self.keys, self.quorum = [], {}, set(), None
        for line in text.split("\n"):
            line = line.partition("#")[0]
            words = line.replace("\t", " ").split(" ")
            words = [word for word in words if word]
            if any(SPACES & set(word) for word in words):
                raise ValueError("words are separated by spaces or tabs")
            if words:
                self.read(words)
        if self.quorum is None or not self.logs:
            raise ValueError("it names no log, or no quorum")
        self.alone = self.quorum == "none"
        if not self.alone and self.quorum not in self.parts:
            raise ValueError("its quorum is nobody that it names")
        self.counted = {} if self.alone else self.parts[self.quorum].counted
        if not self.alone and self.parts[self.quorum].twice:
            raise ValueError("it counts a witness twice")

    def read(self, words):
        """One line."""
        word, words = words[0], words[1:]
        if word == "log" and words:
            self.logs.append(self.key(words[0], SIGNED_BY_LOG))
        elif word == "witness" and len(words) > 1:
            key = self.key(words[1], SIGNED_BY_WITNESS)
            self.name(words[0], Voice(1, [], {(key.name, key.id): key}, False))
        elif word == "group" and len(words) > 2:
            self.group(words[0], words[1], words[2:])
        elif word == "quorum" and words and self.quorum is None:
            self.quorum = words[0]
        else:
            raise ValueError("a line says nothing that a policy can say")

    def key(self, text, kind):
        key = Key(text, kind)
        if key.public in self.keys:
            raise ValueError("it names the same key twice")
        self.keys.add(key.public)
        return key

    def name(self, name, part):
        if name in self.parts or name == "none":
            raise ValueError("a name stands for two things, or is none")
        self.parts[name] = part

    def group(self, name, least, members):
        if not all(member in self.parts for member in members):
            raise ValueError("a group has a member that is not named before it")
        least = {"any": 1, "all": len(members)}.get(least) or number(least, len(members))
        if not least:
            raise ValueError("a group asks for more than it has, or for nobody")
        counted, twice = {}, False
        for part in (self.parts[member] for member in members):
            twice = twice or part.twice or bool(counted.keys() & part.counted.keys())
            counted.update(part.counted)
        self.name(name, Voice(least, members, counted, twice))

    def heard(self, by):
        """Whether those whose signatures are right meet the quorum."""
        met = {}
        for name, part in self.parts.items():  # members are named before their group
            of = [met[member] for member in part.members] or [not by.isdisjoint(part.counted)]
            met[name] = sum(of) >= part.least
        return self.alone or met[self.quorum]

    def meets(self, signed, now):
        """Whether a checkpoint has the signatures that are asked for."""
        for log in self.logs:
            known = dict(self.counted)
            known[log.name, log.id] = log
            by = set()
            for who, signature in signed.signatures.items():
                if who not in known:
                    continue
                at = signed_at(signed, known[who], signature, who != (log.name, log.id))
                if at is None:
                    return False
                if at <= now + CLOCK_SLACK:
                    by.add(who)
            if signed.origin == log.name and (log.name, log.id) in by and self.heard(by):
                return True
        return False


def signed_at(signed, key, signature, cosigned):
    """When, in seconds, or 0 where it does not say so; None where it is not right."""
    if not cosigned:
        return 0 if ed25519(key.public, signed.text.encode(), signature) else None
    if len(signature) != 72:
        return None
    at = int.from_bytes(signature[:8], "big")
    message = "cosignature/v1\ntime %d\n%s" % (at, signed.text)
    return at if ed25519(key.public, message.encode(), signature[8:]) else None


# ---- section 7: the steps

class Verification:
    """Steps 3 to 12."""

    def __init__(self, bundle, old):
        self.bundle, self.old = bundle, old
        self.manifest = bundle.manifest
        self.sequence, self.time, self.key, self.origin = 0, "", None, ""
        self.standing = {}  # subject to (version, leaf)
        self.past = collections.deque(maxlen=HEADS_REACH)  # (subject, how it stood before)
        self.roots, self.erased = {}, set()
        self.quotes = self.unquoted = self.heads_events = 0
        self.complete = None
        self.checkpoints = []  # older ones that are continued, ascending
        self.vouched = None  # how many of the events somebody else vouches for
        self.texts = None
        self.corrects = False  # whether an event has set the clock right
        self.doubt = 0  # sequence of the first event that is not the one that was hashed before

    def wrong(self, detail):
        return Wrong(BROKEN, detail, self.sequence)

    def run(self):
        self.signed = read_note(self.bundle.small("checkpoint", MOST_OF_NOTE), "the checkpoint")
        if "texts.ndjson" in self.bundle.places:
            self.texts = Texts(self.bundle.open("texts.ndjson"))
        if self.manifest["scope"] == "all":
            self.all()
        else:
            self.stream()

    # what one event must fulfil

    def own(self, body):
        """The form, rules 1 and 2."""
        try:
            event = read_event(body)
        except (ValueError, RecursionError) as error:
            raise self.wrong("it is not in the one permitted form: %s" % error)
        opened = event["type"] == "ahd.register.opened.v1"
        if self.sequence > 1:
            if opened:
                raise self.wrong("the register is opened a second time")
            if event["source"] != self.origin:
                raise self.wrong("it is of another register")
        else:
            self.open(event, opened)
        self.in_order(event)
        if event["type"] == "ahd.commitment.text-erased.v1" and type(event["data"]) is dict:
            text = event["data"].get("text")
            if type(text) is str and text:
                self.erased.add(text)
        return event

    def in_order(self, event):
        """Rule 2."""
        before, self.time = self.time, event["time"]
        if event["type"] != CLOCK:
            if event["time"] < before:
                raise self.wrong("it claims to be recorded before the event before it")
            return
        self.corrects = True
        data = event["data"]
        if (type(data) is not dict or type(data.get("from")) is not str or not is_moment(data["from"])
                or data.get("to") != event["time"] or event["time"] >= data["from"]
                or data["from"] < before or data["from"] != before and self.manifest["scope"] == "all"):
            raise self.wrong("it sets the clock right, and not from the time of the event before it back to its own")

    def open(self, event, opened):
        data = event["data"]
        if not opened or event["subject"] != "register/register":
            raise self.wrong("the record does not begin with the opening of the register")
        if (type(data) is not dict or set(data) != {"name", "origin", "public_record", "verifier_key"}
                or type(data["public_record"]) is not bool
                or not all(type(data[n]) is str for n in ("name", "origin", "verifier_key"))):
            raise self.wrong("the opening of the register has another shape")
        try:
            self.key = Key(data["verifier_key"])
        except ValueError:
            raise self.wrong("the opening of the register names no key")
        if self.key.name != data["origin"] or event["source"] != data["origin"]:
            raise self.wrong("the opening of the register names no key of its own")
        self.origin = data["origin"]

    def chain(self, event, leaf):
        """Rule 3."""
        subject = event["subject"]
        version, last = before = self.standing.get(subject, (0, b""))
        if event["streamversion"] != version + 1:
            raise self.wrong("it claims to be number %d of %s, and is number %d" % (event["streamversion"], subject, version + 1))
        if version and event["streamprev"] != spelt(last):
            raise self.wrong("the event before it on %s is another than it says, or it was altered" % subject)
        self.past.append((subject, before))
        self.standing[subject] = (version + 1, leaf)

    def said(self, event):
        """Rules 4 and 5."""
        quotes, texts = [], []
        mentions(event["data"], quotes, texts)
        for quote in quotes:
            place = self.bundle.places.get("sources/" + quote["sha256"])
            if place is None:
                self.unquoted += 1
                continue
            start, end = quote["bytes"]
            if not 0 <= start <= end <= place[1] or end - start > MOST_OF_PASSAGE:
                raise self.wrong("a quote lies outside its source")
            self.bundle.file.seek(place[0] + start)
            try:
                passage = self.bundle.file.read(end - start).decode("utf-8")
            except ValueError:
                raise self.wrong("a quote is cut out of the middle of a letter")
            if unicodedata.normalize("NFC", passage) != quote["quote"]:
                raise self.wrong("a quote does not stand in its source")
            self.quotes += 1
        if self.texts is not None and not self.texts.fit(texts):
            raise self.wrong("a typed text is not the one that was typed")

    def heads(self, event):
        """Rule 6."""
        if event["type"] != "ahd.register.heads.v1":
            return
        read = read_heads_event(event["data"])
        if read is None or not 0 < self.sequence - read[2] <= HEADS_REACH:
            raise self.wrong("it says where the streams stood, and not when")
        then = dict(self.standing)
        for subject, before in list(self.past)[:read[2] - self.sequence - 1:-1]:
            then[subject] = before
        then = {subject: at for subject, at in then.items() if at[0]}
        if len(then) != read[0] or heads_root(then) != read[1]:
            raise self.wrong("it says wrongly where the streams stood after event %d" % read[2])
        self.heads_events += 1

    # the whole record

    def all(self):
        older = [(n, self.older(n)) for n in self.bundle.numbers("checkpoints/")]
        wanted = {self.signed.size} | {note.size for _, note in older if not isinstance(note, Wrong)}
        kept = None if self.old is None else attempt(read_note, self.old, "what you kept")
        if isinstance(kept, Signed):
            wanted.add(kept.size)
        self.roots[0] = sha256(b"")
        tree, hashes = Tree(), self.bundle.open("hashes.bin")
        self.short = False
        entries = self.bundle.open("entries.log")
        while True:
            head = entries.read(4)
            if not head:
                break
            self.sequence += 1
            if len(head) < 4:
                raise Wrong(INCOMPLETE, "it is cut off", self.sequence)
            length = int.from_bytes(head, "big")
            if not 0 < length <= MOST_OF_BODY:
                raise self.wrong("its length is not one that an event can have")
            body = entries.read(length)
            if len(body) < length:
                raise Wrong(INCOMPLETE, "it is cut off", self.sequence)
            leaf = leaf_hash(body)
            self.compare(b"".join(tree.add(leaf)), hashes)
            event = self.own(body)
            self.chain(event, leaf)
            self.heads(event)
            self.said(event)
            if tree.size in wanted:
                self.roots[tree.size] = tree.root()
        self.finish(older, kept, hashes)

    def compare(self, completed, hashes):
        have = hashes.read(len(completed))
        self.short = self.short or len(have) < len(completed)
        if have != completed and not self.doubt:
            self.doubt = self.sequence

    def finish(self, older, kept, hashes):
        have, want = self.sequence, self.signed.size
        if have != want:
            raise Wrong(INCOMPLETE if have < want else BROKEN, "%d events are signed, and %d are here" % (want, have))
        if self.roots[want] != self.signed.root:
            raise Wrong(BROKEN, "the events do not hash to what was signed")
        if self.doubt or self.short or hashes.read(1):
            raise Wrong(BROKEN, "the stored hashes are damaged")
        self.doubt = 0
        self.signature()
        for size, note in older:
            if isinstance(note, Wrong):
                raise note
            self.right_older(note, size)
            if self.roots.get(note.size) != note.root:
                raise Wrong(FORKED, "the log signed another history of %d events before" % note.size)
        if kept is not None:
            self.kept(kept)

    def signature(self):
        """Step 7."""
        if self.signed.origin != self.origin:
            raise Wrong(BROKEN, "the checkpoint is of another log")
        if not is_signed(self.signed, self.key):
            raise Wrong(BROKEN, "the checkpoint is not signed with the key of the register")
        if self.texts is not None and (self.texts.next is not None or self.texts.bad):
            raise Wrong(BROKEN, "a typed text is here that no event names")
        claims = {"first": 1, "last": self.sequence, "origin": self.origin, "root": spelt(self.signed.root),
                  "size": self.signed.size, "erased": sorted(self.erased),
                  "format": "ahd-bundle/2" if self.corrects else "ahd-bundle/1"}
        for name, value in claims.items():
            if self.manifest[name] != value:
                raise Wrong(BROKEN, "the manifest says another %s than the record" % name)

    def older(self, size):
        return attempt(read_note, self.bundle.small("checkpoints/%d" % size, MOST_OF_NOTE), "an older checkpoint")

    def right_older(self, note, size):
        if not is_signed(note, self.key):
            raise Wrong(BROKEN, "an older checkpoint is not signed by this log")
        if note.size != size or size > self.signed.size:
            raise Wrong(BROKEN, "an older checkpoint has a size that it cannot have")
        self.checkpoints.append(note)

    def policy(self, policy, allow_tail, now):
        """Steps 11 and 12."""
        total = self.signed.size
        for note in reversed(self.checkpoints + [self.signed]):
            if policy.meets(note, now):
                self.vouched = note.size
                break
        else:
            raise Wrong(UNMET, "no checkpoint meets the policy: nobody whom it asks for vouches for these %d events" % total)
        if self.vouched < total and not allow_tail:
            raise Wrong(INCOMPLETE, tail(self.vouched, total))

    def kept(self, note):
        """Step 10."""
        if isinstance(note, Wrong):
            raise note
        if not is_signed(note, self.key):
            raise Wrong(FORKED, "the checkpoint that you kept is not signed with the key of this record")
        if note.size > self.signed.size:
            raise Wrong(FORKED, "the checkpoint that you kept is of more events than this record")
        if note.size not in self.roots:
            raise Wrong(INCOMPLETE, "the bundle does not prove that it continues a record of %d events" % note.size)
        if self.roots[note.size] != note.root:
            wrong = Wrong(FORKED, "the record does not continue the checkpoint that you kept")
            wrong.checkpoints = (note.note, self.signed.note)
            raise wrong

    # one stream

    def stream(self):
        self.roots[self.signed.size] = self.signed.root
        leaves, heads, subject = [], {}, self.manifest["stream"]
        for index in self.bundle.numbers("entries/"):
            self.sequence = index + 1
            body = self.bundle.small("entries/%d" % index, MOST_OF_BODY)
            if not 0 < len(body) <= MOST_OF_BODY:
                raise self.wrong("its length is not one that an event can have")
            leaf = leaf_hash(body)
            self.proved(index, leaf)
            event = self.own(body)
            if event["type"] == "ahd.register.heads.v1":
                heads[self.sequence] = read_heads_event(event["data"])
                if event["subject"] != subject and len(heads) > 1:
                    raise self.wrong("a second heads event has nothing to do here")
            if event["subject"] == subject:
                self.chain(event, leaf)
                leaves.append(leaf)
            elif index > 0 and event["type"] not in ("ahd.register.heads.v1", CLOCK):
                raise self.wrong("it is of another stream")
            self.said(event)
        if not leaves:
            raise Wrong(INCOMPLETE, "no event of the stream is here")
        self.signature()
        for size in self.bundle.numbers("checkpoints/"):
            self.proved_older(size)
        if "heads" in self.bundle.places:
            self.proved_complete(subject, leaves, heads)
        if self.old is not None:
            self.kept(attempt(read_note, self.old, "what you kept"))

    def proved(self, index, leaf):
        text = self.bundle.small("proofs/%d.tlog-proof" % index, 2 * MOST_OF_NOTE)
        proof = read_proof(text, ["c2sp.org/tlog-proof@v1"], "index")
        if len(text) > 2 * MOST_OF_NOTE or proof is None or proof[0] != index or proof[2] != self.signed.note:
            raise self.wrong("its proof is none, or of another event or checkpoint")
        if not included(proof[1], self.signed.size, self.signed.root, index, leaf):
            raise self.wrong("it is not in what was signed")

    def proved_older(self, size):
        note = self.older(size)
        if isinstance(note, Wrong):
            raise note
        self.right_older(note, size)
        text = self.bundle.small("consistency/%d" % size, 2 * MOST_OF_NOTE)
        proof = read_proof(text, [], "old")
        if len(text) > 2 * MOST_OF_NOTE or proof is None or proof[0] != size or proof[2] != self.signed.note:
            raise Wrong(BROKEN, "the proof that the record continues an older checkpoint is none")
        if not continues(proof[1], self.signed.size, self.signed.root, size, note.root):
            raise Wrong(FORKED, "the log signed another history of %d events before" % size)
        self.roots[size] = note.root

    def proved_complete(self, subject, leaves, heads):
        """Step 9."""
        wrong = Wrong(BROKEN, "what should prove that nothing of the stream is left out does not")
        text = self.bundle.small("heads", MOST_OF_NOTE)
        try:
            lines = text.decode("ascii").split("\n")
        except ValueError:
            raise wrong
        if not 5 <= len(lines) <= 100 or lines[0] != "ahd-heads-proof/1" or lines[-1]:
            raise wrong
        fields = [line.partition(" ") for line in lines[1:4]]
        numbers = [number(digits, MOST_OF_NUMBER) for _, _, digits in fields]
        hashes = [to_hash(line) for line in lines[4:-1]]
        if [name for name, _, _ in fields] != ["sequence", "index", "version"] or None in numbers or None in hashes:
            raise wrong
        sequence, index, version = numbers
        read = heads.get(sequence)
        if read is None or read[2] >= sequence or not 1 <= version <= len(leaves):
            raise wrong
        if not included(hashes, read[0], read[1], index, head_line(subject, version, leaves[version - 1])):
            raise wrong
        self.complete = read[2]


def attempt(function, *arguments):
    """What a function returns, or the Wrong that it raises: to be raised in its turn."""
    try:
        return function(*arguments)
    except Wrong as wrong:
        return wrong


def tail(size, total):
    behind = "the %d events behind it are" % (total - size) if total - size > 1 else "the 1 event behind it is"
    return ("the policy is met for the first %d of %d events; %s vouched for by nobody but the log"
            % (size, total, behind))


def read_policy(text):
    try:
        return Policy(text)
    except ValueError as error:
        raise Wrong(UNREADABLE, "this is not a policy: %s" % error)


def verify(file, old=None, policy=None, allow_tail=False):
    """Verifies a bundle. Raises Wrong, or returns the Verification."""
    bundle = Bundle(file)
    altered = bundle.check_members()
    verification = Verification(bundle, old)
    try:
        verification.run()
    except Wrong as wrong:
        if altered is None:
            if 0 < verification.doubt and not 0 < wrong.sequence < verification.doubt:
                wrong.sequence = verification.doubt
            raise
        raise Wrong(BROKEN, "the member %s is not the one that the manifest lists; %s" % (altered, wrong))
    if altered is not None:
        raise Wrong(BROKEN, "the member %s is not the one that the manifest lists" % altered)
    if policy is not None:
        verification.policy(policy, allow_tail, time.time())
    return verification


def tell(verification):
    v = verification
    print("All is well: %d events of %s, signed at %d with root %s." % (
        v.sequence if v.manifest["scope"] == "all" else len(v.bundle.numbers("entries/")),
        v.origin, v.signed.size, spelt(v.signed.root)))
    print("%d quotes stand in their sources; of %d the source is not here." % (v.quotes, v.unquoted))
    if v.manifest["scope"] == "stream":
        print("Stream %s is proved complete up to event %d." % (v.manifest["stream"], v.complete)
              if v.complete else "Stream %s is not proved complete: there is no heads event." % v.manifest["stream"])
    if v.old is not None:
        print("It continues the checkpoint that you kept.")


def tell_policy(v, policy):
    if policy.alone:
        print("The policy is met by the checkpoint of %d events: no signature of others was asked for." % v.vouched)
    elif v.vouched < v.signed.size:
        print(tail(v.vouched, v.signed.size).capitalize() + ".")
    else:
        print("The policy is met: all %d events are vouched for." % v.vouched)


def keep_evidence(beside, checkpoints):
    """Keeps two histories under one key beside what was kept; the name of the file."""
    text = (b"Two checkpoints of one register that cannot both be true.\n\nSeen before:\n\n%s\nShown now:\n\n%s"
            % checkpoints)
    for n in range(1, 1001):
        path = beside + ".conflict" + ("-%d" % n if n > 1 else "")
        try:
            with open(path, "xb") as file:
                file.write(text)
            return path
        except FileExistsError:
            with open(path, "rb") as file:
                if file.read() == text:
                    return path
    return beside + ".conflict"


def tell_wrong(wrong, old):
    print("verify.py: %s" % wrong, file=sys.stderr)
    if wrong.checkpoints is not None:
        try:
            path = keep_evidence(old, wrong.checkpoints)
            print("Both signed checkpoints are kept in %s. Show them to others." % path, file=sys.stderr)
        except OSError:
            print("Both signed checkpoints could not be kept. They are in the bundle and in what you kept: keep these.",
                  file=sys.stderr)


def main(arguments):
    asked = {"--old": None, "--policy": None}
    paths, allow_tail, understood = [], False, True
    arguments = list(arguments)
    while arguments:
        argument = arguments.pop(0)
        name, given, value = argument.partition("=")
        if argument == "--allow-tail":
            allow_tail = True
        elif name in asked and (given or arguments):
            asked[name] = value if given else arguments.pop(0)
        elif argument.startswith("-"):
            understood = False
        else:
            paths.append(argument)
    if len(paths) != 1 or not understood or allow_tail and asked["--policy"] is None:
        print("usage: verify.py BUNDLE.tar [--old CHECKPOINT] [--policy FILE [--allow-tail]]", file=sys.stderr)
        return 1
    try:
        old = policy = None
        if asked["--policy"] is not None:
            with open(asked["--policy"], "rb") as file:
                policy = read_policy(file.read(MOST_OF_POLICY + 1))
        if asked["--old"] is not None:
            with open(asked["--old"], "rb") as file:
                old = file.read(MOST_OF_NOTE + 1)
        with open(paths[0], "rb") as file:
            found = verify(file, old, policy, allow_tail)
            tell(found)
            if policy is not None:
                tell_policy(found, policy)
    except Wrong as wrong:
        tell_wrong(wrong, asked["--old"])
        return wrong.code
    except OSError as error:
        print("verify.py: %s cannot be read: %s" % (error.filename, error.strerror), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Exception as error:  # whatever was not foreseen is not "all is well"
        print("verify.py: unforeseen: %r" % error, file=sys.stderr)
        sys.exit(9)
