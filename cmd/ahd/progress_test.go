package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// How far long work is, is told in words or as an object a line, at most once a second, and
// not of work that is done within one.
func TestHowFarLongWorkIsIsTold(t *testing.T) {
	for _, asJSON := range []bool{false, true} {
		now, said := goldenNow(), &bytes.Buffer{}
		p := &program{err: said, now: func() time.Time { return now }, progressJSON: asJSON}
		tell := p.progress("rebuild")
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

// Before anything is done nobody can say how long the rest takes.
func TestWhatHasNotBegunHasNoEnd(t *testing.T) {
	said := &bytes.Buffer{}
	p := &program{err: said}
	p.advanced("import", 0, 9, 0)
	if said.String() != `{"verb":"import","done":0,"total":9,"rate":0,"left_s":null}`+"\n" {
		t.Error(said.String())
	}
}
