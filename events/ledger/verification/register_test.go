package verification_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
	"ahd.example/ahd/events/ledger/verification"
)

const origin = "urn:ahd:test"

// commitmentUnderTest is the stream of which bundles of one stream are made.
const commitmentUnderTest = "commitment/cm-1"

// passage is what quotes are cut from: with letters that are not in form C.
const sourceText = "The Ministry will open a shelter.\nCafe\u0301 and \u067e\u0646\u0627\u06c1.\nA unit will be set up in each district.\n"

// register is a record in the making: the real encoder, a real key.
type register struct {
	random *rand.Rand
	signer note.Signer
	key    string // verifier key
	bodies [][]byte
	leaves []events.Hash
	times  []time.Time
	now    time.Time
	stand  ledger.Standing
	texts  map[string]bundle.TextLine
	clocks bool // its clock goes wrong every now and then, and is set right
}

// keyOf makes the key that a seed stands for.
func keyOf(seed uint64) (signer note.Signer, verifier string) {
	raw := sha256.Sum256(fmt.Appendf(nil, "key %d", seed))
	private := ed25519.NewKeyFromSeed(raw[:])
	verifier, err := note.NewEd25519VerifierKey(origin, private.Public().(ed25519.PublicKey))
	if err != nil {
		panic(err)
	}
	parsed, err := note.NewVerifier(verifier)
	if err != nil {
		panic(err)
	}
	secret := fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", origin, parsed.KeyHash(), base64.StdEncoding.EncodeToString(append([]byte{1}, raw[:]...)))
	if signer, err = note.NewSigner(secret); err != nil {
		panic(err)
	}
	return signer, verifier
}

// newRegister opens a register whose key and whose ids depend on seeds.
func newRegister(key, seed uint64) *register {
	r := &register{random: rand.New(rand.NewPCG(seed, 7)), now: time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC), texts: map[string]bundle.TextLine{}}
	r.signer, r.key = keyOf(key)
	r.say("register/register", events.RegisterOpened{Name: "test", Origin: origin, VerifierKey: r.key})
	return r
}

// headsRecorded is the daily event as its type has it.
type headsRecorded struct {
	Number   int64  `json:"number"`
	Root     string `json:"root"`
	Sequence int64  `json:"sequence"`
}

func (headsRecorded) Type() events.Type { return ledger.HeadsType }

