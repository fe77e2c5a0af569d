package depositing

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"ahd.example/ahd/events/files"
	"ahd.example/ahd/events/private"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// namesNobody refuses to make a document public that names who made it, until whoever
// brings it says that these people may be known. What was brought before is not asked
// about again.
func (d Depositor) namesNobody(ctx context.Context, request recording.Request, document Document, known private.Document) error {
	if document.Visibility != Public || request.Confirmed {
		return nil
	}
	authors := files.Authors(document.media, document.Content)
	if len(authors) == 0 {
		return nil
	}
	if _, found, err := d.Private.Find(ctx, known.Evidence); err != nil || found {
		if err != nil {
			return recording.NotNow(errors.New("the store of documents cannot be read"), err)
		}
		return nil
	}
	return recording.Refuse(rule.ErrRefused, "file.author", fmt.Sprintf("The document names who made it: %s. Whoever opens it reads that. Take the names out in the program that made it, or, if these people may be known, confirm that. Nothing was recorded.",
		strings.Join(authors, ", ")))
}
