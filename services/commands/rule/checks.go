package rule

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/codes"
)

// Clean is text as it is kept: Unicode normal form C, line ends as "\n", no
// space at either end.
func Clean(words string) string {
	words = strings.ReplaceAll(words, "\r\n", "\n")
	return strings.TrimSpace(norm.NFC.String(words))
}

// OneOf refuses a value that its list does not have.
func OneOf(field, value string, values []string) error {
	if slices.Contains(values, value) {
		return nil
	}
	return Refuse(ErrMalformed, field, "The %s must be one of: %s. Nothing was recorded.",
		strings.ReplaceAll(field, "-", " "), strings.Join(values, ", "))
}

// Sentence is an error as a sentence begins.
func Sentence(err error) string {
	text := err.Error()
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// MayRecord checks the role. The system itself has none and may.
func MayRecord(who Who, what string, roles ...string) error {
	if who.IsSystem() || slices.Contains(roles, who.Role) {
		return nil
	}
	return Refuse(ErrNotAllowed, "role.not-allowed", "Only %s %s may %s. Nothing was recorded.", article(roles[0]),
		strings.ReplaceAll(strings.Join(roles, " or "), "_", " "), what)
}

func article(role string) string {
	if strings.HasPrefix(role, "a") { // administrator, assessor, approver, auditor
		return "an"
	}
	return "a"
}

// Tidy is each value once, in order.
func Tidy(values []string) []string {
	return append([]string{}, slices.Compact(slices.Sorted(slices.Values(values)))...)
}

// Stated refuses where a text that stays in the record is missing.
func Stated(field, words string) error {
	return When(strings.TrimSpace(words) == "", Refuse(ErrMalformed, field+".missing", "The %s is missing. Nothing was recorded.", strings.ReplaceAll(field, "-", " ")))
}

// Why refuses where no reason is given that stays in the record.
func Why(grounds string) error {
	return Required("reason", &grounds)
}

// ValidID refuses what is no id.
func ValidID(field, id string) error {
	return When(!events.ValidID(id), Refuse(ErrMalformed, field, "An id has 1 to 64 of the characters a–z, 0–9 and “-”. Nothing was recorded."))
}

// Or is a text, "" where it was not stated.
func Or(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// Who may do what.
var (
	Keepers  = []string{"coordinator", "administrator"}
	Speakers = []string{"coordinator", "focal_point"}
)

// Required refuses where nothing was typed.
func Required(field string, words *string) error {
	if words != nil && strings.TrimSpace(*words) != "" {
		return nil
	}
	return Refuse(ErrMalformed, field+".missing", "Say why: the %s is missing. Nothing was recorded.", field)
}

// First is the first refusal of several checks, so that one rule is one line. All of
// them are made, so none of them does anything.
func First(checks ...error) error {
	for _, err := range checks {
		if err != nil {
			return err
		}
	}
	return nil
}

// When is a refusal that holds only under a condition.
func When(condition bool, refusal *Refusal) error {
	if condition {
		return refusal
	}
	return nil
}

// Place refuses a code that is no place.
func Place(field string, code *string) error {
	return When(code != nil && !codes.Places.Has(*code), Refuse(ErrMalformed, field, "There is no such place. Places have codes such as PK-PB or PK-PB/lahore; `ahd list codes` has all. Nothing was recorded."))
}

// Persons: whoever looks over what is said is not the one who says it.
func Persons(main, alternate, validator *string) error {
	same := func(a, b *string) bool { return a != nil && b != nil && *a == *b }
	return First(
		When(same(main, alternate), Refuse(ErrRefused, "persons.alternate", "The alternate is somebody else than the main person. Nothing was recorded.")),
		When(same(validator, main) || same(validator, alternate), Refuse(ErrRefused, "persons.validator", "Whoever looks over reports is somebody else than those who make them. Nothing was recorded.")))
}

// Optional refuses a value that is stated and not in its list.
func Optional(field string, value *string, values ...string) error {
	if value == nil {
		return nil
	}
	return OneOf(field, *value, values)
}