func (r *register) uuid() string {
	var raw [16]byte
	for i := range raw {
		raw[i] = byte(r.random.Uint32())
	}
	raw[6], raw[8] = raw[6]&0x0f|0x40, raw[8]&0x3f|0x80
	s := hex.EncodeToString(raw[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

// say records an event.
func (r *register) say(stream string, payload events.Payload) (id string) {
	r.now = r.now.Add(time.Duration(r.random.IntN(3)) * time.Minute)
	if c, corrects := payload.(events.ClockCorrected); corrects {
		last := r.times[len(r.times)-1]
		r.now = last.Add(-time.Duration(1+r.random.IntN(20*24)) * time.Hour)
		c.From, c.To = events.Moment(last), events.Moment(r.now)
		payload = c
	}
	version, leaf := r.stand.Of(stream)
	e := events.Event{Data: payload, Envelope: events.Envelope{
		ID: r.uuid(), Source: origin, Type: payload.Type(), Subject: stream, Time: r.now, Actor: "p-17", ActorRole: "coordinator", Auth: "local",
		StreamVersion: int64(version + 1),
	}}
	if version > 0 {
		e.StreamPrev = leaf.String()
	}
	body, err := events.Encode(e)
	if err != nil {
		panic(err)
	}
	r.take(body)
	return e.ID
}

// take records a body as it is, whatever it says.
func (r *register) take(body []byte) {
	e, _, err := events.Scan(body)
	if err != nil {
		panic(err)
	}
	r.bodies, r.leaves, r.times = append(r.bodies, body), append(r.leaves, events.LeafHash(body)), append(r.times, e.Time)
	r.stand.Add(e.Subject, uint64(e.StreamVersion), events.LeafHash(body))
}

// heads records where every stream stood some events ago: others record meanwhile.
func (r *register) heads(ago int) {
	at := uint64(len(r.bodies) - ago)
	records, _ := r.stand.At(at)
	root, number := ledger.HeadsRoot(records)
	r.say("register/register", headsRecorded{Number: int64(number), Root: root.String(), Sequence: int64(at)})
}

// typed keeps a text as texts.db does.
func (r *register) typed(words string) *events.Text {
	id := r.uuid() + "/narrative"
	salt := make([]byte, 32)
	for i := range salt {
		salt[i] = byte(r.random.Uint32())
	}
	r.texts[id] = bundle.TextLine{ID: id, Salt: salt, Text: words}
	return &events.Text{ID: id, Hash: bundle.HashText(salt, words)}
}

func sourceHash() string {
	sum := sha256.Sum256([]byte(sourceText))
	return hex.EncodeToString(sum[:])
}

// story goes on until there are n events: captures with quotes, reports with texts, an
// erasure now and then, and the heads every twenty events.
func (r *register) story(n int) *register {
	if len(r.bodies) == 1 {
		r.say("source/s-1", events.SourceArchived{Bytes: int64(len(sourceText)), File: "a.txt", MediaType: "text/plain", SHA256: sourceHash()})
	}
	for len(r.bodies) < n {
		if len(r.bodies)%20 == 14 {
			r.heads(r.random.IntN(4))
			continue
		}
		if r.clocks && len(r.bodies)%20 == 7 {
			r.now = r.now.AddDate(0, 0, 10+r.random.IntN(10))
		}
		if r.clocks && len(r.bodies)%20 == 11 {
			r.say("register/register", events.ClockCorrected{Grounds: "By the radio"})
			continue
		}
		r.step()
	}
	return r
}

func (r *register) step() {
	stream := fmt.Sprintf("commitment/cm-%d", 1+r.random.IntN(4))
	version, _ := r.stand.Of(stream)
	if version == 0 {
		quotes := []events.Quote{{Bytes: [2]int64{0, 33}, Quote: sourceText[:33], SHA256: sourceHash(), Source: "s-1"},
			{Bytes: [2]int64{34, 40}, Quote: "Caf\u00e9", SHA256: sourceHash(), Source: "s-1"}}
		r.say(stream, captured{Quotes: quotes, Wording: fmt.Sprintf("a <shelter> & \"more\" \\ \u2028 %d", r.random.IntN(1000))})
		return
	}
	switch r.random.IntN(5) {
	case 0:
		text := r.typed("soon to be gone")
		r.say(stream, reported{Narrative: text, State: "in_progress"})
		delete(r.texts, text.ID)
		r.say(stream, events.TextErased{Basis: "mistake", Text: text.ID})
	default:
		r.say(stream, reported{Narrative: r.typed(fmt.Sprintf("it goes on \u00e4\u067e\n\t%d", r.random.IntN(1000))), State: "in_progress"})
	}
}

// captured and reported stand for payloads that a verifier has never heard of.
type captured struct {
	Quotes  []events.Quote `json:"quotes"`
	Wording string         `json:"wording"`
}

func (captured) Type() events.Type { return "ahd.commitment.captured.v9" }

type reported struct {
	Narrative *events.Text `json:"narrative"`
	State     string       `json:"state"`
}

func (reported) Type() events.Type { return "ahd.commitment.progress-reported.v9" }

// checkpoint signs the first size events.
func (r *register) checkpoint(size int) []byte {
	return sign(ledger.Checkpoint{Origin: origin, Size: uint64(size), Root: rootOf(r.leaves[:size])}, r.signer)
}

func sign(c ledger.Checkpoint, signer note.Signer) []byte {
	signed, err := ledger.Sign(c, signer)
	if err != nil {
		panic(err)
	}
	return signed
}

func rootOf(leaves []events.Hash) events.Hash {
	var tree ledger.Tree
	for _, leaf := range leaves {
		tree.Add(leaf)
	}
	return tree.Root()
}

// folder writes the register as a ledger, signed at its end, with older checkpoints.
func (r *register) folder(t testing.TB, older ...int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "ledger")
	next := 0
	l, err := ledger.Open(dir, origin, func([]byte) (time.Time, error) { next++; return r.now, nil })
	must(t, err)
	must(t, l.Append(1, r.bodies))
	must(t, l.Close())
	must(t, os.WriteFile(filepath.Join(dir, "checkpoint"), r.checkpoint(len(r.bodies)), 0o600))
	must(t, os.MkdirAll(filepath.Join(dir, "checkpoints"), 0o700))
	for _, size := range older {
		must(t, os.WriteFile(filepath.Join(dir, "checkpoints", fmt.Sprint(size)), r.checkpoint(size), 0o600))
	}
	return dir
}

// contents are what a bundle of the register is made of.
func (r *register) contents(t testing.TB, dir, stream string) bundle.Contents {
	t.Helper()
	copied, err := ledger.OpenCopy(dir)
	must(t, err)
	t.Cleanup(func() { copied.Close() })
	older, err := copied.Older()
	must(t, err)
	size := len(r.bodies)
	return bundle.Contents{
		Ledger: copied, Note: r.checkpoint(size), Signed: ledger.Checkpoint{Origin: origin, Size: uint64(size), Root: rootOf(r.leaves)},
		Older: older, Tool: "ahd test", Stream: stream,
		Source: func(hash string) ([]byte, error) {
			if hash == sourceHash() {
				return []byte(sourceText), nil
			}
			return nil, nil
		},
		Text: func(_ context.Context, id string) ([]byte, string, bool, error) {
			line, found := r.texts[id]
			return line.Salt, line.Text, found, nil
		},
	}
}

// bundle makes a bundle of the register.
func (r *register) bundle(t testing.TB, stream string, older ...int) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, bundle.Write(t.Context(), &out, r.contents(t, r.folder(t, older...), stream)))
	return out.Bytes()
}

// check verifies a bundle and gives the exit code.
func check(t testing.TB, content []byte, demands verification.Demands) (verification.Result, *verification.Failure) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.tar")
	must(t, os.WriteFile(path, content, 0o600))
	return checkFile(t, path, demands)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
