package recording

import "context"

// DryRun answers as a Recorder would now, and records nothing.
type DryRun struct{ *Recorder }

// Do says whether the request would be recorded: its errors are those of Recorder.Do.
// What others record meanwhile can change the answer.
func (d DryRun) Do(ctx context.Context, request Request) (Outcome, error) {
	if err := request.asked(); err != nil {
		return Outcome{}, err
	}
	a := attempt{Recorder: d.Recorder, request: request.noted().Looked()}
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	err := a.take(ctx, a.identify, a.decide, a.lookUp, a.present, a.allow, a.encode)
	if !a.over {
		a.outcome = outcomeOf(a.request, 0, false)
	}
	return a.outcome, err
}
