package verification_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"ahd.example/ahd/events/ledger/verification"
)

// answered asks that a bundle is verified or refused: nothing crashes, and nothing is
// unforeseen.
func answered(t *testing.T, content []byte) {
	_, err := verification.BundleIn(t.Context(), bytes.NewReader(content), int64(len(content)), verification.Demands{})
	var bad *verification.Failure
	if err != nil && !errors.As(err, &bad) {
		t.Errorf("unforeseen: %v", err)
	}
}

func FuzzBundle(f *testing.F) {
	for name := range vectors {
		content, err := os.ReadFile(filepath.Join("testdata", name+".tar"))
		must(f, err)
		f.Add(content)
	}
	f.Fuzz(answered)
}

// The same for one member that anything may stand in, in a bundle that is otherwise
// whole and has a manifest that fits.
func FuzzMember(f *testing.F) {
	var bundles []scene
	for name := range vectors {
		content, err := os.ReadFile(filepath.Join("testdata", name+".tar"))
		must(f, err)
		s := scene{t: f, whole: manifestOf(f, content), files: unpack(f, content)}
		for i, file := range s.files {
			f.Add(uint8(len(bundles)), uint8(i), file.content)
		}
		bundles = append(bundles, s)
	}
	f.Fuzz(func(t *testing.T, which, member uint8, content []byte) {
		s := bundles[int(which)%len(bundles)]
		name := s.files[int(member)%len(s.files)].name
		answered(t, seal(t, s.whole, with(s.files, name, func([]byte) []byte { return content })))
	})
}
