package verification

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger/bundle"
)

// longestPassage is how long the bytes of a quote can be in its source: composing them
// shortens them, but never so much that a quote would fit that is longer.
const longestPassage = 16 * events.MaxBody

// misquote is a quote that does not stand in its source, and what does.
type misquote struct{ quote, stands string }

// quoted is rule 4: it counts the quotes that stand in their sources, and returns one
// that does not.
func quoted(quotes []events.Quote, source func(string) (*io.SectionReader, error), result *Result) (*misquote, error) {
	for _, q := range quotes {
		from, err := open(source, q.SHA256)
		if err != nil {
			return nil, err
		}
		if from == nil {
			result.Unquoted++
			continue
		}
		passage, ok := cutOut(from, q.Bytes)
		if !ok || !utf8.Valid(passage) || string(norm.NFC.Bytes(passage)) != q.Quote {
			return &misquote{q.Quote, string(bytes.ToValidUTF8(passage, []byte("\ufffd")))}, nil
		}
		result.Quotes++
	}
	return nil, nil
}

func open(source func(string) (*io.SectionReader, error), hash string) (*io.SectionReader, error) {
	if source == nil {
		return nil, nil
	}
	return source(hash)
}

func cutOut(source *io.SectionReader, span [2]int64) ([]byte, bool) {
	if span[0] < 0 || span[0] > span[1] || span[1] > source.Size() || span[1]-span[0] > longestPassage {
		return nil, false
	}
	passage := make([]byte, span[1]-span[0])
	n, err := source.ReadAt(passage, span[0])
	return passage, n == len(passage) && (err == nil || errors.Is(err, io.EOF))
}

// words are the typed texts of a bundle, read alongside the events that name them.
type words struct {
	from *bufio.Reader
	next bundle.TextLine
	any  bool // next is one
	bad  bool // what follows is no line of the form
	read int
}

// longestLine is how long a line of texts.ndjson can be, in bytes.
const longestLine = 1 << 20

func newWords(from io.Reader) *words {
	w := &words{from: bufio.NewReaderSize(from, longestLine)}
	w.advance()
	return w
}

func (w *words) advance() {
	w.any = false
	line, err := w.from.ReadSlice('\n')
	if errors.Is(err, io.EOF) && len(line) == 0 {
		return
	}
	w.next = bundle.TextLine{}
	w.bad = err != nil || json.Unmarshal(line, &w.next) != nil
	if again, err := w.next.Encode(); w.bad || err != nil || !bytes.Equal(again, line) || len(w.next.Salt) != 32 {
		w.bad = true
		return
	}
	w.any = true
}

// fit is rule 5: it takes the texts that come next if the event names them.
func (w *words) fit(named []events.Text) error {
	for _, text := range named {
		if !w.any || w.next.ID != text.ID {
			continue
		}
		if got := bundle.HashText(w.next.Salt, w.next.Text); got != text.Hash {
			return fmt.Errorf("the text %s is not the one that was typed", text.ID)
		}
		w.read++
		w.advance()
	}
	return nil
}

// rest says whether a text is left that no event names.
func (w *words) rest() bool { return w.any || w.bad }
