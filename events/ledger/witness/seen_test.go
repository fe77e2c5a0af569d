package witness_test

import (
	"encoding/base64"
	"encoding/binary"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/witness"
)

// noteOf puts a signature of the log under a text, however it came about.
func noteOf(text string, r *register, signature []byte) []byte {
	raw := binary.BigEndian.AppendUint32(nil, r.signer.KeyHash())
	return []byte(text + "\n— " + origin + " " + base64.StdEncoding.EncodeToString(append(raw, signature...)) + "\n")
}

// What a witness makes of each next checkpoint.
func TestAWitnessSignsOnlyWhatContinues(t *testing.T) {
	r := newRegister(t).grow(300, "event")
	f := r.forged(300)
	seen := witness.Seen{}.Next(shown(t, r.checkpoint(100)))
	tampered := r.proof(100, 300)
	tampered.Hashes[1][7] ^= 1
	for name, one := range map[string]struct {
		next  []byte
		proof *ledger.Continuation
		want  error
	}{
		"the same again":                 {r.checkpoint(100), nil, nil},
		"more, proved":                   {r.checkpoint(300), r.proof(100, 300), nil},
		"more, not proved":               {r.checkpoint(300), nil, witness.ErrUnproved},
		"more, proved from another size": {r.checkpoint(300), r.proof(99, 300), witness.ErrUnproved},
		"more, a changed proof":          {r.checkpoint(300), tampered, witness.ErrFork},
		"more, an empty proof":           {r.checkpoint(300), &ledger.Continuation{Old: 100}, witness.ErrFork},
		"less":                           {r.checkpoint(99), nil, witness.ErrRolledBack},
		"less of another history":        {f.checkpoint(50), nil, witness.ErrRolledBack},
		"as much of another history":     {f.checkpoint(100), nil, witness.ErrFork},
		"more of another history":        {f.checkpoint(300), f.proof(100, 300), witness.ErrFork},
		"more of another, our proof":     {f.checkpoint(300), r.proof(100, 300), witness.ErrFork},
	} {
		wants(t, name, seen.Continues(shown(t, one.next).Checkpoint, one.proof), one.want)
	}
	wants(t, "the first", witness.Seen{}.Continues(shown(t, r.checkpoint(1)).Checkpoint, nil), nil)
	empty := witness.Seen{}.Next(shown(t, newRegister(t).checkpoint(0)))
	wants(t, "after nothing", empty.Continues(shown(t, r.checkpoint(5)).Checkpoint, nil), nil)
	wants(t, "after a state that somebody wrote", witness.Seen{Root: "x"}.Continues(shown(t, r.checkpoint(1)).Checkpoint, nil), witness.ErrFormat)
}

func TestACheckpointComesAsMailBringsIt(t *testing.T) {
	r := newRegister(t).grow(40, "event")
	signed := string(r.checkpoint(40))
	asked := string((&ledger.Continuation{Old: 7, Hashes: r.proof(7, 40).Hashes, Checkpoint: []byte(signed)}).Text())
	for name, text := range map[string]string{
		"as it is": signed, "with CR LF": strings.ReplaceAll(signed, "\n", "\r\n"), "without its end": strings.TrimSuffix(signed, "\n"),
		"with empty lines after it": signed + "\n\n", "as a witness is asked": asked, "asked by mail": strings.ReplaceAll(asked, "\n", "\r\n"),
	} {
		s, proof, err := witness.Read([]byte(text))
		must(t, err)
		if s.Size != 40 || string(s.Signed) != signed || (proof != nil) != strings.HasPrefix(text, "old") {
			t.Errorf("%s: %+v %+v", name, s, proof)
		}
		must(t, s.SignedWith(r.key))
		wants(t, name+", another key", s.SignedWith(newRegister(t).key), witness.ErrSignature)
		wants(t, name+", no key", s.SignedWith("hello"), witness.ErrFormat)
		if len(s.KeyIDs) != 1 || s.KeyIDs[0] != witness.KeyIDOf(r.key) {
			t.Errorf("%s: %v", name, s.KeyIDs)
		}
	}
	body, _, _ := strings.Cut(signed, "\n\n")
	for name, text := range map[string]string{
		"nothing": "", "no signature": body + "\n\n", "words": "Dear partner,\n\nhere it is.\n", "another's signature": strings.ReplaceAll(signed, "— urn", "— vrn"),
		"too long": signed + strings.Repeat("— x y\n", 20_000), "a broken proof": "old x\n\n" + signed, "a proof alone": "old 7\n\n",
	} {
		_, _, err := witness.Read([]byte(text))
		wants(t, name, err, witness.ErrFormat)
	}
}

// A line of a cosignature is what c2sp.org/tlog-cosignature says: a time and an
// Ed25519 signature over that time and the checkpoint, under a key of type 4.
func TestACosignatureHasTheFormOfItsSpecification(t *testing.T) {
	r := newRegister(t).grow(3, "event")
	k := partner(t, "witness.example/w1")
	s := shown(t, r.checkpoint(3))
	line, err := k.Cosign(s.Text)
	must(t, err)
	name, encoded, _ := strings.Cut(strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "— "), " ")
	raw, err := base64.StdEncoding.DecodeString(encoded)
	must(t, err)
	key, err := base64.StdEncoding.DecodeString(strings.SplitN(k.Verifier, "+", 3)[2])
	must(t, err)
	if name != k.Name() || len(raw) != 4+8+64 || key[0] != 4 {
		t.Fatalf("%s: %d bytes, key of type %d", line, len(raw), key[0])
	}
	// The same bytes as an ordinary note, under a key of type 1, is how x/mod checks it.
	at := binary.BigEndian.Uint64(raw[4:])
	message := "cosignature/v1\ntime " + strconv.FormatUint(at, 10) + "\n" + s.Text
	ordinary, err := note.NewEd25519VerifierKey("w", key[1:])
	must(t, err)
	verifier, err := note.NewVerifier(ordinary)
	must(t, err)
	if !verifier.Verify([]byte(message), raw[12:]) {
		t.Error("the signature is not over the time and the checkpoint")
	}
	again, err := witness.ParseKey(k.Secret())
	must(t, err)
	if again.Verifier != k.Verifier || again.Secret() != k.Secret() {
		t.Errorf("%s and %s", again.Verifier, k.Verifier)
	}
	for _, secret := range []string{"", "PRIVATE+KEY+a+00000000+AAAA", strings.Replace(k.Secret(), "w1", "w2", 1), k.Verifier} {
		_, err := witness.ParseKey(secret)
		wants(t, secret, err, witness.ErrFormat)
	}
	for _, name := range []string{"", "a b", "a+b"} {
		_, err := witness.NewKey(name)
		wants(t, name, err, witness.ErrFormat)
	}
}
