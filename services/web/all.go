package web

// All are the pages of all subjects.
func All() []Subject {
	return []Subject{
		commitmentSubject(), conveningSubject(), organisationSubject(), summarySubject(), changeSubject(), checkSubject(),
	}
}
