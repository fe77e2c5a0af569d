package terminal

import (
	"encoding/json"
	"fmt"
	"io"

	"ahd.example/ahd/events"
)

// Print prints a document: as it is, or in words.
func (t *Terminal) Print(document json.RawMessage, words func(json.RawMessage) error) error {
	if t.JSON {
		JSONLine(t.Out, document)
		return nil
	}
	if t.Register.Example {
		t.Note("EXAMPLE. %s", English.Summary().Say("invented"))
	}
	return words(document)
}

// Line prints one line of the answer.
func (t *Terminal) Line(format string, args ...any) { Line(t.Out, format, args...) }

// Note prints one line that is not the answer, on standard error.
func (t *Terminal) Note(format string, args ...any) { Line(t.Err, format, args...) }

// Line prints one line. What old events hold that would do something to a terminal
// instead of being read is shown as what it is.
func Line(w io.Writer, format string, args ...any) {
	fmt.Fprint(w, events.Shown(fmt.Sprintf(format+"\n", args...)))
}

// JSONLine prints a JSON document on a line, with the same characters escaped as JSON
// does: whoever reads it reads the same.
func JSONLine(w io.Writer, document []byte) {
	fmt.Fprintf(w, "%s\n", events.ShownJSON(document))
}
