package web

import (
	"errors"
	"fmt"
	"net/http"

	"ahd/events"
	"ahd/events/cause"
	"ahd/events/files"
	"ahd/projections/book"
	"ahd/projections/documents"
)

// document gives a public document to be saved, never to be opened in the page's
// own name. Of a restricted one it says that there is one, and no more.
func (s commitmentPages) giveDocument(r *http.Request) (answer, error) {
	id := r.PathValue("evidence")
	var row documents.Row
	found := false
	current := s.current().Book // what is restricted or erased since is not given
	find := func(v *book.View) (err error) {
		row, found, err = documents.Find(v, id)
		return err
	}
	err := s.Book.Read(r.Context(), find)
	if err == nil && found { // it was there then
		err = current.Read(r.Context(), find)
	}
	switch {
	case err != nil:
		return answer{}, err
	case !events.ValidUUID(id) || !found:
		return answer{}, notFound("There is no such document, or it was erased.")
	case row.Visibility != "public" || row.MediaType == nil:
		return answer{}, forbidden("This document is restricted. That there is one, and its salted hash, are in the public record.")
	}
	content, err := s.Files.Read(row.Hash)
	switch {
	case errors.Is(err, files.ErrMissing), errors.Is(err, files.ErrDamaged):
		s.Messages.Error("a public document is lost", "event", row.Sequence, "error", err)
		return answer{}, cause.Of(&problem{status: http.StatusGone, title: "Lost",
			sentence: "This document was lost: nobody erased it, and only its hash in the public record is left. Please tell whoever runs this register."}, err)
	case err != nil:
		return answer{}, fmt.Errorf("a public document: %w", err)
	}
	return answer{mediaType: *row.MediaType, content: content, headers: files.Headers(*row.MediaType, "evidence-"+id[:8], false)}, nil
}
