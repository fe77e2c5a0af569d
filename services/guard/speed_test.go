package guard_test

import (
	"fmt"
	"strings"
	"testing"

	"ahd.example/ahd/services/guard"
)

// slow are parts of texts that are written to be slow to read, beside plain ones.
var slow = map[string]string{
	"english": "The provincial task force met on 12 October 2026 and reviewed 14 cases; 9 were sent to the court. ",
	"urdu":    "صوبائی کمیٹی کا اجلاس ۱۲ اکتوبر ۲۰۲۶ کو ہوا اور ۱۴ مقدمات کا جائزہ لیا گیا۔ ",
	"words":   "The shelter in Lahore, 14. ", "digits": "0300 ", "longDigits": "352011234567", "cards": "35201 1234567 ", "opening": "FIR no (",
	"ages": "عائشہ کی عمر ", "house": "House 1 shelter ", "mails": "a@b.c ", "ats": "@", "signs": "(((", "hash": "bd6d17c576594465836ecc6fa3520112 ",
	"shelters": "Dar-ul-Aman ", "offices": "SHO bribe ", "accused": "SHO Kasur takes money ", "kin": "daughter of ", "victim": "victim Ayesha ", "bibi": "bibi ", "letters": "a",
	"lines": "\n", "names": "Ayesha ", "called": "CNIC phone 1", "web": "https://a/ ", "dots": " dot ", "passport": "passport ",
}

// BenchmarkLookAtASource is the text of a source: 100 kB, and the longest, 1 MiB.
func BenchmarkLookAtASource(b *testing.B) {
	for name, part := range slow {
		for _, size := range []int{100_000, 1 << 20} {
			text := strings.Repeat(part, size/len(part))
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				for b.Loop() {
					guard.Look(text)
				}
			})
		}
	}
}
