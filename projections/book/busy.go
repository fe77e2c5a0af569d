package book

import "errors"

// ErrBusy is returned where so many past moments are being made that the one that
// somebody asks for would not be there for long: they are made one at a time.
var ErrBusy = errors.New("other past moments are being made; ask again in a few seconds")
