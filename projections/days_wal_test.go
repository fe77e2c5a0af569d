package projections_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// A day that somebody looks at again and again is told further each time, and read in the
// same breath: what SQLite keeps beside its file is swept all the same.
func TestADayThatIsLookedAtAgainAndAgainStaysSmall(t *testing.T) {
	const commitments, looks, limit = 300, 80, 16 // MiB; what is written is several times as much
	h, dir := aged(t), t.TempDir()
	for i := range commitments {
		h.add(fmt.Sprintf("commitment/c-%d", i), events.CommitmentCaptured{Text: "Open a shelter.", Kind: "pledge", Convening: "m-2"})
	}
	b := openBook(t, dir, h)
	on := civil(t, "2026-06-30")
	h.at = h.at.AddDate(1, 0, 0)
	written, grown := int64(0), int64(0)
	for range looks {
		first := len(h.bodies)
		for i := range commitments {
			h.add(fmt.Sprintf("commitment/c-%d", i), events.ProgressReported{State: "in_progress"})
		}
		if err := b.Apply(background, uint64(first+1), h.bodies[first:]); err != nil {
			t.Fatal(err)
		}
		before := beside(t, dir)
		if err := b.ReadOn(background, 0, on, func(*book.View) error {
			written += max(0, beside(t, dir)-before)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		grown = max(grown, beside(t, dir))
	}
	if written < 2*limit<<20 || grown > limit<<20 {
		t.Errorf("%d MiB were written, and %d MiB are beside the file", written>>20, grown>>20)
	}
}

// beside is how large the WAL of the one day is that was looked at, in bytes.
func beside(t *testing.T, dir string) int64 {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "day-*.db-wal"))
	if err != nil || len(names) > 1 {
		t.Fatal(names, err)
	}
	if len(names) == 0 {
		return 0
	}
	info, err := os.Stat(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}
