package verification

// Because is an error in plain words with what caused it, which may name a path or an
// address: it is there for whoever runs the program, and is not said.
func Because(sentence string, cause error) error { return &worded{sentence, cause} }

type worded struct {
	sentence string
	cause    error
}

func (w *worded) Error() string { return w.sentence }
func (w *worded) Unwrap() error { return w.cause }

// because adds what caused a failure.
func (f *Failure) because(cause error) *Failure {
	f.Cause = cause
	return f
}
