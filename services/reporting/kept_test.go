package reporting_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

var update = flag.Bool("update", false, "write testdata anew; what was published once must not change")

// remembered is a register of one conference with a date and one without, in which what
// happened was entered late.
func remembered(t testing.TB) *history {
	h := newHistory(t)
	held, early, whole := "2024-03-10", "2024-06", "c-3"
	h.add("party/p-1", events.PartyRegistered{Name: "Police", Kind: "ministry"})
	h.add("convening/m-1", events.ConveningRegistered{Kind: "conference", Date: events.StatedDate{EDTF: &held}})
	h.add("convening/m-2", events.ConveningRegistered{Kind: "conference"})
	for _, c := range []struct {
		id, convening string
		parent        *string
		children      []string
	}{{"c-1", "m-1", nil, nil}, {"c-2", "m-2", nil, nil}, {"c-3", "m-1", nil, []string{"c-4"}}, {"c-4", "m-1", &whole, nil}} {
		h.add("commitment/"+c.id, events.CommitmentCaptured{Text: "Open a shelter.", Kind: "declaration", Convening: c.convening, Verifiable: true,
			Parent: c.parent, Children: c.children, Geography: []string{"PK-PB"}})
		h.add("commitment/"+c.id, events.CommitmentConfirmed{Basis: "b"})
	}
	h.at = h.at.Add(40 * 24 * time.Hour)
	h.add("commitment/c-1", events.ProgressReported{State: "in_progress", Effective: &early})
	h.add("commitment/c-1", events.CommitmentAssigned{Party: "p-1"})
	h.add("commitment/c-4", events.CommitmentAssessed{Level: "complete", Method: "ahd-1", Effective: &early})
	h.add("commitment/c-2", events.CommitmentAssessed{Level: "limited", Method: "ahd-1"})
	h.add("commitment/c-1", events.DueDateSet{Due: "2024-12-01"})
	return h
}

// A summary that was published once is made again, byte for byte, whatever number its
// format has.
func TestWhatWasPublishedIsMadeAgain(t *testing.T) {
	h := remembered(t)
	b := h.book()
	on := day(t, "2024-12-31")
	for _, format := range document.Formats {
		path := filepath.Join("testdata", "summary-"+strings.TrimPrefix(format, "ahd-summary/")+".json")
		q := reporting.Question{On: on, Format: format}
		var d document.Document
		summarise := func(v *book.View) (err error) { d, err = reporting.Summarise(v, q, "root"); return err }
		err := b.ReadOn(context.Background(), 0, on, summarise)
		if format == document.FormatOne {
			err = b.Read(context.Background(), summarise)
		}
		if err != nil {
			t.Fatal(err)
		}
		encoded, err := d.JSON()
		if err != nil {
			t.Fatal(err)
		}
		if format != d.Format || d.CountsLater() != (format == document.FormatOne) {
			t.Errorf("%s: %s, %v", format, d.Format, d.CountsLater())
		}
		if parsed, _, err := document.Parse(encoded); err != nil || parsed.Format != format {
			t.Errorf("%s is not read: %v", format, err)
		}
		if *update {
			if err := os.WriteFile(path, encoded, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		kept, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(kept, encoded) {
			t.Errorf("%s is made otherwise than it was published, or %v", format, err)
		}
	}
}
