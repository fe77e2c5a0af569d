package reporting_test

import (
	"fmt"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/reporting"
)

// Small counts identify children: a summary shows none, nor what gives them away, nor
// what nobody stands by.
func TestSmallCountsAreWithheld(t *testing.T) {
	h := newHistory(t)
	h.add("convening/m-1", events.ConveningRegistered{Kind: "conference"})
	capture := events.CommitmentCaptured{Text: "Find them.", Kind: "declaration", Convening: "m-1", Verifiable: true, Children: []string{"c-2"}}
	whole := "c-1"
	h.add("commitment/c-1", capture)
	h.add("commitment/c-1", events.CommitmentConfirmed{Basis: "b"})
	capture.Children, capture.Parent, capture.Geography = nil, &whole, []string{"PK-PB"}
	h.add("commitment/c-2", capture)
	h.add("commitment/c-2", events.CommitmentConfirmed{Basis: "b"})
	baseline := "3"
	h.add("commitment/c-2", events.IndicatorSet{Indicator: "found", Title: "Victims found", Unit: "persons", Baseline: &baseline})
	of := func(age, value string) events.Measurement {
		m := events.Measurement{Indicator: "found", Period: "2026", Value: value}
		if age != "" {
			m.Age = &age
		}
		return m
	}
	h.add("commitment/c-2", events.MeasurementTaken{Measurements: []events.Measurement{of("", "1043"), of("child", "2"), of("adult", "77")}})
	h.add("commitment/c-2", events.MeasurementTaken{Measurements: []events.Measurement{of("adult", "1041")}})
	contested := h.add("commitment/c-2", events.ProgressReported{State: "planning", Measurements: []events.Measurement{of("", "666")}})
	h.add("commitment/c-2", events.ReportContested{Report: contested})
	retracted := h.add("commitment/c-2", events.ProgressReported{State: "planning", Measurements: []events.Measurement{of("", "667")}})
	h.add("commitment/c-2", events.ProgressRetracted{Report: retracted})
	d := summary(t, h.book(), reporting.Question{On: day(t, "2026-06-30")})
	if len(d.Measures) != 1 || d.Measures[0].Commitment != "c-2" || *d.Measures[0].Baseline != "<5" {
		t.Fatalf("%+v", d.Measures)
	}
	var said []string
	for _, v := range d.Measures[0].Values {
		said = append(said, text(v.Age)+" "+v.Value)
	}
	if got := strings.Join(said, ", "); got != " 1043, child <5, adult withheld" {
		t.Errorf("shown: %s", got)
	}
	encoded, err := d.JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"1041", `"value":"2"`, "666", "667", `"77"`} {
		if strings.Contains(string(encoded), secret) {
			t.Errorf("the document says %s", secret)
		}
	}
	h.add("commitment/c-2", events.ReportConfirmed{Report: contested})
	if d := summary(t, h.book(), reporting.Question{On: day(t, "2026-06-30")}); !strings.Contains(fmt.Sprint(d.Measures), "666") {
		t.Errorf("what they stand by after all is not shown: %+v", d.Measures)
	}
}
