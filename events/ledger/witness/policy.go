// Package witness answers: who else vouches for this log, and is that enough?
//
// A witness keeps the last size and root that it vouched for and signs nothing that
// does not continue it. A policy says which witnesses count and how many of them are
// needed. Formats: c2sp.org/tlog-cosignature, tlog-policy and tlog-witness.
// filippo.io/torchwood does the signatures and the counting, behind the few functions
// of policy.go and cosign.go.
package witness

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/verification"
)

var (
	// ErrPolicy means that a checkpoint has not the signatures that a policy asks for.
	ErrPolicy = errors.New("the policy is not met")
	// ErrSignature means a signature that is not what it says it is.
	ErrSignature = errors.New("the signature does not hold")
	// ErrFormat means a file that is not what it should be.
	ErrFormat = errors.New("not in the format that it should have")
)

// largestPolicy is the length of the longest policy that is read, in bytes.
const largestPolicy = 64 << 10

// clockSlack is by how much the clock of a witness may be ahead of ours.
const clockSlack = 5 * time.Minute

// Policy says whose signatures a checkpoint needs: of one of the logs, and of a quorum
// of witnesses.
type Policy struct {
	logs  []torchwood.Policy // one for each log, each with the whole quorum
	keys  []string           // verifier keys of these logs
	alone bool               // it asks for no witness
}

// ParsePolicy reads a policy as c2sp.org/tlog-policy has it. It must name a log, and
// each key once: a witness that is counted twice would be two. It returns ErrFormat.
func ParsePolicy(text []byte) (*Policy, error) {
	if len(text) > largestPolicy || !utf8.Valid(text) || bytes.ContainsFunc(text, func(c rune) bool { return c < ' ' && c != '\t' && c != '\n' || c == 0x7f }) {
		return nil, badPolicy(errors.New("it is too long, no UTF-8, or holds control characters"))
	}
	var rest, logs, witnesses []string
	seen := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		key, err := keyOf(line)
		if err == nil {
			err = spelt(line, key)
		}
		if err != nil {
			return nil, badPolicy(err)
		}
		if key != "" && seen[keyBytes(key)] {
			return nil, badPolicy(errors.New("it names the same key twice"))
		}
		seen[keyBytes(key)] = true
		if strings.HasPrefix(strings.TrimLeft(line, " \t"), "log") && key != "" {
			logs = append(logs, line)
			continue
		}
		if key != "" {
			witnesses = append(witnesses, key)
		}
		rest = append(rest, line)
	}
	if len(logs) == 0 {
		return nil, badPolicy(errors.New("it names no log"))
	}
	if err := countedOnce(rest); err != nil {
		return nil, badPolicy(err)
	}
	for _, key := range witnesses {
		if _, err := torchwood.NewCosignatureVerifier(key); err != nil {
			return nil, badPolicy(err)
		}
	}
	p := &Policy{alone: asksNobody(rest)}
	for _, line := range logs { // any of them will do; torchwood would ask for all
		one, err := torchwood.ParsePolicy([]byte(strings.Join(append(rest, line), "\n")))
		if err != nil {
			return nil, badPolicy(err)
		}
		p.logs = append(p.logs, one)
		key, _ := keyOf(line) // it was read before
		p.keys = append(p.keys, key)
	}
	return p, nil
}

func badPolicy(err error) error { return fmt.Errorf("the policy is %w: %w", ErrFormat, err) }

// keyOf is the verifier key that a line of a policy names; "" where it names none.
func keyOf(line string) (string, error) {
	before, _, _ := strings.Cut(line, "#")
	fields := strings.Fields(before)
	switch {
	case len(fields) >= 2 && fields[0] == "log":
		return fields[1], nil
	case len(fields) >= 3 && fields[0] == "witness":
		if fields[1] == "none" {
			return "", errors.New("no witness can be called none")
		}
		return fields[2], nil
	case len(fields) >= 2 && fields[0] == "group" && fields[1] == "none":
		return "", errors.New("no group can be called none")
	}
	return "", nil
}

// keyBytes is the public key within a verifier key, whatever its name is.
func keyBytes(key string) string {
	parts := strings.SplitN(key, "+", 3) // base64 has plus signs of its own
	bare, err := base64.StdEncoding.DecodeString(parts[len(parts)-1])
	if err != nil || len(bare) == 0 {
		return key
	}
	return string(bare[1:])
}

// KeyOf is the key of the log with an origin; "" where the policy names none, or more than
// one, or is nil.
func (p *Policy) KeyOf(origin string) (key string) {
	if p == nil {
		return ""
	}
	for _, named := range p.keys {
		if name, _, _ := strings.Cut(named, "+"); name == origin {
			if key != "" {
				return ""
			}
			key = named
		}
	}
	return key
}

// Check says whether a signed checkpoint has what the policy asks for. A cosignature
// that is dated later than now does not count. It returns ErrPolicy, and
// ledger.ErrCheckpoint for what is no checkpoint.
func (p *Policy) Check(signed []byte, now time.Time) error {
	reason := errors.New("it is of another log")
	for _, one := range p.logs {
		opened, err := note.Open(signed, one)
		var unverified *note.UnverifiedNoteError
		switch {
		case errors.As(err, &unverified):
			reason = errors.New("it has no signature that the policy knows")
			continue
		case err != nil:
			return fmt.Errorf("%w: %w", ledger.ErrCheckpoint, err)
		}
		c, err := ledger.ParseCheckpoint(opened.Text)
		if err != nil {
			return err
		}
		if reason = one.Check(c.Origin, dated(one, opened.Sigs, now)); reason == nil {
			return nil
		}
	}
	return fmt.Errorf("%w: %w", ErrPolicy, reason)
}

// Demand makes a verification ask for what the policy has, at a moment.
func (p *Policy) Demand(d *verification.Demands, now time.Time) {
	d.Policy, d.Alone = p.At(now), p.alone
}

// At is Check at a moment, as verifiers take it.
func (p *Policy) At(now time.Time) func(signed []byte) error {
	return func(signed []byte) error { return p.Check(signed, now) }
}

// dated leaves out cosignatures from the future.
func dated(p torchwood.Policy, signatures []note.Signature, now time.Time) (kept []note.Signature) {
	for _, s := range signatures {
		v, err := p.Verifier(s.Name, s.Hash)
		if _, cosigner := v.(*torchwood.CosignatureVerifier); err == nil && cosigner {
			at, err := torchwood.CosignatureTimestamp(s)
			if err != nil || at > now.Add(clockSlack).Unix() { // in seconds: a time that nobody lives to see would overflow
				continue
			}
		}
		kept = append(kept, s)
	}
	return kept
}

// verifier finds a witness that counts by the name and hash of its key.
func (p *Policy) verifier(name string, hash uint32) (note.Verifier, error) {
	return p.logs[0].Verifier(name, hash) // the witnesses are the same for all
}
