package ledger_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// A receipt is what the library of its specification takes for one.
func TestAReceiptShowsItsEvent(t *testing.T) {
	signer, verifier := keys(t, origin)
	bodies := story(50)
	l := open(t, t.TempDir())
	must(t, l.Append(1, bodies))
	signed, err := ledger.Sign(checkpointOf(l), signer)
	must(t, err)
	for _, sequence := range []uint64{1, 17, 50} {
		proof, err := l.Prove(sequence, signed)
		must(t, err)
		event := bodies[sequence-1]
		for _, receipt := range []ledger.Receipt{{Event: event, Leaf: events.LeafHash(event), Proof: proof}, {Leaf: events.LeafHash(event), Proof: proof}} {
			text := receipt.Text()
			policy := torchwood.ThresholdPolicy(2, torchwood.OriginPolicy(origin), torchwood.SingleVerifierPolicy(verifier))
			must(t, torchwood.VerifyProof(policy, tlog.RecordHash(event), text))
			again, err := ledger.ParseReceipt(text)
			must(t, err)
			if c, err := again.Check(verifier); err != nil || c.Size != 50 || string(again.Event) != string(receipt.Event) {
				t.Errorf("%d: %+v %v", sequence, c, err)
			}
			receiptIsChecked(t, again, verifier)
		}
	}
	must(t, l.Close())
}

func receiptIsChecked(t *testing.T, r ledger.Receipt, verifier note.Verifier) {
	t.Helper()
	for name, change := range map[string]func(r *ledger.Receipt){
		"another event": func(r *ledger.Receipt) { r.Leaf = events.LeafHash([]byte("x")) },
		"another place": func(r *ledger.Receipt) { r.Index ^= 1 },
		"no hashes":     func(r *ledger.Receipt) { r.Hashes = nil },
	} {
		changed := r
		change(&changed)
		if _, err := changed.Check(verifier); !errors.Is(err, ledger.ErrProof) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, other := keys(t, origin)
	if _, err := r.Check(other); !errors.Is(err, ledger.ErrCheckpoint) {
		t.Errorf("another key: %v", err)
	}
	text := string(r.Text())
	for name, broken := range map[string]string{
		"nothing": "", "no extra": strings.Join(strings.Split(text, "\n")[:1], "") + "\nindex 1\n\nx", "no base64": strings.Replace(text, "extra ", "extra !", 1),
		"a space more": strings.Replace(text, "index ", "index  ", 1), "no end": text[:len(text)/2], "a hash that is none": strings.Replace(text, "extra ", "extra bGVhZiB4", 1),
	} {
		if _, err := ledger.ParseReceipt([]byte(broken)); !errors.Is(err, ledger.ErrProof) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func checkpointOf(l *ledger.Ledger) ledger.Checkpoint {
	size, root := l.Root()
	return ledger.Checkpoint{Origin: origin, Size: size, Root: root}
}

// What was signed covers an event sooner or later, or it is said why not.
func TestSomebodyWaitsForTheSeal(t *testing.T) {
	o, bodies := newOffice(t), story(20)
	l := open(t, o.dir)
	n := o.notary(l)
	must(t, l.Append(1, bodies[:10]))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); n.Run(ctx) }()
	c, text, err := n.Covering(t.Context(), 10)
	if err != nil || c.Size != 10 || !strings.HasPrefix(string(text), origin+"\n10\n") {
		t.Errorf("%+v %s %v", c, text, err)
	}
	stop()
	<-ended
	must(t, l.Append(11, bodies[10:]))
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, _, err := n.Covering(gone, 11); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits any more: %v", err)
	}
	must(t, n.Sign())
	for size := uint64(1); size <= 20; size++ {
		signed, err := n.Earlier(size)
		must(t, err)
		root, err := l.RootAt(size)
		must(t, err)
		if c, err := ledger.OpenCheckpoint(signed, o.verifier); err != nil || c.Size != size || c.Root != root {
			t.Errorf("%d: %+v %v", size, c, err)
		}
	}
	for _, size := range []uint64{0, 21} {
		if _, err := n.Earlier(size); !errors.Is(err, ledger.ErrNoEntry) {
			t.Errorf("%d: %v", size, err)
		}
	}
	must(t, l.Close())
}
