// Package cause answers: how does an error keep what caused it, without saying it to
// people?
//
// What a door shows is one plain sentence. A path, an address or the words of a library
// stay behind it: errors.Is and errors.As find them, and the text does not.
package cause

import "fmt"

// Of is what is said, with its cause behind it; just what is said where there is none,
// and nil where nothing is said. What is said comes first: the class of an error is that
// of its sentence.
func Of(said, because error) error {
	if said == nil || because == nil {
		return said
	}
	return &kept{said, because}
}

// Classed is an error of a class, whose sentence says all there is to say.
func Classed(class error, format string, args ...any) error {
	return &kept{fmt.Errorf(format, args...), class}
}

type kept struct{ said, because error }

func (k *kept) Error() string   { return k.said.Error() }
func (k *kept) Unwrap() []error { return []error{k.said, k.because} }
