package projections

// What only tests of the book need.

// MakeNothing keeps past moments from being made until release is called.
func (b *Book) MakeNothing() (release func()) {
	b.past.making <- struct{}{}
	return func() { <-b.past.making }
}
