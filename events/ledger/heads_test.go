package ledger_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// standing makes n records, not in order.
func standing(n int) []ledger.HeadRecord {
	records := make([]ledger.HeadRecord, n)
	for i := range records {
		at := i * 7 % n
		records[i] = ledger.HeadRecord{Stream: fmt.Sprintf("commitment/cm-%04d", at), Version: uint64(at + 1), Leaf: events.LeafHash([]byte{byte(at)})}
	}
	return records
}

// The tree of the heads is that of x/mod over the documented lines in order.
func TestTheHeadsAreATreeOfLinesInOrder(t *testing.T) {
	for _, n := range []int{1, 2, 3, 4, 5, 8, 13, 100, 257} {
		if n%7 == 0 {
			t.Fatal("the order would repeat streams")
		}
		records := standing(n)
		root, number := ledger.HeadsRoot(records)
		var lines [][]byte
		for i := range n {
			leaf := events.LeafHash([]byte{byte(i)})
			lines = append(lines, fmt.Appendf(nil, "commitment/cm-%04d %d %s", i, i+1, leaf))
		}
		if _, want := oracle(t, lines); root != want || number != uint64(n) {
			t.Fatalf("%d heads: root %v of %d, want %v", n, root, number, want)
		}
		for i := range n {
			headIsProved(t, records, i, root)
		}
	}
	if root, number := ledger.HeadsRoot(nil); number != 0 || root != (events.Hash(edgeOfNothing())) {
		t.Errorf("no heads: %v of %d", root, number)
	}
}

func edgeOfNothing() tlog.Hash {
	hash, _ := tlog.TreeHash(0, nil)
	return hash
}

func headIsProved(t *testing.T, records []ledger.HeadRecord, i int, root events.Hash) {
	t.Helper()
	number := uint64(len(records))
	proof, found := ledger.ProveHead(records, fmt.Sprintf("commitment/cm-%04d", i))
	if !found || proof.Index != uint64(i) || proof.Record.Version != uint64(i+1) {
		t.Fatalf("head %d: %+v %v", i, proof, found)
	}
	must(t, ledger.CheckHead(proof, root, number))
	for name, change := range map[string]func(p *ledger.HeadProof){
		"an older version": func(p *ledger.HeadProof) { p.Record.Version-- },
		"another stream":   func(p *ledger.HeadProof) { p.Record.Stream += "x" },
		"another leaf":     func(p *ledger.HeadProof) { p.Record.Leaf[3] ^= 1 },
		"a shorter list":   func(p *ledger.HeadProof) { p.Number-- },
		"another place":    func(p *ledger.HeadProof) { p.Index = p.Number },
		"a hash too many":  func(p *ledger.HeadProof) { p.Hashes = append(slices.Clone(p.Hashes), root) },
	} {
		changed := proof
		change(&changed)
		if err := ledger.CheckHead(changed, root, number); !errors.Is(err, ledger.ErrHeads) {
			t.Errorf("head %d of %d with %s: %v", i, number, name, err)
		}
	}
}

func TestAStreamThatIsNotThereHasNoHead(t *testing.T) {
	if _, found := ledger.ProveHead(standing(5), "commitment/cm-0009"); found {
		t.Error("it was proved")
	}
}
