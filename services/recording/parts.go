package recording

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ahd/events"
)

// part is one text of a request, wherever it would stand: in the event for good, among
// the words that can be erased, in the envelope, or in an archived source.
type part struct {
	field string // as the event calls it; "id", "person", "on_behalf_of", "file" besides
	name  string // the member that holds it
	text  string
	code  bool // a code, id, hash, day or number
	typed bool // it can be erased
}

// Archiving is implemented by commands that put a text away as a source.
type Archiving interface{ Archives() []byte }

// parts are all texts of a request.
func (r Request) parts() (list []part) {
	words := typed(r.Command)
	for _, field := range slices.Sorted(maps.Keys(words)) {
		list = append(list, part{field: field, name: field, text: words[field], typed: true})
	}
	for _, w := range events.Words(r.Command.Say(nil)) {
		list = append(list, part{field: w.Field, name: w.Name, text: w.Text, code: w.Code})
	}
	for _, attribute := range [][2]string{{"id", r.Command.Stream().ID}, {"person", r.Who.actor}, {"on_behalf_of", r.OnBehalfOf}} {
		list = append(list, part{field: attribute[0], name: attribute[0], text: attribute[1], code: true})
	}
	return list
}

// piece is about how much of an archived text is looked at at once; pieces overlap, so
// that what stands on a border is found.
const (
	piece   = 32 << 10
	overlap = 512
)

// archived are the pieces of the text that a command archives.
func archived(command Command) (list []part) {
	archiving, ok := command.(Archiving)
	if !ok {
		return nil
	}
	for text := string(archiving.Archives()); text != ""; {
		end := min(piece, len(text))
		list = append(list, part{field: archivedText, name: archivedText, text: strings.ToValidUTF8(text[:end], "")})
		if end == len(text) {
			break
		}
		text = text[end-overlap:]
	}
	return list
}

// archivedText is what the text of a source is called beside the fields of its event.
const archivedText = "the text itself"

// readings are a text as it stands and, where it has escapes of an address in it, as
// they are read: also those that were escaped again.
func readings(text string) []string {
	list := []string{text}
	for range 3 {
		read := escapesOfAddresses.ReplaceAllStringFunc(text, func(escape string) string {
			n, err := strconv.ParseUint(escape[1:], 16, 8)
			if err != nil { // not of two hexadecimal digits
				return escape
			}
			return string([]byte{byte(n)})
		})
		if read == text {
			break
		}
		text = strings.ToValidUTF8(read, " ")
		list = append(list, text)
	}
	if inAddress(text, len(text)) && strings.Contains(text, "+") {
		list = append(list, strings.ReplaceAll(text, "+", " "))
	}
	return list
}

var escapesOfAddresses = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)
