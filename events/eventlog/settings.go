package eventlog

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"

	"github.com/nats-io/nats.go/jetstream"
)

const (
	subjects   = "ahd.events.>"
	maxMessage = 65_535                // the most that one entry of a C2SP tile may hold
	minMessage = events.MaxBody + 1024 // a body with its headers
)

// settings are those of a log that cannot forget. Limits would drop old events,
// deletes would drop any, and transforms, sources or rollups would put events in
// that nobody appended.
func settings(replicas int) jetstream.StreamConfig {
	return jetstream.StreamConfig{
		Name:              Name,
		Description:       "Ahd: what has happened, in order",
		Subjects:          []string{subjects},
		Storage:           jetstream.FileStorage,
		Retention:         jetstream.LimitsPolicy,
		Discard:           jetstream.DiscardNew,
		MaxMsgs:           -1,
		MaxBytes:          -1,
		MaxMsgsPerSubject: -1,
		MaxConsumers:      -1,
		MaxMsgSize:        maxMessage,
		DenyDelete:        true,
		DenyPurge:         true,
		AllowDirect:       true,

		AllowAtomicPublish: true, // several events at once, and fenced
		Replicas:           replicas,
		// We send no message ids, so nothing is deduplicated; but the server reads
		// all events of this window again at each start.
		Duplicates: time.Second,
	}
}

// checkSettings compares an existing log with what settings asks for. Changing
// the settings needs no delete permission, so they are looked at each start; all
// that is weak is named in one error.
func checkSettings(have jetstream.StreamConfig, replicas int) error {
	var weak []string
	for _, s := range wanted(have, replicas) {
		if !s.good {
			weak = append(weak, fmt.Sprintf("%s is %v and must be %s", s.name, s.have, s.want))
		}
	}
	if len(weak) == 0 {
		return nil
	}
	return fmt.Errorf("%w: %s. Change them in the stream %s of the NATS server; one that the server does "+
		"not let you change needs a new stream, filled again from the ledger", ErrWeakened, strings.Join(weak, "; "), Name)
}

// setting is one line of the check. Names are the server's own.
type setting struct {
	name string
	have any
	want string
	good bool
}

func wanted(c jetstream.StreamConfig, replicas int) []setting {
	return append(forgets(c),
		setting{"subjects", c.Subjects, subjects, len(c.Subjects) == 1 && c.Subjects[0] == subjects},
		setting{"storage", c.Storage, "file", c.Storage == jetstream.FileStorage},
		setting{"num_replicas", c.Replicas, fmt.Sprint(replicas), c.Replicas == replicas},
		setting{"max_msg_size", c.MaxMsgSize, fmt.Sprintf("%d to %d", minMessage, maxMessage),
			c.MaxMsgSize >= minMessage && c.MaxMsgSize <= maxMessage},
		setting{"first_seq", c.FirstSeq, "1", c.FirstSeq <= 1},
		setting{"compression", c.Compression, "none", c.Compression == jetstream.NoCompression},
		setting{"persist_mode", c.PersistMode, "default", c.PersistMode == jetstream.DefaultPersistMode},
		setting{"no_ack", c.NoAck, "false", !c.NoAck},
		setting{"sealed", c.Sealed, "false", !c.Sealed},
		setting{"max_consumers", c.MaxConsumers, "-1", c.MaxConsumers <= 0},
		setting{"mirror", c.Mirror != nil, "absent", c.Mirror == nil},
		setting{"sources", len(c.Sources), "0", len(c.Sources) == 0},
		setting{"republish", c.RePublish != nil, "absent", c.RePublish == nil},
		setting{"subject_transform", c.SubjectTransform != nil, "absent", c.SubjectTransform == nil},
	)
}

// forgets lists the settings under which an event could leave the log or change.
func forgets(c jetstream.StreamConfig) []setting {
	return []setting{
		{"retention", c.Retention, "limits", c.Retention == jetstream.LimitsPolicy},
		{"discard", c.Discard, "new", c.Discard == jetstream.DiscardNew},
		{"max_msgs", c.MaxMsgs, "-1", c.MaxMsgs <= 0},
		{"max_bytes", c.MaxBytes, "-1", c.MaxBytes <= 0},
		{"max_age", c.MaxAge, "0", c.MaxAge == 0},
		{"max_msgs_per_subject", c.MaxMsgsPerSubject, "-1", c.MaxMsgsPerSubject <= 0},
		{"deny_delete", c.DenyDelete, "true", c.DenyDelete},
		{"deny_purge", c.DenyPurge, "true", c.DenyPurge},
		{"allow_rollup_hdrs", c.AllowRollup, "false", !c.AllowRollup},
		{"allow_msg_ttl", c.AllowMsgTTL, "false", !c.AllowMsgTTL},
		{"subject_delete_marker_ttl", c.SubjectDeleteMarkerTTL, "0", c.SubjectDeleteMarkerTTL == 0},
		{"allow_msg_counter", c.AllowMsgCounter, "false", !c.AllowMsgCounter},
		{"allow_msg_schedules", c.AllowMsgSchedules, "false", !c.AllowMsgSchedules},
	}
}

// tooManyCopies says in words that a server cannot keep so many copies as were asked for,
// where that is why it did not make the stream.
func tooManyCopies(err error, replicas int) error {
	var refusal *jetstream.APIError
	if !errors.As(err, &refusal) {
		return err
	}
	switch refusal.ErrorCode {
	case codeAlone:
		return cause.Of(fmt.Errorf("this NATS server is alone and keeps one copy of each event, not %d; %d need a cluster of as many servers", replicas, replicas), err)
	case codeNoPeers:
		return cause.Of(errors.New("the cluster of this NATS server has too few servers that answer and have room; each copy needs one, and so many were asked for: "+fmt.Sprint(replicas)), err)
	}
	return err
}
