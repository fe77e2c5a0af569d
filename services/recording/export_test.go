package recording

// Acting makes whoever a test needs, also the program, for tests of rules alone.
func Acting(actor, role, party string) Who {
	who := ByPerson(actor, role)
	switch actor {
	case Local:
		who = ByLocal(role)
	case "system":
		who = system()
		who.Role = role
	}
	who.Party = party
	return who
}
