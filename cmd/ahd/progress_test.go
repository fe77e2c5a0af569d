package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/cmd/ahd/terminal"
)

// How far long work is, is told in words or as an object a line, at most once a second, and
// not of work that is done within one.
func TestHowFarLongWorkIsIsTold(t *testing.T) {
	for _, asJSON := range []bool{false, true} {
		now, said := goldenNow(), &bytes.Buffer{}
		p := &terminal.Terminal{Err: said, Now: func() time.Time { return now }, ProgressJSON: asJSON}
		tell := p.Progress("rebuild")
		for done := range 5 {
			tell(done*100, 1000)
			now = now.Add(600 * time.Millisecond)
		}
		tell(1000, 1000)
		lines := strings.Split(strings.TrimSpace(said.String()), "\n")
		if len(lines) != 3 {
			t.Errorf("%q", lines)
		}
		if !asJSON {
			if lines[0] != "rebuild 200 of 1000, 167 a second, 5s left" {
				t.Errorf("%q", lines[0])
			}
			continue
		}
		for i, want := range []string{
			`{"verb":"rebuild","done":200,"total":1000,"rate":166.7,"left_s":5}`, `{"verb":"rebuild","done":400,"total":1000,"rate":166.7,"left_s":4}`,
			`{"verb":"rebuild","done":1000,"total":1000,"rate":333.3,"left_s":0}`,
		} {
			if lines[i] != want || !json.Valid([]byte(lines[i])) {
				t.Errorf("%s, not %s", lines[i], want)
			}
		}
	}
	if p := fails(t, 1, "status", "--progress", "loud"); p.Code != "usage" || !strings.Contains(p.Detail, "--progress") {
		t.Errorf("%+v", p)
	}
}
