package events

import (
	"encoding/base64"
	"fmt"
	"strings"
	"time"
)

// timeLayout is RFC 3339 in UTC with exactly three decimals.
const timeLayout = "2006-01-02T15:04:05.000Z"

// Scan reads the envelope of an event and returns the bytes of its payload,
// which share memory with body. It accepts the one canonical spelling and
// nothing else: ErrNotCanonical otherwise. Whether the type is known and the
// payload has its shape is Decode's question, so that a verifier can check
// events of types that it has never heard of.
func Scan(body []byte) (Envelope, []byte, error) { return scan(body, nil) }

func scan(body []byte, seen *seen) (Envelope, []byte, error) {
	if len(body) > MaxBody {
		return Envelope{}, nil, fmt.Errorf("%d bytes are more than %d: %w", len(body), MaxBody, ErrNotCanonical)
	}
	s := scanner{body: body, seen: seen}
	read := reading{scanner: &s}
	if err := s.members(read.member); err != nil {
		return Envelope{}, nil, err
	}
	if s.pos != len(body) {
		return Envelope{}, nil, s.fail("nothing may follow the event")
	}
	if err := read.envelope.check(); err != nil {
		return Envelope{}, nil, err
	}
	if read.data == nil || read.specversion != "1.0" {
		return Envelope{}, nil, fmt.Errorf("data and specversion 1.0 are required: %w", ErrNotCanonical)
	}
	return read.envelope, read.data, nil
}

// reading is an envelope while its members come in.
type reading struct {
	*scanner
	envelope    Envelope
	specversion string
	data        []byte
}

func (r *reading) member(name []byte) (err error) {
	switch string(name) {
	case "data":
		start := r.pos
		err = r.value(1)
		r.data = r.body[start:r.pos]
		return err
	case "streamversion":
		r.envelope.StreamVersion, err = r.integer()
		return err
	case "time":
		return r.time()
	}
	value, err := r.text()
	if err != nil {
		return err
	}
	if value == "" || holdsControl(value) {
		return r.fail("an attribute is neither empty nor holds control characters")
	}
	return r.attribute(string(name), value)
}

// holdsControl looks for U+0000 to U+001F and U+007F to U+009F in UTF-8.
func holdsControl(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c < 0x20, c == 0x7f, c == 0xc2 && i+1 < len(text) && text[i+1] < 0xa0:
			return true
		}
	}
	return false
}

func (r *reading) time() error {
	raw, err := r.raw()
	if err != nil {
		return err
	}
	if r.envelope.Time, err = parseTime(string(raw)); err != nil {
		return fmt.Errorf("%w%.0w", r.fail("time is UTC with milliseconds"), err) // the cause is kept, and not said
	}
	return nil
}

// parseTime reads timeLayout and nothing else. The library reads RFC 3339 in a
// quarter of the time that it needs for a layout of ours, and of that only what is
// as long as ours, with a point and a Z in their places, is ours.
func parseTime(text string) (time.Time, error) {
	if len(text) != len(timeLayout) || text[19] != '.' || text[23] != 'Z' {
		return time.Time{}, ErrNotCanonical
	}
	return time.Parse(time.RFC3339Nano, text)
}

func (r *reading) attribute(name, value string) error {
	e := &r.envelope
	switch name {
	case "actor":
		e.Actor = value
	case "actorparty":
		e.ActorParty = value
	case "actorrole":
		e.ActorRole = value
	case "auth":
		e.Auth = value
	case "causationid":
		e.CausationID = value
	case "correlationid":
		e.CorrelationID = value
	case "id":
		e.ID = value
	case "onbehalfof":
		e.OnBehalfOf = value
	case "source":
		e.Source = value
	case "specversion":
		r.specversion = value
	case "streamprev":
		e.StreamPrev = value
	case "subject":
		e.Subject = value
	case "type":
		e.Type = Type(value)
	default:
		return r.fail("no event has the attribute " + name)
	}
	return nil
}

// check tells whether the attributes have the form that DESIGN gives them; the
// encoder and the scanner both ask it.
func (e Envelope) check() error {
	stream, err := ParseStream(e.Subject)
	if err != nil {
		return fmt.Errorf("subject: %w%.0w", ErrNotCanonical, err) // the cause is kept, and not said
	}
	faults := []struct {
		wrong bool
		what  string
	}{
		{!ValidUUID(e.ID), "id"},
		{!strings.HasPrefix(e.Source, "urn:ahd:") || len(e.Source) > 128, "source"},
		{e.Type.kindOf() != stream.Kind, "type"},
		{e.Time.IsZero() || e.Time.Location() != time.UTC || e.Time.Nanosecond()%1e6 != 0, "time"},
		{!ValidID(e.Actor), "actor"},
		{e.ActorRole != "" && !validRole(e.ActorRole), "actorrole"},
		{e.ActorParty != "" && !ValidID(e.ActorParty), "actorparty"},
		{!validRole(e.Auth), "auth"},
		{e.OnBehalfOf != "" && !ValidID(e.OnBehalfOf), "onbehalfof"},
		{e.CausationID != "" && !ValidUUID(e.CausationID), "causationid"},
		{len(e.CorrelationID) > 128, "correlationid"},
		{e.StreamVersion < 1 || e.StreamVersion > MaxStreamVersion, "streamversion"},
		{!validPrev(e.StreamPrev, e.StreamVersion), "streamprev"},
	}
	for _, fault := range faults {
		if fault.wrong {
			return fmt.Errorf("attribute %s: %w", fault.what, ErrNotCanonical)
		}
	}
	return nil
}

var strictBase64 = base64.StdEncoding.Strict()

// validPrev: the first event of a stream follows nothing, every other follows a
// leaf hash.
func validPrev(prev string, version int64) bool {
	if version <= 1 {
		return prev == ""
	}
	var text [44]byte
	var hash [33]byte // what 44 characters can hold
	if copy(text[:], prev) != len(prev) {
		return false
	}
	n, err := strictBase64.Decode(hash[:], text[:len(prev)])
	return err == nil && n == len(Hash{}) && len(prev) == len(text)
}
