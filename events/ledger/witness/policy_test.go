package witness_test

import (
	"strings"
	"testing"
	"time"

	"filippo.io/torchwood"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/witness"
)

// twoOfThree is a policy with a quorum of two.
func twoOfThree(r *register, a, b, c witness.Key) string {
	return "# who counts\nlog " + r.key + "\nwitness auditor " + a.Verifier + " https://w.example/\nwitness ngo " + b.Verifier +
		"\n\twitness agency " + c.Verifier + "\ngroup independent 2 auditor ngo agency\nquorum independent\n"
}

func policyOf(t testing.TB, text string) *witness.Policy {
	t.Helper()
	p, err := witness.ParsePolicy([]byte(text))
	must(t, err)
	return p
}

// Every decision of a quorum of two out of three, honest and not.
func TestAQuorumDecides(t *testing.T) {
	r := newRegister(t).grow(20, "event")
	a, b, c, stranger := partner(t, "w/a"), partner(t, "w/b"), partner(t, "w/c"), partner(t, "w/d")
	p := policyOf(t, twoOfThree(r, a, b, c))
	plain, forged := r.checkpoint(20), r.forged(20).checkpoint(20)
	if string(plain) == string(forged) {
		t.Fatal("the forger wrote the same history")
	}
	renewed := partner(t, a.Name()) // the same witness with a new key
	lineOf := func(k witness.Key, signed []byte) string {
		line, err := k.Cosign(shown(t, signed).Text)
		must(t, err)
		return line
	}
	for name, one := range map[string]struct {
		signed []byte
		want   error
	}{
		"nobody":                                {plain, witness.ErrPolicy},
		"one":                                   {r.cosigned(plain, a), witness.ErrPolicy},
		"one twice":                             {r.cosigned(plain, a, a), witness.ErrPolicy},
		"one and a stranger":                    {r.cosigned(plain, a, stranger), witness.ErrPolicy},
		"two":                                   {r.cosigned(plain, a, c), nil},
		"one, and one with a key it once had":   {r.cosigned(plain, renewed, b), witness.ErrPolicy},
		"two and a stranger":                    {r.cosigned(plain, stranger, c, b), nil},
		"three":                                 {r.cosigned(plain, a, b, c), nil},
		"the forger has the log key only":       {forged, witness.ErrPolicy},
		"the forger has one witness":            {r.cosigned(forged, b), witness.ErrPolicy},
		"the forger brings old cosignatures":    {[]byte(string(r.cosigned(forged, b)) + lineOf(a, plain)), ledger.ErrCheckpoint},
		"two, under another register's key":     {newRegister(t).grow(20, "event").cosigned(newRegister(t).grow(20, "event").checkpoint(20), a, b), witness.ErrPolicy},
		"no checkpoint":                         {[]byte("hello\n"), ledger.ErrCheckpoint},
		"cosignatures and no log":               {[]byte(shown(t, plain).Text + "\n" + lineOf(a, plain) + lineOf(b, plain)), witness.ErrPolicy},
		"an extension line that the log signed": {extended(t, r, a, b), ledger.ErrCheckpoint},
	} {
		wants(t, name, p.Check(one.signed, now), one.want)
		wants(t, name+", as a function", p.At(now)(one.signed), one.want)
	}
	wants(t, "two, seen an hour before they were signed", p.Check(r.cosigned(plain, a, b), now.Add(-time.Hour)), witness.ErrPolicy)
	wants(t, "two, seen a year later", p.Check(r.cosigned(plain, a, b), now.AddDate(1, 0, 0)), nil)
}

// extended is a checkpoint with a line more than ours have.
func extended(t *testing.T, r *register, by ...witness.Key) []byte {
	t.Helper()
	text := shown(t, r.checkpoint(20)).Text + "more\n"
	signature, err := r.signer.Sign([]byte(text))
	must(t, err)
	signed := noteOf(text, r, signature)
	for _, k := range by {
		line, err := k.Cosign(text)
		must(t, err)
		signed = append(signed, line...)
	}
	return signed
}

