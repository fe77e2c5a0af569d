package bench

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/verification"
)

// measureTree measures the Merkle tree over the record alone, on one core, against one
// SHA-256 over the same bytes.
func measureTree(ctx context.Context, _ string, o Options, from *filled) (figure, error) {
	return measureAgainstSHA(ctx, o, from, treeOnce,
		"ours reads the entries and hashes them into a tree, on one core; the limit is one SHA-256 over the same file, on one core")
}

// measureVerify measures the verification of everything, on all cores, against the
// same.
func measureVerify(ctx context.Context, _ string, o Options, from *filled) (figure, error) {
	return measureAgainstSHA(ctx, o, from, verifyOnce,
		"ours verifies everything: form, chains, times, tree, stored hashes, signature, on all cores; the limit is one SHA-256 over the same file, on one core")
}

func measureAgainstSHA(ctx context.Context, o Options, from *filled, ours func(context.Context, string) error, about string) (f figure, err error) {
	dir, size, err := from.sealed(ctx)
	if err != nil {
		return f, err
	}
	f.Events, f.Note = size, about
	forgetPeak()
	for range o.Rounds {
		took, err := timed(func() error { return ours(ctx, dir) })
		if err != nil {
			return f, err
		}
		f.VmHWM = max(f.VmHWM, peak())
		limit, err := timed(func() error { return shaOnce(dir) })
		if err != nil {
			return f, err
		}
		f.round(float64(size)/took.Seconds(), float64(size)/limit.Seconds())
		forgetPeak()
	}
	return f, nil
}

func timed(what func() error) (time.Duration, error) {
	start := time.Now()
	err := what()
	return time.Since(start), err
}

func shaOnce(dir string) error {
	file, err := os.Open(filepath.Join(dir, "entries.log"))
	if err != nil {
		return err
	}
	_, err = io.CopyBuffer(struct{ io.Writer }{sha256.New()}, file, make([]byte, 1<<20))
	return errors.Join(err, file.Close())
}

func treeOnce(ctx context.Context, dir string) error {
	copied, err := ledger.OpenCopy(dir)
	if err != nil {
		return err
	}
	defer copied.Close()
	entries, err := copied.Entries()
	if err != nil {
		return err
	}
	defer entries.Close()
	var tree ledger.Tree
	for reader := ledger.NewReader(entries); ; {
		bodies, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		for _, body := range bodies {
			tree.Add(events.LeafHash(body))
		}
	}
	signed, err := copied.Checkpoint()
	if err != nil {
		return err
	}
	if c, err := verification.NewProvable(signed, nil); err != nil || c.Root != tree.Root() {
		return errors.Join(errNotFilled, err)
	}
	return nil
}

func verifyOnce(ctx context.Context, dir string) error {
	folder, err := verification.OpenFolder(dir)
	if err != nil {
		return err
	}
	_, err = folder.Verify(ctx, verification.Demands{})
	return errors.Join(err, folder.Close())
}

// sealed is a ledger with the made-up register behind an opening, signed: what a
// verifier is given. It is made once.
func (f *filled) sealed(ctx context.Context) (dir string, size int, err error) {
	l, err := f.prepare(ctx, false)
	if err != nil {
		return "", 0, err
	}
	dir, size = filepath.Join(f.dir, "sealed"), int(l.Size())+1
	if _, err := os.Stat(filepath.Join(dir, "checkpoint")); err == nil {
		return dir, size, nil
	}
	sealed, err := ledger.Open(dir, source, func(body []byte) (time.Time, error) {
		envelope, _, err := events.Scan(body)
		return envelope.Time, err
	})
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, sealed.Close()) }()
	signer, opening, err := openingOf(f.options.Seed)
	if err != nil {
		return "", 0, err
	}
	if err := sealed.Append(1, [][]byte{opening}); err != nil {
		return "", 0, err
	}
	for next := uint64(1); next <= l.Size(); {
		bodies, err := l.Entries(next)
		if err == nil {
			err = sealed.Append(next+1, bodies)
		}
		if err = errors.Join(err, ctx.Err()); err != nil {
			return "", 0, err
		}
		next += uint64(len(bodies))
	}
	count, root := sealed.Root()
	signed, err := ledger.Sign(ledger.Checkpoint{Origin: source, Size: count, Root: root}, signer)
	if err != nil {
		return "", 0, err
	}
	return dir, size, os.WriteFile(filepath.Join(dir, "checkpoint"), signed, 0o600)
}

// openingOf is the first event of the register, with a key that the seed stands for:
// nobody trusts this register.
func openingOf(seed uint64) (note.Signer, []byte, error) {
	raw := sha256.Sum256(fmt.Appendf(nil, "bench %d", seed))
	key, err := note.NewEd25519VerifierKey(source, ed25519.NewKeyFromSeed(raw[:]).Public().(ed25519.PublicKey))
	if err != nil {
		return nil, nil, err
	}
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return nil, nil, err
	}
	secret := base64.StdEncoding.EncodeToString(append([]byte{1}, raw[:]...))
	signer, err := note.NewSigner(fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", source, verifier.KeyHash(), secret))
	if err != nil {
		return nil, nil, err
	}
	opened := events.RegisterOpened{Name: "bench", Origin: source, VerifierKey: key}
	body, err := events.Encode(events.Event{Data: opened, Envelope: events.Envelope{
		ID: "00000000-0000-4000-8000-000000000000", Source: source, Type: opened.Type(), Subject: events.Register.Subject(), Actor: "system", Auth: "local",
		Time: time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC), StreamVersion: 1,
	}})
	return signer, body, err
}
