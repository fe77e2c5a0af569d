package reporting_test

import (
	"fmt"
	"os"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/reporting"
)

// inExample lets helpers of tests be used where there is no test.
type inExample struct {
	testing.TB
	after []func()
}

func (e *inExample) Helper()           {}
func (e *inExample) Fatal(said ...any) { panic(fmt.Sprint(said...)) }
func (e *inExample) Cleanup(f func())  { e.after = append(e.after, f) }

func (e *inExample) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

func (e *inExample) TempDir() string {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		panic(err)
	}
	e.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func (e *inExample) end() {
	for i := len(e.after) - 1; i >= 0; i-- {
		e.after[i]()
	}
}

// A summary counts what the record holds: here of three commitments, of which one was
// assessed and on one nobody reported. No rate stands without what it is of, and every
// number names the list behind it.
func ExampleSummarise() {
	t := &inExample{}
	defer t.end()
	h := newHistory(t)
	h.add("convening/m-1", events.ConveningRegistered{Kind: "conference"})
	for _, id := range []string{"c-1", "c-2", "c-3"} {
		h.add("commitment/"+id, events.CommitmentCaptured{Text: "Open a shelter.", Kind: "declaration", Convening: "m-1", Verifiable: true})
		h.add("commitment/"+id, events.CommitmentConfirmed{Basis: "source"})
	}
	for _, id := range []string{"c-1", "c-2"} {
		h.add("commitment/"+id, events.ProgressReported{State: "reported_complete"})
	}
	h.add("commitment/c-1", events.CommitmentAssessed{Level: "complete", Confidence: "high", Method: "ahd-1"})

	d := summary(t, h.book(), reporting.Question{On: day(t, "2026-11-22")})
	fmt.Printf("%d of %d were assessed, %d complete\n", d.Totals.Assessed, d.Totals.N, d.Totals.Complete)
	fmt.Printf("the score of all is between %d and %d of 10,000\n", *d.Totals.FloorBP, *d.Totals.CeilingBP)
	fmt.Printf("silent: %d, the list: %v\n", d.Totals.Silent, d.Behind["silent"])
	// Output:
	// 1 of 3 were assessed, 1 complete
	// the score of all is between 3333 and 10000 of 10,000
	// silent: 1, the list: map[counted:declaration,recommendation open:true self_reported:no_report]
}
