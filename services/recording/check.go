package recording

import (
	"slices"
	"strings"

	"ahd/events"
	"ahd/services/commands/rule"
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
		return rule.Refuse(rule.ErrMalformed, "command-id", "The command id must be a UUID such as 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c4d. Nothing was recorded.")
	case r.Who.Role != "" && !slices.Contains(rule.Roles, r.Who.Role):
		return rule.Refuse(rule.ErrMalformed, "role", "There is no such role. The roles are: %s. Nothing was recorded.", strings.Join(rule.Roles, ", "))
	case !events.ValidID(r.Command.Stream().ID):
		return rule.Refuse(rule.ErrUnknown, "id", "An id has 1 to 64 of the characters a–z, 0–9 and “-”. Nothing was recorded.")
	}
	return rule.First(r.Who.Check(), r.persons())
}

func typed(command rule.Command) map[string]string {
	if command, ok := command.(rule.Typed); ok {
		return command.Typed()
	}
	return nil
}
