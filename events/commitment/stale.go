package commitment

import "ahd.example/ahd/events/edtf"

// A commitment is stale when nothing was heard of it for longer than its review interval,
// and where it has none, for longer than a method waits (DOMAIN §3.2).

// Stale reports whether a commitment is, of which it is known on which day its review
// interval ends, and where it has none, since when it is quiet: "" for neither.
func (t Thresholds) Stale(intervalEnds, quietSince string) bool {
	return intervalEnds != "" && intervalEnds <= t.Today || quietSince != "" && quietSince <= t.Quiet
}

// StaleSQL is Stale as SQL, over the columns interval_ends and quiet_since; ? stands for
// QuietBy, which whoever asks gives.
func (t Thresholds) StaleSQL() string {
	return t.in("(coalesce(interval_ends <= '{today}', 0) OR coalesce(quiet_since <= ?, 0))")
}

// IsStale reports whether a commitment is stale that will be so, by the method ahd-1,
// from a day on; "" for never.
func (t Thresholds) IsStale(from string) bool { return from != "" && from <= t.Today }

// IsStaleSQL is IsStale as SQL, over the column stale_from.
func (t Thresholds) IsStaleSQL() string { return t.in("stale_from <= '{today}'") }

// StaleFrom is the first civil day on which a commitment is stale by the method ahd-1
// unless something is heard before; "" if it will not be.
func StaleFrom(intervalEnds, quietSince string) string {
	return earlier(intervalEnds, after(quietSince, StaleDays))
}

// Stale reports whether it is stale on a day. A commitment that is closed or not yet
// checked is not.
func (s State) Stale(on edtf.Day) bool { return ThresholdsOn(on, StaleDays).IsStale(s.StaleFrom()) }

// StaleFrom is the first civil day on which it is stale unless something is heard
// before; "" if it will not be.
func (s State) StaleFrom() string { return StaleFrom(s.IntervalEnds(), s.QuietSince()) }

// QuietSince is the civil day of the last news of a commitment that has no review
// interval: a method says for how many days that will do. "" where it has one, and
// where it will not be stale.
func (s State) QuietSince() string {
	_, since := s.silentFrom()
	return since
}

// IntervalEnds is the first civil day after the review interval of a commitment; ""
// where it has none, and where it will not be stale.
func (s State) IntervalEnds() string {
	ends, _ := s.silentFrom()
	return ends
}

// silentFrom is the one or the other; "" for both where silence does not count.
func (s *State) silentFrom() (ends, since string) {
	switch last := s.LastNews(); {
	case IsClosed(s.Closure) || !InForce(s.Record):
		return "", ""
	case s.ReviewDays != 0:
		return after(last, s.ReviewDays), ""
	default:
		return "", last
	}
}

// LastNews is the civil day on which it was heard of last, or checked; "" for never.
func (s *State) LastNews() string {
	if s.Heard == "" {
		return s.Confirmed
	}
	return s.Heard
}

// after is the first civil day that is more than so many days after another; "" for
// none.
func after(last string, days int) string {
	day, err := edtf.ParseDay(last)
	if err != nil {
		return ""
	}
	return day.AddDays(days + 1).String()
}

// earlier is the earlier of two civil days, of which either may be none.
func earlier(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}
