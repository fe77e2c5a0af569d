package commitments

import (
	"errors"
	"net/http"
	"strconv"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/web"
)

// reportProgress records a progress report and leads back to the page, which
// waits for the book to have it. Sending the form twice leads to the same event.
func (s pages) reportProgress(r *http.Request) (web.Answer, error) {
	id := r.PathValue("id")
	if !events.ValidID(id) {
		return web.Answer{}, noCommitment
	}
	if err := s.MayRecord(r); err != nil {
		return web.Answer{}, err
	}
	typed, command, err := readReport(r)
	if err != nil {
		return web.Answer{}, err
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
	return web.Answer{
		Status: http.StatusSeeOther, Location: "/commitments/" + id + "?after=" + place + already + "#e-" + place,
	}, nil
}

// again shows the page with what was typed still in the form. Where even that
// cannot be done, the reason why nothing was recorded matters more.
func (s pages) again(r *http.Request, typed typedReport, command string, err error) (web.Answer, error) {
	var refusal *rule.Refusal
	if !errors.As(err, &refusal) {
		return web.Answer{}, err
	}
	why := web.Explain(err)
	if why == nil {
		return web.Answer{}, err
	}
	page, pageErr := s.commitmentWith(r, why.Status, s.refused(r, typed, command, refusal))
	if pageErr != nil {
		return web.Answer{}, err
	}
	s.Tell(r, err, "")
	return page, nil
}
