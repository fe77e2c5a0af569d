package eventlog

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// weaknesses are ways in which a log could forget or change, each under the name
// by which the error must call it.
var weaknesses = []struct {
	name   string
	weaken func(*jetstream.StreamConfig)
}{
	{"retention", func(c *jetstream.StreamConfig) { c.Retention = jetstream.InterestPolicy }},
	{"discard", func(c *jetstream.StreamConfig) { c.Discard = jetstream.DiscardOld }},
	{"max_msgs", func(c *jetstream.StreamConfig) { c.MaxMsgs = 10 }},
	{"max_bytes", func(c *jetstream.StreamConfig) { c.MaxBytes = 1 << 20 }},
	{"max_age", func(c *jetstream.StreamConfig) { c.MaxAge = time.Hour }},
	{"max_msgs_per_subject", func(c *jetstream.StreamConfig) { c.MaxMsgsPerSubject = 1 }},
	{"deny_delete", func(c *jetstream.StreamConfig) { c.DenyDelete = false }},
	{"deny_purge", func(c *jetstream.StreamConfig) { c.DenyPurge = false }},
	{"allow_rollup_hdrs", func(c *jetstream.StreamConfig) { c.AllowRollup, c.DenyPurge = true, false }},
	{"allow_msg_ttl", func(c *jetstream.StreamConfig) { c.AllowMsgTTL = true }},
	{"subject_delete_marker_ttl", func(c *jetstream.StreamConfig) {
		c.AllowMsgTTL, c.AllowRollup, c.DenyPurge, c.SubjectDeleteMarkerTTL = true, true, false, time.Hour
	}},
	{"allow_msg_counter", func(c *jetstream.StreamConfig) { c.AllowMsgCounter, c.Discard = true, jetstream.DiscardOld }},
	{"allow_msg_schedules", func(c *jetstream.StreamConfig) { c.AllowMsgSchedules, c.Discard = true, jetstream.DiscardOld }},
	{"subjects", func(c *jetstream.StreamConfig) { c.Subjects = append(c.Subjects, "other.>") }},
	{"storage", func(c *jetstream.StreamConfig) { c.Storage = jetstream.MemoryStorage }},
	{"max_msg_size", func(c *jetstream.StreamConfig) { c.MaxMsgSize = 1024 }},
	{"first_seq", func(c *jetstream.StreamConfig) { c.FirstSeq = 5 }},
	{"compression", func(c *jetstream.StreamConfig) { c.Compression = jetstream.S2Compression }},
	{"persist_mode", func(c *jetstream.StreamConfig) {
		c.PersistMode, c.AllowAtomicPublish = jetstream.AsyncPersistMode, false
	}},
	{"no_ack", func(c *jetstream.StreamConfig) { c.NoAck = true }},
	{"max_consumers", func(c *jetstream.StreamConfig) { c.MaxConsumers = 1 }},
	{"sources", func(c *jetstream.StreamConfig) { c.Sources = []*jetstream.StreamSource{{Name: "X"}} }},
	{"mirror", func(c *jetstream.StreamConfig) {
		c.Subjects, c.AllowAtomicPublish, c.Mirror = nil, false, &jetstream.StreamSource{Name: "X"}
	}},
	{"republish", func(c *jetstream.StreamConfig) {
		c.RePublish = &jetstream.RePublish{Source: subjects, Destination: "copy.>"}
	}},
	{"subject_transform", func(c *jetstream.StreamConfig) {
		c.SubjectTransform = &jetstream.SubjectTransformConfig{Source: subjects, Destination: "ahd.events.x.>"}
	}},
	{"sealed", nil},
}

func TestAWeakenedLogIsRefused(t *testing.T) {
	for _, c := range weaknesses {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t, t.TempDir())
			js, err := jetstream.New(connect(t, s))
			if err != nil {
				t.Fatal(err)
			}
			config := settings(1)
			if c.weaken != nil {
				c.weaken(&config)
			}
			if _, err := js.CreateStream(t.Context(), config); err != nil {
				t.Fatal(err)
			}
			if c.name == "sealed" {
				config.Sealed = true
				if _, err := js.UpdateStream(t.Context(), config); err != nil {
					t.Fatal(err)
				}
			}
			_, err = Open(t.Context(), connect(t, s), 1)
			if !errors.Is(err, ErrWeakened) || !strings.Contains(err.Error(), " "+c.name+" is ") {
				t.Error(err)
			}
		})
	}
}

// The server lets a log that denies deletes be given an age: it must be found at
// the next start, and every weakness in one go.
func TestALogWeakenedLaterIsRefusedAtTheNextStart(t *testing.T) {
	s := serve(t, t.TempDir())
	l := openOn(t, s)
	fill(t, l, 1)
	config := settings(1)
	config.MaxAge, config.MaxMsgs, config.Discard = time.Hour, 1000, jetstream.DiscardOld
	if _, err := l.js.UpdateStream(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), connect(t, s), 1)
	for _, name := range []string{"max_age is 1h0m0s and must be 0", "max_msgs is 1000", "discard is "} {
		if !errors.Is(err, ErrWeakened) || !strings.Contains(err.Error(), name) {
			t.Errorf("%v does not name %s", err, name)
		}
	}
	if _, err := l.js.UpdateStream(t.Context(), settings(1)); err != nil {
		t.Fatal(err)
	}
	if n := len(readAll(t, opened(t, s, usual))); n != 1 {
		t.Error(n)
	}
	if _, err := Open(t.Context(), connect(t, s), 3); !errors.Is(err, ErrWeakened) || !strings.Contains(err.Error(), "num_replicas") {
		t.Error(err)
	}
}

func TestAStrangerOnTheSubjectsIsAnError(t *testing.T) {
	s := serve(t, t.TempDir())
	js, err := jetstream.New(connect(t, s))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := js.CreateStream(t.Context(), jetstream.StreamConfig{Name: "OTHER", Subjects: []string{"ahd.>"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), connect(t, s), 1); err == nil {
		t.Error("two streams take the same events")
	}
}
