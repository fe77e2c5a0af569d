package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Days are counted by the clock that a register says, so nothing asks for that of one
// place: but for the room of dates, and the measurements, which make registers of Karachi.
func TestNothingCountsDaysByTheClockOfOnePlace(t *testing.T) {
	looked := 0
	for _, file := range goFiles(t) {
		name := filepath.ToSlash(file)
		if strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "events/edtf/") || strings.HasPrefix(name, "cmd/ahd-bench/") {
			continue
		}
		looked++
		code, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, clock := range []string{"edtf.Karachi(", "EndInKarachi(", "time.FixedZone(", "time.Local"} {
			if strings.Contains(string(code), clock) {
				t.Errorf("%s asks %s…: the clock is the register's", name, clock)
			}
		}
	}
	if looked < 300 {
		t.Errorf("only %d files were looked at", looked)
	}
}
