package commitments

import (
	"context"
	"net/http"
	"slices"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/web"
)

// span is one value of one axis with the time in which it held.
type span struct {
	web.Standing
	From, Until  string // times of the book; Until is "" while it holds
	FromSequence uint64
	Happened     *string
	Dated        bool // whether the axis says when things happened
}

// spans are the history of a commitment, axis by axis; told are the events that changed
// an axis. Where there are others before the first, nobody says here since when what stood
// after it did.
func (s storyteller) spans(told []timeline.Told, before bool) []span {
	times := map[uint64]string{}
	for _, event := range told {
		times[event.Sequence] = event.Time
	}
	history := timeline.History(told)
	slices.SortStableFunc(history, func(a, b timeline.Standing) int {
		return slices.Index(web.Axes, a.Axis) - slices.Index(web.Axes, b.Axis)
	})
	listed := make([]span, len(history))
	for i, h := range history {
		listed[i] = span{
			Standing: s.Wording.Standing(h.Axis, h.Value), From: h.Recorded, FromSequence: h.FromSequence,
			Happened: h.Effective, Dated: datedAxis(h),
		}
		if before && h.FromSequence == told[0].Sequence {
			listed[i].From, listed[i].Dated = "", false
		}
		if h.UntilSequence != nil {
			listed[i].Until = times[*h.UntilSequence]
		}
	}
	return listed
}

// datedAxis reports whether a value of an axis is one of which events say when it
// came about.
func datedAxis(h timeline.Standing) bool {
	switch h.Axis {
	case commitment.AxisSelfReported:
		return h.Value != commitment.NoReport
	case commitment.AxisAssessed:
		return h.Value != commitment.NotAssessed
	case commitment.AxisResponse:
		return h.Value != commitment.NoResponse
	}
	return false
}

// addHistory adds how it stood, and when: the last values of its axes.
func (s storyteller) addHistory(r *http.Request) func(*web.Names, *commitmentPage, story) error {
	return func(n *web.Names, page *commitmentPage, _ story) error {
		rows, err := timeline.Turns(n.View, page.ID, longestHistory+1)
		if err != nil {
			return err
		}
		told, err := timeline.Tell(r.Context(), rows, s.Record, unread{})
		if err != nil {
			return err
		}
		page.Before = len(rows) > longestHistory
		page.History = s.spans(told, page.Before)
		return nil
	}
}

// unread are typed texts that nobody asks for.
type unread struct{}

func (unread) Read(context.Context, string) (string, bool, error) { return "", false, nil }
