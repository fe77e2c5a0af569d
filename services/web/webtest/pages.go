package webtest

import (
	"ahd/services/web"
	"ahd/services/web/changes"
	"ahd/services/web/check"
	"ahd/services/web/commitments"
	"ahd/services/web/convenings"
	"ahd/services/web/organisations"
	"ahd/services/web/summaries"
)

// All are the pages of all subjects.
func All() []web.Subject {
	return []web.Subject{
		commitments.Pages(), convenings.Pages(), organisations.Pages(), summaries.Pages(), changes.Pages(), check.Pages(),
	}
}
