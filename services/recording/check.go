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

// Check looks at what does not depend on any state: an import asks it of all that it
// will record before it records the first. Its errors are *Refusal.
func (r Request) Check() error {
	for _, check := range []func() error{r.asked, r.wellFormed, r.harmless, r.encodable} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// asked refuses an envelope or a place that no command can have.
func (r Request) asked() error {
	switch {
	case !events.ValidUUID(r.ID):
		return refuse(ErrMalformed, "command-id", "The command id must be a UUID such as 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c4d. Nothing was recorded.")
	case r.Who.Role != "" && !slices.Contains(Roles, r.Who.Role):
		return refuse(ErrMalformed, "role", "There is no such role. The roles are: %s. Nothing was recorded.", strings.Join(Roles, ", "))
	case !events.ValidID(r.Command.Stream().ID):
		return refuse(ErrUnknown, "id", "An id has 1 to 64 of the characters a–z, 0–9 and “-”. Nothing was recorded.")
	}
	return first(r.Who.Check(), r.persons())
}

func typed(command Command) map[string]string {
	if command, ok := command.(Typed); ok {
		return command.Typed()
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
func hasHappened(effective *string, today civilDay) error {
	if effective == nil {
		return nil
	}
	date, err := today.zone.Parse(*effective)
	if err != nil {
		return refuse(ErrMalformed, "effective", "%s. Nothing was recorded.", sentence(err)).because(err)
	}
	if date.AfterDay(today.Day) == edtf.Yes {
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
	if who.kind == bySystem || slices.Contains(roles, who.Role) {
		return nil
	}
	return refuse(ErrNotAllowed, "role.not-allowed", "Only %s %s may %s. Nothing was recorded.", article(roles[0]),
		strings.ReplaceAll(strings.Join(roles, " or "), "_", " "), what)
}

func article(role string) string {
	if strings.HasPrefix(role, "a") { // administrator, assessor, approver, auditor
		return "an"
	}
	return "a"
}
