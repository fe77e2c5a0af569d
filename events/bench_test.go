package events

import (
	"encoding/json"
	"testing"
)

// The raw limit of reading an event is looking at each of its bytes: json.Valid
// does that and nothing else. It is measured in the same run.
func BenchmarkScan(b *testing.B) {
	body := sample(b, "ahd.commitment.progress-reported.v1")
	b.Run("limit", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		for b.Loop() {
			if !json.Valid(body) {
				b.Fatal("not valid")
			}
		}
	})
	b.Run("scan", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := Scan(body); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Decode(body); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("decode many", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for d := NewDecoder(); b.Loop(); {
			if _, err := d.Decode(body); err != nil {
				b.Fatal(err)
			}
		}
	})
}
