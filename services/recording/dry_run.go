package recording

import (
	"context"

	"ahd/services/commands/rule"
)

// DryRun answers as a Recorder would now, and records nothing.
type DryRun struct{ *Recorder }

// Do says whether the request would be recorded: its errors are those of Recorder.Do.
// What others record meanwhile can change the answer.
func (d DryRun) Do(ctx context.Context, request Request) (Outcome, error) {
	if err := request.asked(); err != nil {
		return Outcome{}, err
	}
	request = request.Looked()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	who, refusal := d.identify(ctx, request)
	request.Who = who
	if refusal == nil {
		_, refusal = d.decide(ctx, request)
	}
	if outcome, found, err := d.before(ctx, request); found || err != nil {
		return outcome, err
	}
	return outcomeOf(request, 0, false), rule.First(request.presentable(), refusal, request.encodable())
}
