package events

import "fmt"

// upcaster turns the payload bytes of one version into those of the next. Old
// shapes live inside the function and nowhere else; a sample of every version
// ever written stays in testdata.
type upcaster struct {
	to  Type
	via func(data []byte) ([]byte, error)
}

// upcasters leads from every superseded type to its successor.
var upcasters = map[Type]upcaster{}

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
