package verbs

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"ahd/events/cause"
	"ahd/events/strictjson"
	"ahd/services/recording"
)

// recordOnEach records one command on several commitments, each under an id made from
// the command's and the commitment. All of them are decided before the first is
// recorded. If one is hindered after that, the same command completes them.
func (d *Desk) recordOnEach(ctx context.Context, args RecordArgs) (any, error) {
	each, err := args.onEach()
	if err != nil {
		return nil, err
	}
	for _, one := range each {
		if _, err := d.send(ctx, recording.DryRun{Recorder: d.Node.Recorder}, one.What, one.request(), one.Command); err != nil {
			return nil, on(one, err)
		}
	}
	done := make([]any, 0, len(each))
	for _, one := range each {
		recorded, err := d.recordOne(ctx, one)
		if err != nil {
			return nil, args.hindered(len(done), len(each), on(one, err))
		}
		done = append(done, recorded)
	}
	return done, nil
}

// onEach spells the command for each commitment.
func (args RecordArgs) onEach() ([]RecordArgs, error) {
	namespace, err := uuid.Parse(args.CommandID)
	if err != nil {
		return nil, cause.Of(usage("command-id", "The command id must be a UUID such as 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c4d. Nothing was recorded."), err)
	}
	var fields map[string]json.RawMessage
	if err := strictjson.Unmarshal(args.Command, &fields); err != nil || fields["commitment"] == nil {
		return nil, cause.Of(errFields, err)
	}
	seen := map[string]bool{}
	each := make([]RecordArgs, 0, len(args.Commitments))
	for _, id := range args.Commitments {
		if seen[id] {
			return nil, usage("commitment", "A commitment is named twice. Nothing was recorded.")
		}
		seen[id] = true
		one := args
		one.Commitments, one.CommandID = []string{id}, uuid.NewSHA1(namespace, []byte("commitment/"+id)).String()
		if fields["commitment"], err = json.Marshal(id); err == nil {
			one.Command, err = json.Marshal(fields)
		}
		if err != nil {
			return nil, err
		}
		each = append(each, one)
	}
	return each, nil
}

// on names the commitment that a problem is about.
func on(one RecordArgs, err error) *Problem {
	p := *ProblemOf(err)
	p.Detail = fmt.Sprintf("On %s: %s", shorten(one.Commitments[0]), p.Detail)
	return &p
}

// hindered is the problem of several commands of which some are recorded.
func (args RecordArgs) hindered(done, all int, p *Problem) *Problem {
	p.CommandID = args.CommandID
	if done > 0 {
		p.Recorded = nil // some of it is
		p.Detail = fmt.Sprintf("%d of %d are recorded; send it again with the same id to complete it. %s", done, all, p.Detail)
	}
	return p
}
