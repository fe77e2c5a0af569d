package verification

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
)

// Bundle verifies the bundle in a file. Its errors are those of Whole.
func Bundle(ctx context.Context, path string, demands Demands) (Result, error) {
	b, err := bundle.Open(path)
	if err != nil {
		return Result{}, unopened(err)
	}
	result, err := opened(ctx, b, demands)
	if closing := b.Close(); err == nil {
		err = closing
	}
	return result, err
}

// BundleIn verifies a bundle that lies anywhere.
func BundleIn(ctx context.Context, content io.ReaderAt, size int64, demands Demands) (Result, error) {
	b, err := bundle.Read(content, size)
	if err != nil {
		return Result{}, unopened(err)
	}
	return opened(ctx, b, demands)
}

// unopened is step 1.
func unopened(err error) error {
	switch {
	case errors.Is(err, bundle.ErrIncomplete):
		return failure(Incomplete, "bundle.incomplete", capital(err.Error())+".").because(err)
	case errors.Is(err, bundle.ErrFormat):
		return failure(Unreadable, "bundle.unreadable", capital(err.Error())+".").because(err)
	}
	return err
}

// opened is step 2, and what comes after it.
func opened(ctx context.Context, b *bundle.Bundle, demands Demands) (result Result, err error) {
	if name := b.Missing(); name != "" {
		return result, failure(Incomplete, "bundle.missing", fmt.Sprintf("The member %s is missing.", name))
	}
	altered, err := b.Altered()
	if err != nil {
		return result, err
	}
	if b.Manifest.Scope == bundle.Stream {
		result, err = stream(ctx, b, demands)
	} else {
		result, err = Whole(ctx, recordIn(b), demands)
	}
	result.Sources = len(b.Sources())
	if altered == "" {
		return result, err
	}
	bad := failure(Broken, "bundle.member", fmt.Sprintf("The member %s is not the one that the manifest lists.", altered))
	if first := refused(err); first != nil && first.Sequence > 0 { // say which event it is
		bad.Sequence, bad.Event, bad.Expected, bad.Stands = first.Sequence, first.Event, first.Expected, first.Stands
		bad.Detail = first.Detail + " " + bad.Detail
	}
	return result, bad
}

// recordIn is the whole record that is in a bundle.
func recordIn(b *bundle.Bundle) Record {
	entries, _ := b.Member(bundle.EntriesName)
	hashes, _ := b.Member(bundle.HashesName)
	r := Record{Note: noteIn(b, bundle.CheckpointName), Entries: ledger.NewReader(entries), Hashes: hashes, Source: sourceIn(b), Claims: &b.Manifest}
	for _, size := range b.OlderSizes() {
		r.Older = append(r.Older, ledger.Older{Size: size, Note: noteIn(b, bundle.OlderName(size))})
	}
	if texts, given := b.Member(bundle.TextsName); given {
		r.Texts = texts
	}
	return r
}

// noteIn reads a member that should be a note, and a little more than a note can have.
func noteIn(b *bundle.Bundle, name string) []byte {
	member, found := b.Member(name)
	if !found {
		return []byte{}
	}
	content, err := io.ReadAll(io.LimitReader(member, maxNote+1))
	if err != nil {
		return []byte{}
	}
	return content
}

func sourceIn(b *bundle.Bundle) func(string) (*io.SectionReader, error) {
	return func(hash string) (*io.SectionReader, error) {
		source, _ := b.Source(hash)
		return source, nil
	}
}

// claimed holds what a manifest says against what was found.
func claimed(m *bundle.Manifest, signed Signed, r *rules, first, last uint64) *Failure {
	if m == nil {
		return nil
	}
	for _, claim := range []struct {
		of           string
		says, stands any
	}{
		{"first", m.First, first}, {"last", m.Last, last}, {"origin", m.Origin, r.origin},
		{"root", m.Root, signed.Root}, {"size", m.Size, signed.Size}, {"format", m.Format, r.formatOf()},
	} {
		if fmt.Sprint(claim.says) != fmt.Sprint(claim.stands) {
			return failure(Broken, "manifest."+claim.of, fmt.Sprintf("The manifest says another %s than the record.", claim.of)).sides(claim.stands, claim.says)
		}
	}
	if found := slices.Sorted(maps.Keys(r.erased)); !slices.Equal(found, m.Erased) {
		return failure(Broken, "manifest.erased", "The manifest lists other erased texts than the events do.").sides(found, m.Erased)
	}
	return nil
}
