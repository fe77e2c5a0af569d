package recording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ahd/events"
	"ahd/events/edtf"
)

// MaxTyped is the longest typed text, in characters.
const MaxTyped = 2000

// Check looks at what does not depend on any state: an import asks it of all that it
// will record before it records the first. Its errors are *Refusal.
func (r Request) Check() error {
	switch {
	case !events.ValidUUID(r.ID):
		return refuse(ErrMalformed, "command-id", "The command id must be a UUID such as 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c4d. Nothing was recorded.")
	case !events.ValidID(r.Who.Actor):
		return refuse(ErrMalformed, "person", "A person id has 1 to 64 of the characters a–z, 0–9 and “-”. Nothing was recorded.")
	case r.Who.Role != "" && !slices.Contains(Roles, r.Who.Role):
		return refuse(ErrMalformed, "role", "There is no such role. The roles are: %s. Nothing was recorded.", strings.Join(Roles, ", "))
	case !events.ValidID(r.Command.Stream().ID):
		return refuse(ErrUnknown, "id", "An id has 1 to 64 of the characters a–z, 0–9 and “-”. Nothing was recorded.")
	}
	for field, words := range typed(r.Command) {
		bound := MaxTyped
		if field == addressField {
			if !WebAddress(words) { // its command says so in its own words
				continue
			}
			bound = maxAddress
		}
		if err := checkBounded(words, bound); err != nil {
			return err
		}
	}
	return r.harmless()
}

func typed(command Command) map[string]string {
	if command, ok := command.(Typed); ok {
		return command.Typed()
	}
	return nil
}

func checkTyped(words string) error { return checkBounded(words, MaxTyped) }

// checkBounded checks typed text of at most so many characters.
func checkBounded(words string, bound int) error {
	switch {
	case !utf8.ValidString(words):
		return refuse(ErrUnreadable, "text.utf8", "The text is not valid UTF-8. Nothing was recorded.")
	case utf8.RuneCountInString(words) > bound:
		return refuse(ErrUnreadable, "text.too-long", "The text has more than %d characters. Shorten it, or link a document as evidence. Nothing was recorded.", bound)
	case strings.ContainsFunc(words, func(c rune) bool { return unicode.IsControl(c) && c != '\n' && c != '\t' }):
		return refuse(ErrUnreadable, "text.control", "The text holds control characters. Nothing was recorded.")
	}
	return nil
}

// Clean is text as it is kept: Unicode normal form C, line ends as "\n", no
// space at either end.
func Clean(words string) string {
	words = strings.ReplaceAll(words, "\r\n", "\n")
	return strings.TrimSpace(norm.NFC.String(words))
}

func oneOf(field, value string, values []string) error {
	if slices.Contains(values, value) {
		return nil
	}
	return refuse(ErrMalformed, field, "The %s must be one of: %s. Nothing was recorded.",
		strings.ReplaceAll(field, "-", " "), strings.Join(values, ", "))
}

// hasHappened checks a date on which something is said to have happened. What
// cannot be said of a vague date is not held against it.
func hasHappened(effective *string, today edtf.Day) error {
	if effective == nil {
		return nil
	}
	date, err := edtf.Parse(*effective)
	if err != nil {
		return refuse(ErrMalformed, "effective", "%s. Nothing was recorded.", sentence(err)).because(err)
	}
	if date.AfterDay(today) == edtf.Yes {
		return refuse(ErrMalformed, "effective.future", "The date lies in the future; only what has happened can be reported. Nothing was recorded.")
	}
	return nil
}

func sentence(err error) string {
	text := err.Error()
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// mayRecord checks the role. The system itself has none and may.
func mayRecord(who Who, what string, roles ...string) error {
	if who.Actor == "system" || slices.Contains(roles, who.Role) {
		return nil
	}
	return refuse(ErrNotAllowed, "role.not-allowed", "Only a %s may %s. Nothing was recorded.",
		strings.ReplaceAll(strings.Join(roles, " or "), "_", " "), what)
}
