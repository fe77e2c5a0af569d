package main

import (
	"ahd/services/web"
	"ahd/services/web/changes"
	"ahd/services/web/check"
	commitmentpages "ahd/services/web/commitments"
	"ahd/services/web/convenings"
	"ahd/services/web/organisations"
	"ahd/services/web/summaries"
)

// webPages are all that a browser can be shown. A subject is added here; what stands around
// its pages it takes from the frame.
func webPages() []web.Subject {
	return []web.Subject{
		commitmentpages.Pages(), convenings.Pages(), organisations.Pages(), summaries.Pages(), changes.Pages(), check.Pages(),
	}
}
