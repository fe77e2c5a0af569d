package commitments

import (
	"errors"
	"fmt"
	"net/http"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/files"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/documents"
	"ahd.example/ahd/services/web"
)

// document gives a public document to be saved, never to be opened in the page's
// own name. Of a restricted one it says that there is one, and no more.
func (s pages) giveDocument(r *http.Request) (web.Answer, error) {
	id := r.PathValue("evidence")
	var row documents.Row
	found := false
	current := s.Current().Book // what is restricted or erased since is not given
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
		return web.Answer{}, err
	case !events.ValidUUID(id) || !found:
		return web.Answer{}, web.NotFound("There is no such document, or it was erased.")
	case row.Visibility != "public" || row.MediaType == nil:
		return web.Answer{}, web.Forbidden("This document is restricted. That there is one, and its salted hash, are in the public record.")
	}
	content, err := s.Files.Read(row.Hash)
	switch {
	case errors.Is(err, files.ErrMissing), errors.Is(err, files.ErrDamaged):
		s.Messages.Error("a public document is lost", "event", row.Sequence, "error", err)
		return web.Answer{}, cause.Of(&web.Problem{Status: http.StatusGone, Title: "Lost",
			Sentence: "This document was lost: nobody erased it, and only its hash in the public record is left. Please tell whoever runs this register."}, err)
	case err != nil:
		return web.Answer{}, fmt.Errorf("a public document: %w", err)
	}
	return web.Answer{MediaType: *row.MediaType, Content: content, Headers: files.Headers(*row.MediaType, "evidence-"+id[:8], false)}, nil
}
