package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A verb that makes the log anew by itself says so once, and where what was left of it is kept.
// In JSON, standard error is for errors alone.
func TestALogThatIsMadeAnewIsSaidOnce(t *testing.T) {
	const said = "made anew from the ledger: nothing that anybody was answered for is lost"
	dir := imported(t)
	place := filepath.Join(dir, "jetstream")
	for _, verb := range [][]string{{"status"}, {"list", "commitments"}} {
		args := append(verb, "--data", dir)
		for _, spoil := range []func() error{
			func() error { return os.RemoveAll(place) },
			func() error {
				return blocks(dir, func(path string, size int64) error { return os.Truncate(path, size/2) })
			},
		} {
			works(t, spoil())
			a := ok(t, args...)
			kept := regexp.MustCompile(`jetstream-kept-[0-9TZ.]*Z`).FindString(a.err)
			if _, err := os.Stat(filepath.Join(dir, kept)); kept == "" || err != nil || strings.Count(a.err, said) != 1 {
				t.Errorf("%v: %q", verb, a.err)
			}
			if a := ok(t, args...); strings.Contains(a.err, said) {
				t.Errorf("%v: it is said again: %q", verb, a.err)
			}
		}
	}
	works(t, os.RemoveAll(place))
	if a := ok(t, "status", "--data", dir, "--json"); a.err != "" {
		t.Error(a.err)
	}
}
