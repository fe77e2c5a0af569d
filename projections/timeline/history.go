package timeline

// Standing is one value of one axis and the span in which it held.
type Standing struct {
	Axis          string  `json:"axis"`
	Value         string  `json:"value"`
	FromSequence  uint64  `json:"from_sequence"`
	UntilSequence *uint64 `json:"until_sequence"` // the event that ended it; null while it holds
	Effective     *string `json:"effective"`      // EDTF; null where not stated
	Recorded      string  `json:"recorded"`
}

// History lists every value that the axes of a commitment have had, in the order
// in which they began; those that began together in the order of their names.
// told is what OfThing lists of it: events of other things have no axes here, and
// say nothing of how it stood.
func History(told []Told) []Standing {
	history := []Standing{}
	current := map[string]int{} // axis → index in history
	for _, event := range told {
		if event.Axes == nil {
			continue
		}
		for _, axis := range event.Axes.byName() {
			last, known := current[axis.name]
			if known && history[last].Value == axis.value {
				continue
			}
			if known {
				until := event.Sequence
				history[last].UntilSequence = &until
			}
			current[axis.name] = len(history)
			history = append(history, Standing{
				Axis: axis.name, Value: axis.value, FromSequence: event.Sequence,
				Effective: event.Effective, Recorded: event.Time,
			})
		}
	}
	return history
}

type axis struct{ name, value string }

// byName lists the axes in the order of their names.
func (a Axes) byName() [5]axis {
	return [5]axis{
		{"assessed", a.Assessed}, {"closure", a.Closure}, {"record", a.Record},
		{"response", a.Response}, {"self_reported", a.SelfReported},
	}
}
