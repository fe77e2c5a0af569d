package ledger_test

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ahd.example/ahd/events/ledger"
)

// BenchmarkAppend takes turns with its raw limit: one write and one sync of the
// same bytes. limit/append is the share of the limit that is reached.
func BenchmarkAppend(b *testing.B) {
	for _, n := range []int{1, 16, 256} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			l := open(b, filepath.Join(b.TempDir(), "ledger"))
			raw, err := os.Create(filepath.Join(b.TempDir(), "raw"))
			must(b, err)
			defer raw.Close()
			var limit, ours time.Duration
			var at int64
			for b.Loop() {
				bodies, frame := benchGroup(l.Size(), n)
				from := time.Now()
				_, err := raw.WriteAt(frame, at)
				must(b, err)
				must(b, raw.Sync())
				between := time.Now()
				must(b, l.Append(l.Size()+1, bodies))
				ours += time.Since(between)
				limit += between.Sub(from)
				at += int64(len(frame))
			}
			b.ReportMetric(float64(limit)/float64(ours), "limit/append")
			b.ReportMetric(float64(n*b.N)/ours.Seconds(), "entries/s")
			b.ReportMetric(float64(limit.Microseconds())/float64(b.N), "limit-µs/group")
			b.ReportMetric(float64(ours.Microseconds())/float64(b.N), "append-µs/group")
		})
	}
}

func benchGroup(size uint64, n int) (bodies [][]byte, frame []byte) {
	for i := range n {
		one := body(int(size)+i, int(size)+i, 500)
		bodies = append(bodies, one)
		frame = append(binary.BigEndian.AppendUint32(frame, uint32(len(one))), one...)
	}
	return bodies, frame
}

// BenchmarkOpen reads a ledger of 100,000 entries of 500 bytes.
func BenchmarkOpen(b *testing.B) {
	const entries = 100_000
	dir := filepath.Join(b.TempDir(), "ledger")
	l := open(b, dir)
	for l.Size() < entries {
		bodies, _ := benchGroup(l.Size(), 10_000)
		must(b, l.Append(l.Size()+1, bodies))
	}
	must(b, l.Close())
	for b.Loop() {
		l, err := ledger.Open(dir, "", check)
		must(b, err)
		must(b, l.Close())
	}
	b.ReportMetric(float64(entries*b.N)/b.Elapsed().Seconds(), "entries/s")
}

// BenchmarkEntry reads entries one by one, as a rebuild does.
func BenchmarkEntry(b *testing.B) {
	l := open(b, filepath.Join(b.TempDir(), "ledger"))
	bodies, _ := benchGroup(0, 10_000)
	must(b, l.Append(1, bodies))
	sequence := uint64(0)
	for b.Loop() {
		_, err := l.Entry(sequence%10_000 + 1)
		must(b, err)
		sequence++
	}
}
