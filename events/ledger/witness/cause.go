package witness

// caused is an error of ours with what caused it, which may name a path: it is there for
// whoever asks, and is not said.
type caused struct {
	kind, cause error
	sentence    string
}

func (c *caused) Error() string { return c.kind.Error() + ": " + c.sentence }
func (c *caused) Unwrap() []error {
	if c.cause == nil {
		return []error{c.kind}
	}
	return []error{c.kind, c.cause}
}

// because is ErrState with a sentence and its cause.
func because(sentence string, cause error) error { return &caused{ErrState, cause, sentence} }
