package ledger_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/events/ledger"
)

// One by one gives what all at once gives.
func TestHeadsOneByOne(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 8, 100, 257, 3000} {
		records := standing(n)
		slices.SortFunc(records, func(a, b ledger.HeadRecord) int { return strings.Compare(a.Stream, b.Stream) })
		var tree ledger.HeadsTree
		for _, record := range records {
			must(t, tree.Add(record))
		}
		want, number := ledger.HeadsRoot(records)
		if root, count := tree.Root(); root != want || count != number || number != uint64(n) {
			t.Errorf("%d: %v of %d, want %v of %d", n, root, count, want, number)
		}
	}
	var tree ledger.HeadsTree
	must(t, tree.Add(ledger.HeadRecord{Stream: "party/b", Version: 1}))
	for _, stream := range []string{"party/b", "party/a"} {
		if err := tree.Add(ledger.HeadRecord{Stream: stream, Version: 2}); !errors.Is(err, ledger.ErrHeads) {
			t.Errorf("%s again: %v", stream, err)
		}
	}
}
