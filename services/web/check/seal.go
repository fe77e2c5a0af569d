package check

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/services/web"
)

// maxBundles is how many bundles of raw entries are read at once: each may hold
// twelve megabytes.
const maxBundles = 4

const plainText = "text/plain; charset=utf-8"

// sealed waits for a checkpoint that covers an event.
func (s pages) sealed(r *http.Request, sequence uint64) (ledger.Checkpoint, []byte, error) {
	ctx, cancel := context.WithTimeout(r.Context(), web.PageTimeout)
	defer cancel()
	c, signed, err := s.Seal.Covering(ctx, sequence)
	if err != nil {
		s.Messages.Warn("nothing was sealed for whoever asked", "event", sequence, "error", err)
		return c, nil, cause.Of(&web.Problem{Status: http.StatusServiceUnavailable, Title: "Not sealed yet",
			Sentence: "The record is not sealed so far at this moment. What was recorded is not lost. Ask again in a moment."}, err)
	}
	return c, signed, nil
}

func (s pages) checkpoint(r *http.Request) (web.Answer, error) {
	_, signed, err := s.sealed(r, 0)
	return web.Answer{MediaType: plainText, Content: signed}, err
}

func (s pages) witnessed(*http.Request) (web.Answer, error) {
	signed, err := s.Seal.Witnessed()
	if err == nil && signed == nil {
		err = web.NotFound("Nobody vouches for this record yet, or not as many as its policy asks for.")
	}
	return web.Answer{MediaType: plainText, Content: signed}, err
}

func (s pages) verifierKey(*http.Request) (web.Answer, error) {
	return web.Answer{MediaType: plainText, Content: []byte(s.VerifierKey + "\n")}, nil
}

// tile gives hashes to anybody, and raw entries where the register was opened so.
// Neither ever changes under its name.
func (s pages) tile(r *http.Request) (web.Answer, error) {
	tile, err := ledger.ParseTile(r.PathValue("tile"))
	if err != nil {
		return web.Answer{}, cause.Of(noTile, err)
	}
	if tile.Raw() {
		if err := s.mayReadRaw(r); err != nil {
			return web.Answer{}, err
		}
		select {
		case s.bundles <- struct{}{}:
			defer func() { <-s.bundles }()
		case <-r.Context().Done():
			return web.Answer{}, r.Context().Err()
		}
	}
	c, _, err := s.sealed(r, 0)
	if err != nil {
		return web.Answer{}, err
	}
	content, err := s.Tree.Tile(tile, c.Size)
	if errors.Is(err, ledger.ErrNoEntry) {
		return web.Answer{}, cause.Of(noTile, err)
	}
	return web.Answer{MediaType: "application/octet-stream", Content: content, Lasting: true}, err
}

var noTile = web.NotFound("The sealed record has no such tile.")

// mayReadRaw refuses raw events to whoever asks, unless they are public by the
// register's own opening.
func (s pages) mayReadRaw(r *http.Request) error {
	public, err := s.publicRecord(r)
	if err == nil && !public {
		err = web.Forbidden("The raw events of this register are for its auditors. Its seals, hashes and proofs are open to anybody.")
	}
	return err
}

// publicRecord reports whether the register was opened with its raw events public.
func (s pages) publicRecord(r *http.Request) (public bool, err error) {
	err = s.Book.Read(r.Context(), func(v *book.View) error {
		row, err := streams.Find(v, events.Register)
		public = row.State.Register != nil && row.State.Register.PublicRecord
		return err
	})
	return public, err
}

// asked reads the number of an event in an address, and its checkpoint.
func (s pages) asked(r *http.Request) (sequence uint64, signed []byte, err error) {
	sequence, err = strconv.ParseUint(r.PathValue("sequence"), 10, 63)
	if err != nil || sequence == 0 || sequence > s.Record.Size() {
		return 0, nil, cause.Of(web.NotFound("There is no event with this number."), err)
	}
	_, signed, err = s.sealed(r, sequence)
	return sequence, signed, err
}

// proof shows that an event is in the sealed record: c2sp.org/tlog-proof.
func (s pages) proof(r *http.Request) (web.Answer, error) {
	sequence, signed, err := s.asked(r)
	if err != nil {
		return web.Answer{}, err
	}
	proof, err := s.Tree.Prove(sequence, signed)
	return web.Answer{MediaType: plainText, Content: proof.Text()}, err
}

// receipt is a proof with the event in it, where that may be read, else with its hash.
func (s pages) receipt(r *http.Request) (web.Answer, error) {
	sequence, signed, err := s.asked(r)
	if err != nil {
		return web.Answer{}, err
	}
	event, err := s.Record.Entry(sequence)
	if err != nil {
		return web.Answer{}, err
	}
	proof, err := s.Tree.Prove(sequence, signed)
	if err != nil {
		return web.Answer{}, err
	}
	receipt := ledger.Receipt{Leaf: events.LeafHash(event), Proof: proof}
	public, err := s.publicRecord(r)
	if public {
		receipt.Event = event
	}
	return web.Answer{MediaType: plainText, Content: receipt.Text(), Headers: map[string]string{
		"Content-Disposition": `attachment; filename="event-` + web.Digits(sequence) + `.receipt"`,
	}}, err
}

// consistency shows that the sealed record continues what it was: the body with which
// a witness is asked (c2sp.org/tlog-witness).
func (s pages) consistency(r *http.Request) (web.Answer, error) {
	old, err := web.Number(r, "old")
	if err != nil {
		return web.Answer{}, err
	}
	size, err := web.Number(r, "new")
	if err != nil {
		return web.Answer{}, err
	}
	c, signed, err := s.sealed(r, 0)
	if err != nil {
		return web.Answer{}, err
	}
	if size != 0 && size != c.Size {
		if signed, err = s.Seal.At(size); errors.Is(err, ledger.ErrNoEntry) {
			return web.Answer{}, cause.Of(noSize, err)
		}
		if err != nil {
			return web.Answer{}, err
		}
	}
	proof, err := s.Tree.Continue(old, signed)
	if errors.Is(err, ledger.ErrNoEntry) {
		return web.Answer{}, cause.Of(noSize, err)
	}
	return web.Answer{MediaType: plainText, Content: proof.Text()}, err
}

var noSize = web.NotFound("The record was never sealed with that many events. “old” is a number of events that you know, and “new”, if it is given, a later one.")
