package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
)

// lying is a register whose log is reached through a relay that can change what the
// server says, which is not encrypted.
func lying(t *testing.T) (dir string, r *relay) {
	t.Helper()
	e := newServer(t, buildServer(t))
	e.ca, e.key = "", ""
	e.config = configured(t, e, "")
	e.run(t)
	r = newRelay(t, e.address)
	t.Setenv("AHD_NATS", "nats://node:secret1@"+r.address())
	return imported(t), r
}

// momentary is for how long a server may not know better.
const momentary = 1500 * time.Millisecond

func reasonOf(t *testing.T, dir string) string {
	t.Helper()
	return read[state](t, ok(t, "status", "--data", dir, "--json")).Row.Reason
}

// A server that led the log until a moment ago may not know of the newest events. It is
// asked again before the log is called lost; what it says twice is believed.
func TestALogIsNotCalledLostAtTheFirstWord(t *testing.T) {
	dir, r := lying(t)
	for name, lies := range map[string]time.Duration{"for a moment": momentary, "for good": time.Hour} {
		t.Run(name, func(t *testing.T) {
			s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
			defer s.stop(t)
			head := read[status](t, ok(t, "status", "--data", dir, "--json")).Row.Log.Sequence
			truth, lie := fmt.Appendf(nil, `"last_seq":%d`, head), fmt.Appendf(nil, `"last_seq":%d`, head-1)
			said, began := atomic.Int32{}, time.Now()
			r.lies(func(answer []byte) []byte {
				if time.Since(began) > lies || !bytes.Contains(answer, truth) {
					return answer
				}
				said.Add(1)
				return bytes.Replace(answer, truth, lie, 1)
			})
			r.cut()
			if lies > time.Minute {
				says(t, dir, "the ledger holds")
			}
			for ; lies < time.Minute && time.Since(began) < 5*time.Second; time.Sleep(50 * time.Millisecond) {
				if reason := reasonOf(t, dir); strings.Contains(reason, "holds") || strings.Contains(reason, "shorter") {
					t.Fatalf("it says after one word: %s", reason)
				}
			}
			r.lies(nil)
			if said.Load() == 0 {
				t.Error("the server was never asked")
			}
			until(t, "it is ready again", func() bool { return reasonOf(t, dir) == "" })
		})
	}
}

var delivered = regexp.MustCompile(`(\$JS\.ACK\.AHD_EVENTS\.[^.]+\.1\.)([0-9]+)(\.)`)

// A reader is served by any server that has a copy. An event that one of them leaves out
// is not called missing before the one that decides has said so.
func TestAnEventIsNotCalledMissingAtTheFirstWord(t *testing.T) {
	dir, r := lying(t)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	defer s.stop(t)
	said, began := atomic.Int32{}, time.Now()
	r.lies(func(answer []byte) []byte {
		if time.Since(began) > momentary {
			return answer
		}
		return delivered.ReplaceAllFunc(answer, func(place []byte) []byte {
			parts := delivered.FindSubmatch(place)
			sequence, err := strconv.Atoi(string(parts[2]))
			if err != nil {
				return place
			}
			said.Add(1)
			return fmt.Appendf(nil, "%s%d%s", parts[1], sequence+1, parts[3])
		})
	})
	id := uuid.NewString()
	asked := make(chan answer, 1)
	go func() { asked <- ahd(t, progress(dir, id, "planning", "left out")...) }()
	for ; time.Since(began) < 4*time.Second; time.Sleep(20 * time.Millisecond) {
		if reason := reasonOf(t, dir); strings.Contains(reason, "misses an event") {
			t.Fatalf("it says after one word: %s", reason)
		}
	}
	if <-asked; said.Load() == 0 {
		t.Error("no event was left out")
	}
	r.lies(nil)
	until(t, "it is ready again", func() bool { return reasonOf(t, dir) == "" })
	ok(t, progress(dir, id, "planning", "left out")...)
}
