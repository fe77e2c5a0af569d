package peers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Sides are those that can be measured, by the names under which they are printed.
var Sides = []string{withoutNarrative, withNarrative, "jetstream", "postgresql", "sqlite audit", "raw"}

// open opens every side in a folder of its own. end closes those that were opened.
func open(ctx context.Context, dir string, messages io.Writer, o Options) (all []*side, end func() error, err error) {
	var ends []func() error
	end = func() error {
		var errs []error
		for _, one := range slices.Backward(ends) {
			errs = append(errs, one())
		}
		return errors.Join(errs...)
	}
	two, closeNode, body, err := openAhd(ctx, dir, o.Clients)
	if err != nil {
		return nil, end, err
	}
	ends = append(ends, closeNode)
	openers := map[string]func(context.Context, string, []byte, int) (*side, error){
		withoutNarrative: func(context.Context, string, []byte, int) (*side, error) { return two[0], nil },
		withNarrative:    func(context.Context, string, []byte, int) (*side, error) { return two[1], nil },
		"jetstream":      openJetStream, "postgresql": openPostgreSQL, "sqlite audit": openSQLite, "raw": openRaw,
	}
	for _, name := range Sides {
		if slices.Contains(o.Without, name) {
			continue
		}
		s, err := openers[name](ctx, dir, body, o.Clients)
		if ctx.Err() != nil {
			return all, end, ctx.Err()
		}
		if err != nil {
			fmt.Fprintf(messages, "%s is left out: %v\n", name, err)
			continue
		}
		s.name = name
		if s.body == 0 {
			s.body = len(body)
		}
		if s.close != nil {
			ends = append(ends, s.close)
		}
		all = append(all, s)
	}
	return all, end, nil
}
