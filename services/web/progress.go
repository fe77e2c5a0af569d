package web

import (
	"errors"
	"net/http"
	"strconv"

	"ahd/events"
	"ahd/services/recording"
)

// reportProgress records a progress report and leads back to the page, which
// waits for the book to have it. Sending the form twice leads to the same event.
func (s commitmentPages) reportProgress(r *http.Request) (answer, error) {
	id := r.PathValue("id")
	if !events.ValidID(id) {
		return answer{}, noCommitment
	}
	if err := s.mayRecord(r); err != nil {
		return answer{}, err
	}
	typed, command, err := readReport(r)
	if err != nil {
		return answer{}, err
	}
	outcome, err := s.Recorder.Do(r.Context(), typed.request(id, command))
	if err != nil {
		return s.again(r, typed, command, err)
	}
	place := strconv.FormatUint(outcome.Sequence, 10)
	already := ""
	if !outcome.Recorded {
		already = "&already=1"
	}
	return answer{
		status: http.StatusSeeOther, location: "/commitments/" + id + "?after=" + place + already + "#e-" + place,
	}, nil
}

// again shows the page with what was typed still in the form. Where even that
// cannot be done, the reason why nothing was recorded matters more.
func (s commitmentPages) again(r *http.Request, typed typedReport, command string, err error) (answer, error) {
	var refusal *recording.Refusal
	if !errors.As(err, &refusal) {
		return answer{}, err
	}
	why := explain(err)
	if why == nil {
		return answer{}, err
	}
	page, pageErr := s.commitmentWith(r, why.status, s.refused(r, typed, command, refusal))
	if pageErr != nil {
		return answer{}, err
	}
	s.tell(r, err, "")
	return page, nil
}
