package witness

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events/cause"
)

// cosigning is the type of a key for cosignatures, as c2sp.org/signed-note numbers it.
const cosigning = 4

const secretPrefix = "PRIVATE+KEY+"

// Key is what a witness cosigns with.
type Key struct {
	secret   string
	signer   *torchwood.CosignatureSigner
	Verifier string // public: what a policy names
}

// NewKey makes a key for a witness of a name, which must be one word without "+".
func NewKey(name string) (Key, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return Key{}, err
	}
	return keyFrom(name, private.Seed())
}

// Named asks whether a witness can have a name. It returns ErrFormat.
func Named(name string) error {
	_, err := NewKey(name)
	return err
}

// ParseKey reads the secret form of a key, which is that of x/mod's note with the type
// of cosignatures: "PRIVATE+KEY+<name>+<hash>+<base64 of the type and the seed>".
func ParseKey(secret string) (Key, error) {
	rest, ours := strings.CutPrefix(secret, secretPrefix)
	parts := strings.SplitN(rest, "+", 3)
	if !ours || len(parts) != 3 {
		return Key{}, fmt.Errorf("the key of the witness is %w", ErrFormat)
	}
	seed, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(seed) != 1+ed25519.SeedSize || seed[0] != cosigning {
		return Key{}, cause.Of(fmt.Errorf("the key of the witness is %w", ErrFormat), err)
	}
	k, err := keyFrom(parts[0], seed[1:])
	if err == nil && k.secret != secret {
		err = fmt.Errorf("the key of the witness is %w", ErrFormat)
	}
	return k, err
}

func keyFrom(name string, seed []byte) (Key, error) {
	private := ed25519.NewKeyFromSeed(seed)
	signer, err := torchwood.NewCosignatureSigner(name, private)
	if err != nil {
		return Key{}, &caused{fmt.Errorf("the name of the witness is %w", ErrFormat), err, "one word without +"}
	}
	public := append([]byte{cosigning}, private.Public().(ed25519.PublicKey)...)
	sum := sha256.Sum256(append([]byte(name+"\n"), public...))
	hash := binary.BigEndian.Uint32(sum[:])
	return Key{
		secret: fmt.Sprintf("%s%s+%08x+%s", secretPrefix, name, hash, base64.StdEncoding.EncodeToString(append([]byte{cosigning}, seed...))),
		signer: signer, Verifier: signer.Verifier().String(),
	}, nil
}

// Secret is the key as it is kept, in one line.
func (k Key) Secret() string { return k.secret }

// Name is the name of the witness.
func (k Key) Name() string { return k.signer.Name() }

// Cosign signs the text of a checkpoint, at the time of the clock, and returns the line
// of the signature with its line end. Whoever calls it has made sure that it continues
// what was cosigned before.
func (k Key) Cosign(text string) (line string, err error) {
	signed, err := note.Sign(&note.Note{Text: text}, k.signer)
	if err != nil {
		return "", fmt.Errorf("the checkpoint cannot be cosigned: %w", err)
	}
	return string(signed[len(text)+1:]), nil
}

// Cosigned adds lines of cosignatures to a signed checkpoint: those of witnesses that
// the policy counts, of each the one that came last. Lines of others are refused, and
// signatures of something else. It returns ErrPolicy, ErrSignature or ErrFormat.
func (p *Policy) Cosigned(signed []byte, lines []string) ([]byte, error) {
	text, _, found := bytes.Cut(signed, []byte("\n\n"))
	if !found {
		return nil, fmt.Errorf("the checkpoint is %w", ErrFormat)
	}
	kept := signatureLines(string(signed))
	for _, line := range lines {
		opened, err := note.Open([]byte(string(text)+"\n\n"+line+"\n"), witnesses{p})
		var unverified *note.UnverifiedNoteError
		var invalid *note.InvalidSignatureError
		switch {
		case errors.As(err, &unverified):
			return nil, cause.Of(fmt.Errorf("%w: %s is no witness that it counts", ErrPolicy, nameIn(line)), err)
		case errors.As(err, &invalid):
			return nil, cause.Of(fmt.Errorf("%w: that of %s is of another checkpoint, or forged", ErrSignature, nameIn(line)), err)
		case err != nil || len(opened.Sigs) != 1:
			return nil, cause.Of(fmt.Errorf("the cosignature is %w", ErrFormat), err)
		}
		kept = withLine(kept, line)
	}
	return []byte(string(text) + "\n\n" + strings.Join(kept, "\n") + "\n"), nil
}

// witnesses are the verifiers of a policy without those of the logs.
type witnesses struct{ policy *Policy }

func (w witnesses) Verifier(name string, hash uint32) (note.Verifier, error) {
	v, err := w.policy.verifier(name, hash)
	if _, cosigner := v.(*torchwood.CosignatureVerifier); err == nil && !cosigner {
		return nil, &note.UnknownVerifierError{Name: name, KeyHash: hash}
	}
	return v, err
}

// signatureLines are the lines of the signatures of a note, without line ends.
func signatureLines(signed string) []string {
	_, below, _ := strings.Cut(signed, "\n\n")
	var lines []string
	for line := range strings.SplitSeq(below, "\n") {
		if strings.HasPrefix(line, "— ") {
			lines = append(lines, line)
		}
	}
	return lines
}

// withLine adds a signature, or puts it in the place of an older one of the same key.
func withLine(lines []string, line string) []string {
	for i, have := range lines {
		if signedBy(have) == signedBy(line) {
			lines[i] = line
			return lines
		}
	}
	return append(lines, line)
}

// signedBy is the name and the hash of the key of a signature line.
func signedBy(line string) string {
	name, signature, _ := strings.Cut(strings.TrimPrefix(line, "— "), " ")
	raw, err := base64.StdEncoding.DecodeString(signature)
	if err != nil || len(raw) < 4 {
		return line
	}
	return name + " " + string(raw[:4])
}

func nameIn(line string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(line, "— "), " ")
	return name
}
