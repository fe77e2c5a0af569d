package examination

import (
	"context"
	"fmt"
	"strings"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/people"
)

// PersonsNote names the persons of the register who cannot act, because events call
// somebody else by their ids; "" where there is none.
func PersonsNote(ctx context.Context, in Reader) (note string, err error) {
	err = in.Read(ctx, func(v *book.View) error {
		ids, err := people.Reserved(v)
		if len(ids) > 0 {
			note = fmt.Sprintf("This register has persons whose ids are kept for who is no person: %s. Nothing can be recorded in their names; record them again under other ids.", strings.Join(ids, ", "))
		}
		return err
	})
	return note, err
}
