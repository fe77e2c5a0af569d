package events_test

import (
	"strings"
	"testing"

	"ahd.example/ahd/events"
)

func TestQuotesAndTextsAreFoundByTheirMembers(t *testing.T) {
	hash := strings.Repeat("A", 43) + "="
	sum := strings.Repeat("0a", 32)
	quote := `{"bytes":[3,9],"quote":"six by","sha256":"` + sum + `","source":"s-1"}`
	text := `{"hash":"` + hash + `","text":"x/narrative"}`
	for data, want := range map[string][2]int{
		quote: {1, 0}, text: {0, 1},
		`[[` + quote + `],{"a":` + text + `,"b":` + quote + `,"c":null}]`: {2, 1},
		`{"at":1,` + quote[1:]: {0, 0}, // a member too many
		`{"bytes":[3],"quote":"six by","sha256":"` + sum + `","source":"s"}`:          {0, 0},
		`{"bytes":[3,9],"quote":"six by","sha256":"` + sum[1:] + `A","source":"s-1"}`: {0, 0},
		`{"bytes":[3,9],"sha256":"` + sum + `","source":"s-1"}`:                       {0, 0}, // a passage
		`{"hash":"` + hash[1:] + `","text":"x"}`:                                      {0, 0},
		`{"hash":"` + hash + `","text":1}`:                                            {0, 0},
		`"` + `,\"quote\":\"` + `"`:                                                   {0, 0},
	} {
		if quotes, texts := events.Mentions([]byte(data)); len(quotes) != want[0] || len(texts) != want[1] {
			t.Errorf("%s: %d quotes and %d texts, want %v", data, len(quotes), len(texts), want)
		}
	}
	quotes, _ := events.Mentions([]byte(`[` + quote + `]`))
	if q := quotes[0]; q.Bytes != [2]int64{3, 9} || q.Quote != "six by" || q.SHA256 != sum || q.Source != "s-1" {
		t.Errorf("%+v", q)
	}
}
