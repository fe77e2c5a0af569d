package events

import (
	"fmt"
	"reflect"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Encode gives the canonical body of an event. It is called once per event;
// afterwards the bytes are the event. It returns ErrNotCanonical for text that
// is not UTF-8 in NFC (repairing it here would record what nobody said), for
// attributes out of form, and for a body over MaxBody.
func Encode(e Event) ([]byte, error) {
	if e.Data == nil || e.Data.Type() != e.Type {
		return nil, fmt.Errorf("the payload is not of type %s: %w", e.Type, ErrNotCanonical)
	}
	if err := e.check(); err != nil {
		return nil, err
	}
	out := encoder{body: make([]byte, 0, 1024)}
	out.envelope(e)
	if out.err == nil && len(out.body) > MaxBody {
		return nil, fmt.Errorf("%d bytes are more than %d: %w", len(out.body), MaxBody, ErrNotCanonical)
	}
	return out.body, out.err
}

// encoder writes canonical JSON. encoding/json cannot: it escapes <, > and
// U+2028 and repairs bad UTF-8. The first error stays and the rest is dropped.
type encoder struct {
	body []byte
	err  error
	maps bool // no payload holds a map; a document may
}

// envelope writes the attributes in ascending order, data among them.
func (w *encoder) envelope(e Event) {
	w.body = append(w.body, '{')
	w.attribute("actor", e.Actor)
	w.attribute("actorparty", e.ActorParty)
	w.attribute("actorrole", e.ActorRole)
	w.attribute("auth", e.Auth)
	w.attribute("causationid", e.CausationID)
	w.attribute("correlationid", e.CorrelationID)
	w.name("data")
	w.value(reflect.ValueOf(e.Data))
	w.attribute("id", e.ID)
	w.attribute("onbehalfof", e.OnBehalfOf)
	w.attribute("source", e.Source)
	w.attribute("specversion", "1.0")
	w.attribute("streamprev", e.StreamPrev)
	w.name("streamversion")
	w.integer(e.StreamVersion)
	w.attribute("subject", e.Subject)
	w.attribute("time", e.Time.Format(timeLayout))
	w.attribute("type", string(e.Type))
	w.body = append(w.body, '}')
}

// attribute writes an attribute unless it is absent.
func (w *encoder) attribute(name, value string) {
	if value == "" {
		return
	}
	if holdsControl(value) {
		w.refuse("attribute " + name + " holds a control character")
	}
	w.name(name)
	w.text(value)
}

func (w *encoder) name(name string) {
	if last := w.body[len(w.body)-1]; last != '{' {
		w.body = append(w.body, ',')
	}
	w.body = append(w.body, '"')
	w.body = append(w.body, name...)
	w.body = append(w.body, '"', ':')
}

func (w *encoder) refuse(why string) {
	if w.err == nil {
		w.err = fmt.Errorf("%s: %w", why, ErrNotCanonical)
	}
}

func (w *encoder) integer(n int64) {
	if n > maxInteger || n < -maxInteger {
		w.refuse("a number needs more than 53 bits")
	}
	w.body = strconv.AppendInt(w.body, n, 10)
}

func (w *encoder) text(value string) {
	if !utf8.ValidString(value) || !norm.NFC.IsNormalString(value) {
		w.refuse("text is not UTF-8 in Unicode normal form C")
	}
	w.body = append(w.body, '"')
	for i := range len(value) {
		c := value[i]
		if c < 128 && escapes[c] != "" {
			w.body = append(w.body, escapes[c]...)
			continue
		}
		w.body = append(w.body, c)
	}
	w.body = append(w.body, '"')
}

// value writes a payload or a part of one. Every field is always written: a nil
// pointer is null, "not stated", and an empty list is [].
func (w *encoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		w.text(v.String())
	case reflect.Bool:
		w.body = strconv.AppendBool(w.body, v.Bool())
	case reflect.Int, reflect.Int64:
		w.integer(v.Int())
	case reflect.Uint64:
		w.integer(int64(min(v.Uint(), 1<<62))) // what is above is refused there
	case reflect.Pointer:
		if v.IsNil() {
			w.body = append(w.body, "null"...)
			return
		}
		w.value(v.Elem())
	case reflect.Slice, reflect.Array:
		w.list(v)
	case reflect.Struct:
		w.body = append(w.body, '{')
		for _, f := range fieldsOf(v.Type()) {
			w.name(f.name)
			w.value(v.Field(f.index))
		}
		w.body = append(w.body, '}')
	case reflect.Map:
		if !w.maps {
			w.refuse("a payload cannot hold a map")
			return
		}
		w.mapped(v)
	default:
		w.refuse("a payload cannot hold " + v.Kind().String())
	}
}

func (w *encoder) list(v reflect.Value) {
	w.body = append(w.body, '[')
	for i := range v.Len() {
		if i > 0 {
			w.body = append(w.body, ',')
		}
		w.value(v.Index(i))
	}
	w.body = append(w.body, ']')
}
