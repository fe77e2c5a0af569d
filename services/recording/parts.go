package recording

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/events"
)

// part is one text of a request, wherever it would stand: in the event for good, among
// the words that can be erased, in the envelope, or in an archived source.
type part struct {
	field string // as the event calls it; "id", "person", "on_behalf_of", "file" besides
	name  string // the member that holds it
	text  string
	code  bool // a code, id, hash, day or number
	id    bool // a code by which something is known from then on
	typed bool // it can be erased
}

// parts are all texts of a request.
func (r Request) parts() (list []part) {
	words := r.facts().Typed
	for _, field := range slices.Sorted(maps.Keys(words)) {
		list = append(list, part{field: field, name: field, text: words[field], typed: true})
	}
	for _, w := range events.Words(r.Command.Say(nil)) {
		list = append(list, part{field: w.Field, name: w.Name, text: w.Text, code: w.Code, id: w.ID})
	}
	return append(list,
		part{field: "id", name: "id", text: r.Command.Stream().ID, code: true, id: begins[r.Command.Say(nil).Type()]},
		part{field: personField, name: personField, text: r.Who.Actor(), code: true, id: r.Who.IsPerson()},
		part{field: "on_behalf_of", name: "on_behalf_of", text: r.OnBehalfOf, code: true})
}

// personField is what a finding calls the id of whoever asks. A person whom the register
// has was asked about when it got there.
const personField = "person"

// begins are the types of events by which something new is known under the id of its
// stream from then on.
var begins = map[events.Type]bool{
	events.SourceArchived{}.Type(): true, events.PartyRegistered{}.Type(): true, events.ConveningRegistered{}.Type(): true, events.ConveningParted{}.Type(): true,
	events.DeclarationAdopted{}.Type(): true, events.RecommendationsIssued{}.Type(): true, events.OutcomePrepared{}.Type(): true,
	events.CommitmentCaptured{}.Type(): true, events.PersonRecorded{}.Type(): true, events.MethodPublished{}.Type(): true, events.SummaryPublished{}.Type(): true,
}

// piece is about how much of an archived text is looked at at once; pieces overlap, so
// that what stands on a border is found.
const (
	piece   = 32 << 10
	overlap = 512
)

// archived are the pieces of the text that a command archives.
func archived(archived []byte) (list []part) {
	for text := string(archived); text != ""; {
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
