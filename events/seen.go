package events

import (
	"hash/maphash"
	"reflect"
)

// seen are short texts that were read lately. What event after event repeats
// (types, roles, persons, states) is then one string in memory and not one for
// each event, which is half of what reading an event asks of the memory. Nil
// remembers nothing. It belongs to one goroutine.
type seen struct {
	seed   maphash.Seed
	texts  [512]string                    // by hash; a newcomer takes the place of the one before
	blanks map[reflect.Type]reflect.Value // payloads, each to be read into and copied out of
}

// longestSeen is the longest text that is remembered, in bytes: a stream prev is
// longer, an id is not, and both pass through without harm.
const longestSeen = 40

func (s *seen) text(raw []byte) string {
	if s == nil || len(raw) > longestSeen {
		return string(raw)
	}
	place := &s.texts[maphash.Bytes(s.seed, raw)%uint64(len(s.texts))]
	if *place != string(raw) {
		*place = string(raw)
	}
	return *place
}

// blank is an empty payload of a shape, to be used before the next of that shape.
func (s *seen) blank(shape reflect.Type) reflect.Value {
	if s == nil {
		return reflect.New(shape).Elem()
	}
	blank, have := s.blanks[shape]
	if !have {
		blank = reflect.New(shape).Elem()
		s.blanks[shape] = blank
	}
	blank.SetZero()
	return blank
}

// Decoder reads many events, one after the other. It belongs to one goroutine.
type Decoder struct{ seen *seen }

// NewDecoder returns a decoder.
func NewDecoder() Decoder {
	return Decoder{&seen{seed: maphash.MakeSeed(), blanks: map[reflect.Type]reflect.Value{}}}
}

// Decode reads an event as the function Decode does.
func (d Decoder) Decode(body []byte) (Event, error) { return decode(body, d.seen) }
