package recording

import "ahd.example/ahd/services/commands/rule"

// Acting makes whoever a test needs, also the program, for tests of rules alone.
func Acting(actor, role, party string) rule.Who {
	who := rule.ByPerson(actor, role)
	switch actor {
	case rule.Local:
		who = rule.ByLocal(role)
	case "system":
		who = rule.System()
		who.Role = role
	}
	who.Party = party
	return who
}
