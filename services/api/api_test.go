package api

import (
	"encoding/json"
	"testing"
)

// Arguments that two readers could read differently are refused, before anything is looked at.
func TestEveryOperationReadsItsArgumentsStrictly(t *testing.T) {
	a := New(Register{}, Recording{}, Sealing{}, Keeping{})
	for _, o := range Operations {
		for _, args := range []string{`{"as":"a","as":"b"}`, `{`, `[]`} {
			if _, problem := a.Run(t.Context(), o.Name, json.RawMessage(args), nil); problem == nil || problem.Code != "arguments" || problem.Exit != ExitUsage {
				t.Errorf("%s %s: %+v", o.Name, args, problem)
			}
		}
	}
}
