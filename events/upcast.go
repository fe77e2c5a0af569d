package events

import (
	"fmt"
	"maps"
	"slices"
)

// upcaster turns the payload bytes of one version into those of the next. Old
// shapes live inside the function and nowhere else; a sample of every version
// ever written stays in testdata.
type upcaster struct {
	to  Type
	via func(data []byte) ([]byte, error)
}

// upcasters leads from every superseded type to its successor.
var upcasters = map[Type]upcaster{
	"ahd.commitment.progress-reported.v1": {to: ProgressReported{}.Type(), via: with(map[string]string{
		"channel": "null", "measurements": "[]", "milestones": "[]",
	})},
	"ahd.commitment.evidence-linked.v1": {to: "ahd.commitment.evidence-linked.v2", via: with(map[string]string{"supersedes": "null"})},
	"ahd.commitment.evidence-linked.v2": {to: EvidenceLinked{}.Type(), via: with(map[string]string{"address": "null"})},
	"ahd.commitment.disputed.v1":        {to: ProgressDisputed{}.Type(), via: with(map[string]string{"address": "null"})},
	"ahd.summary.published.v1":          {to: SummaryPublished{}.Type(), via: with(map[string]string{"format": `"ahd-summary/1"`})},
}

// with adds members that the older version did not have, as canonical JSON.
func with(added map[string]string) func(data []byte) ([]byte, error) {
	return func(data []byte) ([]byte, error) {
		all := maps.Clone(added)
		s := scanner{body: data}
		err := s.members(func(name []byte) error {
			start := s.pos
			err := s.value(1)
			all[string(name)] = string(data[start:s.pos])
			return err
		})
		if err != nil {
			return nil, err
		}
		next := []byte("{")
		for i, name := range slices.Sorted(maps.Keys(all)) {
			if i > 0 {
				next = append(next, ',')
			}
			next = fmt.Appendf(next, "%q:%s", name, all[name])
		}
		return append(next, '}'), nil
	}
}

// upcast follows the chain from t to the type of today.
func upcast(chain map[Type]upcaster, t Type, data []byte) (Type, []byte, error) {
	for step, old := chain[t]; old; step, old = chain[t] {
		next, err := step.via(data)
		if err != nil {
			return t, nil, fmt.Errorf("from %s to %s: %w", t, step.to, err)
		}
		t, data = step.to, next
	}
	return t, data, nil
}
