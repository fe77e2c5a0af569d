package webtest

import (
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/changes"
	"ahd.example/ahd/services/web/check"
	"ahd.example/ahd/services/web/commitments"
	"ahd.example/ahd/services/web/convenings"
	"ahd.example/ahd/services/web/organisations"
	"ahd.example/ahd/services/web/summaries"
)

// All are the pages of all subjects.
func All() []web.Subject {
	return []web.Subject{
		commitments.Pages(), convenings.Pages(), organisations.Pages(), summaries.Pages(), changes.Pages(), check.Pages(),
	}
}
