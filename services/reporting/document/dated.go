package document

import (
	"time"

	"ahd.example/ahd/events/edtf"
)

// Dated is a document for whoever is shown days and not times: it names the day on which
// its event was recorded in place of the time.
func (d Document) Dated() Document {
	if at, err := time.Parse(time.RFC3339, d.At.Time); err == nil {
		d.At.Time = d.Register.Says.Zone.Day(at).String()
	}
	return d
}

// LikeIn is the document in the form that another one has: dated where that is.
func (d Document) LikeIn(stated Document) Document {
	if dated := d.Dated(); stated.At.Time == dated.At.Time {
		return dated
	}
	return d
}

// IsDated reports whether a document names the day of its event in place of the time.
func (d Document) IsDated() bool {
	_, err := edtf.ParseDay(d.At.Time)
	return err == nil
}
