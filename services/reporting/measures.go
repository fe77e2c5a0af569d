package reporting

import (
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/measures"
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/withholding"
)

// measures lists what was measured of what counts in the scope, and of its places.
func (p *pass) measures(v *book.View) ([]document.Measure, error) {
	where, args, err := book.Where(p.scope.filter().And("counted", strings.Join(p.counter.method.Kinds, ",")), commitments.Filters(p.on))
	if err != nil {
		return nil, err
	}
	rows, err := measures.Indicators(v, where, args, document.MaxRows)
	if err != nil {
		return nil, err
	}
	list := make([]document.Measure, 0, len(rows))
	var of string
	var values []events.Measurement
	for _, row := range rows {
		if row.Commitment != of {
			of = row.Commitment
			if values, err = measures.Values(v, of); err != nil {
				return nil, err
			}
		}
		own := slices.DeleteFunc(slices.Clone(values), func(m events.Measurement) bool { return m.Indicator != row.Indicator })
		list = append(list, measureOf(row, own))
	}
	return list, nil
}

func measureOf(row measures.Row, values []events.Measurement) document.Measure {
	m := document.Measure{
		Commitment: row.Commitment, Indicator: row.Indicator, Title: row.Title, Unit: row.Unit, Target: row.Target,
	}
	if row.Baseline != nil {
		baseline := withholding.Alone(*row.Baseline)
		m.Baseline = &baseline
	}
	shown, said, more := withholding.Latest(values)
	m.More, m.Values = more, make([]document.Value, len(shown))
	for i, v := range shown {
		m.Values[i] = document.Value{Period: v.Period, Place: v.Place, Sex: v.Sex, Age: v.Age, Exploitation: v.Exploitation, Value: said[i]}
	}
	return m
}