// What torchwood says of a whole policy and a checkpoint, we say too.
func TestWeAgreeWithTheLibrary(t *testing.T) {
	r := newRegister(t).grow(9, "event")
	a, b, c := partner(t, "a"), partner(t, "b"), partner(t, "c")
	text := twoOfThree(r, a, b, c)
	theirs, err := torchwood.ParsePolicy([]byte(text))
	must(t, err)
	ours := policyOf(t, text)
	for _, by := range [][]witness.Key{nil, {a}, {b}, {a, b}, {b, c}, {a, c}, {a, b, c}} {
		signed := r.cosigned(r.checkpoint(9), by...)
		_, _, want := torchwood.VerifyCheckpoint(signed, theirs)
		if got := ours.Check(signed, now); (got == nil) != (want == nil) {
			t.Errorf("%d of three: %v and %v", len(by), got, want)
		}
	}
}

func TestOtherQuorums(t *testing.T) {
	r, other := newRegister(t).grow(5, "event"), newRegister(t).grow(5, "event")
	a, b, c, d := partner(t, "a"), partner(t, "b"), partner(t, "c"), partner(t, "d")
	names := "witness a " + a.Verifier + "\nwitness b " + b.Verifier + "\nwitness c " + c.Verifier + "\nwitness d " + d.Verifier + "\n"
	both := "log " + r.key + "\nlog " + other.key + "\n" + names
	nested := both + "group x any a b\ngroup y all c d\ngroup z all x y\nquorum z\n"
	for name, one := range map[string]struct {
		policy string
		by     []witness.Key
		want   error
	}{
		"no witness needed":       {both + "quorum none\n", nil, nil},
		"one witness, and it did": {both + "quorum c\n", []witness.Key{c}, nil},
		"one witness, another":    {both + "quorum c\n", []witness.Key{d}, witness.ErrPolicy},
		"groups in a group":       {nested, []witness.Key{b, c, d}, nil},
		"half of it":              {nested, []witness.Key{a, b, d}, witness.ErrPolicy},
	} {
		p := policyOf(t, one.policy)
		wants(t, name, p.Check(r.cosigned(r.checkpoint(5), one.by...), now), one.want)
		wants(t, name+", the other log", p.Check(other.cosigned(other.checkpoint(5), one.by...), now), one.want)
	}
}

func TestPoliciesThatAreNone(t *testing.T) {
	r := newRegister(t)
	a, b := partner(t, "a"), partner(t, "b")
	log := "log " + r.key + "\n"
	renamed := strings.Replace(a.Verifier, "a+", "z+", 1)
	for name, text := range map[string]string{
		"nothing": "", "no log": "witness a " + a.Verifier + "\nquorum a\n", "no quorum": log,
		"two quorums":              log + "quorum none\nquorum none\n",
		"a quorum of nobody":       log + "quorum x\n",
		"too many":                 log + "witness a " + a.Verifier + "\ngroup g 2 a\nquorum g\n",
		"none of them":             log + "witness a " + a.Verifier + "\ngroup g 0 a\nquorum g\n",
		"one counted twice":        log + "witness a " + a.Verifier + "\ngroup g 2 a a\nquorum g\n",
		"one key under two names":  log + "witness a " + a.Verifier + "\nwitness b " + a.Verifier + "\ngroup g 2 a b\nquorum g\n",
		"one key, renamed":         log + "witness a " + a.Verifier + "\nwitness b " + renamed + "\nquorum a\n",
		"the log twice":            log + log + "quorum none\n",
		"a witness in two groups":  log + "witness a " + a.Verifier + "\nwitness b " + b.Verifier + "\ngroup g any a b\ngroup h 2 a g\nquorum h\n",
		"a log that is a witness":  "log " + a.Verifier + "\nquorum none\n",
		"a witness that is a log":  log + "witness a " + newRegister(t).key + "\nquorum a\n",
		"a witness called none":    log + "witness none " + a.Verifier + "\nquorum none\n",
		"a group called none":      log + "witness a " + a.Verifier + "\ngroup none 1 a\nquorum none\n",
		"another word":             log + "quorum none\nfriend a\n",
		"a carriage return":        log + "quorum none\r\n",
		"a zero":                   log + "quorum none\n# \x00\n",
		"a key that is none":       log + "witness a a+00000000+AAAA\nquorum a\n",
		"more than anybody writes": log + "quorum none\n" + strings.Repeat("# \n", 30_000),
	} {
		_, err := witness.ParsePolicy([]byte(text))
		wants(t, name, err, witness.ErrFormat)
	}
}
