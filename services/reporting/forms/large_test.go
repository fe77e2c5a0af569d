package forms

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"testing"
	"time"

	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/wording"
)

// BenchmarkWorkbook writes a workbook of a summary with a row for each of 50,000
// organisations, and says how much more memory that needed at most than the summary
// itself.
func BenchmarkWorkbook(b *testing.B) {
	for _, rows := range []int{500, 50_000} {
		b.Run(fmt.Sprint(rows, " rows"), func(b *testing.B) {
			d := summaryOf()
			for i := range rows {
				d.Tables[0].Rows = append(d.Tables[0].Rows, document.Row{ID: stated(fmt.Sprint("row-", i)), Label: document.Label{EN: sixty}, Totals: totals(), Filter: document.Filter{"lead_party": "x"}})
			}
			for b.Loop() {
				highest, done := peakHeap()
				if err := sheetAlone(d, io.Discard); err != nil {
					b.Fatal(err)
				}
				done()
				b.ReportMetric(float64(highest.Load())/(1<<20), "MiB-more")
			}
		})
	}
}

// sheetAlone writes the sheets of a summary, without the document inside, whose size is
// the summary's own.
func sheetAlone(d document.Document, w io.Writer) error {
	b, err := newWorkbook(d, wording.Urdu.Summary())
	if err != nil {
		return err
	}
	defer b.file.Close()
	for _, t := range d.Tables {
		if err := b.table(t); err != nil {
			return err
		}
	}
	return b.write(w)
}

// peakHeap watches how much the heap grows at most until done is called.
func peakHeap() (highest *atomic.Uint64, done func()) {
	highest = &atomic.Uint64{}
	usual := debug.SetGCPercent(5) // so that what is not needed any more is not measured
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, stop, stopped := m.HeapAlloc, make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for tick := time.NewTicker(20 * time.Millisecond); ; {
			select {
			case <-stop:
				tick.Stop()
				return
			case <-tick.C:
				runtime.ReadMemStats(&m)
				if m.HeapAlloc > before {
					highest.Store(max(highest.Load(), m.HeapAlloc-before))
				}
			}
		}
	}()
	return highest, func() { close(stop); <-stopped; debug.SetGCPercent(usual) }
}
