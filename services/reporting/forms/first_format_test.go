package forms

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"ahd.example/ahd/services/reporting/document"
)

// drawnOnce are the hashes of what was drawn of a document of the first format when that
// was the only one. Files of it are kept by people, and drawn again to be checked.
var drawnOnce = map[string]string{
	"html en": "1341d0d11c872858", "html ur": "85f8a1a7a8efd7b4", "csv en": "b7b613f2db484932", "csv ur": "ff1e70f614854fb9", "csv-excel en": "38e065f26a94da3d", "xlsx en": "da40dce6985fd5c9", "xlsx ur": "2d0cd059cfbeb447",
}

func TestFilesOfTheFirstFormatAreDrawnAsTheyWere(t *testing.T) {
	d := summaryOf("Open a shelter.", "Train 200 officers.")
	d.Format = "ahd-summary/1"
	for which, want := range drawnOnce {
		format, lang := which[:len(which)-3], which[len(which)-2:]
		var drawn bytes.Buffer
		if err := document.Drawers[format](d, lang, &drawn); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(drawn.Bytes())
		if got := hex.EncodeToString(sum[:8]); got != want {
			t.Errorf("%q: %q, want %q", which, got, want)
		}
	}
}
