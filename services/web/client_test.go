package web

import (
	"context"
	"net/http"
	"testing"
	"time"
)

// Whoever goes away while he waits leaves no place taken.
func TestWhoGoesAwayGivesHisPlaceBack(t *testing.T) {
	all := NewTurns()
	_, over, err := all.Enter(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for range 3 * maxOfOne {
		if _, _, err := all.Enter(gone, "a"); err != context.Canceled {
			t.Fatal(err)
		}
	}
	over()
	over()
	for range 3 * maxInAll {
		begun, over, err := all.Enter(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		begun()
		over()
	}
	if all.all != 0 || len(all.clients) != 0 {
		t.Errorf("%d requests of %d clients are still counted", all.all, len(all.clients))
	}
}

// Whoever waits behind himself is told so after a while.
func TestNobodyWaitsForeverForHisTurn(t *testing.T) {
	all := NewTurns()
	all.timeout = time.Millisecond
	_, over, err := all.Enter(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := all.Enter(t.Context(), "a"); err != errTooMany {
		t.Errorf("the second is told: %v", err)
	}
	over()
	if _, _, err := all.Enter(t.Context(), "a"); err != nil || all.all != 1 {
		t.Errorf("the third: %v; %d are counted", err, all.all)
	}
}

func TestWhoAsksIsToldApart(t *testing.T) {
	for _, c := range []struct{ from, forwarded, want string }{
		{"192.0.2.1:4000", "", "192.0.2.1"},
		{"[::ffff:192.0.2.1]:4000", "", "192.0.2.1"},
		{"[2001:db8:1:2:3:4:5:6]:4000", "", "2001:db8:1:2::/64"},
		{"[2001:db8:1:2:ffff::1]:4000", "", "2001:db8:1:2::/64"},
		{"192.0.2.1:4000", "198.51.100.7", "192.0.2.1"}, // anybody could say that
		{"127.0.0.1:4000", "198.51.100.7", "198.51.100.7"},
		{"127.0.0.1:4000", "made-up, 203.0.113.5, 198.51.100.7", "198.51.100.7"},
		{"127.0.0.1:4000", "nobody", "127.0.0.1"},
		{"127.0.0.1:4000", "", "127.0.0.1"},
		{"@", "", "@"},
	} {
		r := &http.Request{RemoteAddr: c.from, Header: http.Header{}}
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := clientOf(r); got != c.want {
			t.Errorf("%s for %q is %s, want %s", c.from, c.forwarded, got, c.want)
		}
	}
}
