package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// What a page gives names the day of its event; the program makes the very same file with
// --days, and checks it as it checks any other.
func TestASummaryOfAPageCanBeMadeAgainAndChecked(t *testing.T) {
	dir := imported(t)
	whole, content := written(t, dir, "--on", "2027-01-01")
	at := read[summarised](t, answer{out: string(content)}).At.Sequence
	ok(t, "report", "publish", "--title", "Year", "--at", fmt.Sprint(at), "--on", "2027-01-01", "--id", "year", "--data", dir)
	server := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	for _, format := range []string{"json", "html", "xlsx"} {
		for sequence, published := range map[uint64]bool{at - 1: false, at: true} {
			_, given := get(t, fmt.Sprintf("%s/summaries/file?format=%s&on=2027-01-01&at=%d", server.url, format, sequence))
			made := filepath.Join(t.TempDir(), "made")
			args := []string{"report", "summary", "--at", fmt.Sprint(sequence), "--on", "2027-01-01", "--format", format, "-o", made, "--data", dir}
			if !published {
				args = append(args, "--days")
			}
			ok(t, args...)
			same, err := os.ReadFile(made)
			if err != nil || !bytes.Equal(bytes.TrimSpace(same), bytes.TrimSpace([]byte(given))) {
				t.Errorf("%s at event %d: another file, or %v", format, sequence, err)
			}
			if row := checked(t, dir, made).Row; !row.Reproduced || slices.Contains(row.Published, "year") != published {
				t.Errorf("%s at event %d: %+v", format, sequence, row)
			}
		}
	}
	dated, _ := written(t, dir, "--at", fmt.Sprint(at), "--on", "2027-01-01", "--days")
	for _, path := range []string{whole, dated} { // the same summary, with the time and without
		if row := checked(t, dir, path).Row; !row.Reproduced || !slices.Contains(row.Published, "year") {
			t.Errorf("%+v", row)
		}
	}
	forged, err := os.ReadFile(dated)
	if err != nil {
		t.Fatal(err)
	}
	day := []byte(`"time":"20`)
	if err := os.WriteFile(dated, bytes.Replace(forged, day, []byte(`"time":"21`), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	fails(t, 5, "report", "check", dated, "--data", dir)
}
