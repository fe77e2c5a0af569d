package folder

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// ErrKey is returned for a log key that cannot be used.
var ErrKey = errors.New("the log key cannot be used")

// ErrForeignKey is returned for a key that is not the one with which the register was
// opened.
var ErrForeignKey = fmt.Errorf("%w: this register was opened with another key", ErrKey)

// ErrName is returned for a name that a register cannot have.
var ErrName = errors.New("a register's name has 1 to 64 of the characters a–z, 0–9, “.” and “-”")

var namePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,63}$`)

// largestKey is how much of a key file is read, in bytes.
const largestKey = 4 << 10

const originPrefix = "urn:ahd:"

// Key is what the log signs its checkpoints with. The note signer's name is
// the log's origin.
type Key struct {
	Origin      string // "urn:ahd:<name>"
	VerifierKey string // public, in the form of x/mod's note

	Signer   note.Signer
	Verifier note.Verifier
}

// Name is the register's name.
func (k Key) Name() string { return strings.TrimPrefix(k.Origin, originPrefix) }

// Opened says whether a record that begins with an event was opened with the key.
func (k Key) Opened(body []byte) error {
	first, err := events.Decode(body)
	if err != nil {
		return fmt.Errorf("the opening of the register cannot be read: %w", err)
	}
	if opened, ok := first.Data.(events.RegisterOpened); ok && (opened.Origin != k.Origin || opened.VerifierKey != k.VerifierKey) {
		return fmt.Errorf("%w. Put its own keys/log.key back, from a backup", ErrForeignKey)
	}
	return nil
}

// record are what a folder has of a register besides the key.
var record = []string{"format", "head", "ledger", "jetstream", "files", "texts.db", "private.db"}

// holdsRecord reports whether anything of a register is in the folder: its key then is
// lost, and not yet to be made.
func holdsRecord(dir string) bool {
	return slices.ContainsFunc(record, func(name string) bool {
		info, err := os.Lstat(filepath.Join(dir, name))
		return err == nil && (name != "jetstream" || info.IsDir())
	})
}

// Empty reports whether nothing of a register is in the folder, not even its key: what
// opens it begins one.
func Empty(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, "keys", "log.key"))
	return errors.Is(err, fs.ErrNotExist) && !holdsRecord(dir)
}

// OpenKey reads the key of the folder, or makes one for a register of the given
// name where there is none. The key is on disk before anything is recorded, so
// that the opening always names a key that exists.
func OpenKey(dir, name string) (Key, error) {
	secret, err := durable.ReadFile(filepath.Join(dir, "keys", "log.key"), largestKey)
	if err == nil {
		return readKey(strings.TrimSpace(string(secret)))
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return Key{}, cause.Of(fmt.Errorf("%w: it cannot be read", ErrKey), err)
	}
	if holdsRecord(dir) {
		return Key{}, cause.Of(fmt.Errorf("%w: keys/log.key is gone, and a register is here that was opened with it. Put it back, from a backup; no other can take its place", ErrKey), err)
	}
	return makeKey(dir, name)
}

func makeKey(dir, name string) (Key, error) {
	if !namePattern.MatchString(name) {
		return Key{}, ErrName
	}
	keys := filepath.Join(dir, "keys")
	if err := os.MkdirAll(keys, 0o700); err != nil {
		return Key{}, cause.Of(errors.Join(ErrKey, errors.New("its folder cannot be made")), err)
	}
	secret, _, err := note.GenerateKey(rand.Reader, originPrefix+name)
	if err != nil {
		return Key{}, errors.Join(ErrKey, err)
	}
	if err := WriteWhole(filepath.Join(keys, "log.key"), secret+"\n", 0o400); err != nil {
		return Key{}, err
	}
	return readKey(secret)
}

// readKey derives the public key: "PRIVATE+KEY+<name>+<hash>+<base64 of an
// algorithm byte and the Ed25519 seed>", as x/mod's note writes it.
func readKey(secret string) (Key, error) {
	signer, err := note.NewSigner(secret)
	if err != nil || !namePattern.MatchString(strings.TrimPrefix(signer.Name(), originPrefix)) {
		return Key{}, cause.Of(errors.Join(ErrKey, errors.New("it is not a note signer named urn:ahd:<name>")), err)
	}
	parts := strings.SplitN(secret, "+", 5) // base64 has plus signs of its own
	seed, err := base64.StdEncoding.DecodeString(parts[4])
	if err != nil || len(seed) != 1+ed25519.SeedSize {
		return Key{}, cause.Of(errors.Join(ErrKey, errors.New("it is not an Ed25519 key")), err)
	}
	public := ed25519.NewKeyFromSeed(seed[1:]).Public().(ed25519.PublicKey)
	line, err := note.NewEd25519VerifierKey(signer.Name(), public)
	if err != nil {
		return Key{}, errors.Join(ErrKey, err)
	}
	verifier, err := note.NewVerifier(line)
	if err != nil {
		return Key{}, errors.Join(ErrKey, err)
	}
	return Key{Origin: signer.Name(), VerifierKey: line, Signer: signer, Verifier: verifier}, nil
}
