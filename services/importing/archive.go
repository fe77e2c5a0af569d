package importing

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ahd.example/ahd/events"
)

// archive holds the sources of a register while it is checked.
type archive map[string]archived // by source id

type archived struct {
	content   []byte
	sha256    string
	mediaType *string // nil for plain text
}

// openArchive checks every source against its hash.
func openArchive(r *Register, files map[string][]byte, faults *Faults) archive {
	a := archive{}
	for _, s := range r.Sources {
		item := "source/" + s.ID
		content, there := files[s.File]
		sum := sha256.Sum256(content)
		hash := hex.EncodeToString(sum[:])
		switch {
		case s.File == "" || path.Base(s.File) != s.File || strings.ContainsAny(s.File, `/\`) || s.File == "..":
			faults.in(item, "file", "it must be a plain name in the folder of sources")
		case !there:
			faults.in(item, "file", "it is not in the folder of sources")
		case len(content) > MaxSource:
			faults.in(item, "file", "it is larger than %d MB", MaxSource>>20)
		case !utf8.Valid(content):
			faults.in(item, "file", "it is not plain text in UTF-8")
		case hash != s.SHA256:
			faults.in(item, "sha256", "the file has another SHA-256 than the register says")
		default:
			a[s.ID] = archived{content: content, sha256: hash}
		}
	}
	return a
}

// quote finds a quote in a source: at its byte range if it has one, else where
// it first stands. A source that is itself at fault has been named already.
func (a archive) quote(at place, source, quote string, bounds *ByteRange, faults *Faults) events.Quote {
	found := events.Quote{Source: source, Quote: quote}
	s, there := a[source]
	if !there {
		return found
	}
	found.SHA256 = s.sha256
	if bounds == nil {
		start := bytes.Index(s.content, []byte(quote))
		if start < 0 || strings.TrimSpace(quote) == "" {
			faults.in(at.item, at.field, "it does not stand in %s word for word", named(source))
			return found
		}
		found.Bytes = [2]int64{int64(start), int64(start + len(quote))}
		return found
	}
	found.Bytes = *bounds
	if passage, ok := s.passage(*bounds); !ok || passage != quote {
		faults.in(at.item, at.field, "it does not stand in %s at bytes %d to %d word for word", named(source), bounds[0], bounds[1])
	}
	return found
}

// passage is NFC(content[a:b]); false where that is no range of whole characters.
func (s archived) passage(at ByteRange) (string, bool) {
	if at[0] < 0 || at[0] >= at[1] || at[1] > int64(len(s.content)) {
		return "", false
	}
	part := s.content[at[0]:at[1]]
	return norm.NFC.String(string(part)), utf8.Valid(part)
}

// quoteInOne finds a quote in the first of several sources that has it.
func (a archive) quoteInOne(at place, sources []string, quote *string, faults *Faults) *events.Quote {
	quote = stated(quote)
	if quote == nil {
		return nil
	}
	for _, source := range sources {
		if bytes.Contains(a[source].content, []byte(*quote)) {
			found := a.quote(at, source, *quote, nil, faults)
			return &found
		}
	}
	faults.in(at.item, at.field, "it stands in none of its sources word for word")
	return nil
}

// wording finds where the text of a document stands.
func (a archive) wording(item string, text *Wording, faults *Faults) *events.Passage {
	if text == nil {
		return nil
	}
	s, there := a[text.Source]
	if !there {
		return nil
	}
	at := ByteRange{0, int64(len(s.content))}
	if text.Bytes != nil {
		at = *text.Bytes
	}
	if _, ok := s.passage(at); !ok {
		faults.in(item, "text.bytes", "its text does not stand in %s at bytes %d to %d", named(text.Source), at[0], at[1])
	}
	return &events.Passage{Source: text.Source, SHA256: s.sha256, Bytes: at}
}
