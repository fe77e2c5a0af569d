package webtest

import (
	"net/http"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/strictjson"
	"ahd.example/ahd/services/reporting/document"
)

// Counted is a world in which some commitments count.
func Counted(w *World) *World {
	defer w.AtOnce()()
	Full(w)
	for _, id := range []string{"n-1", "n-2", "n-3"} {
		w.Say("commitment/"+id, events.CommitmentCaptured{
			Children: []string{}, Convening: "summer", Geography: []string{"PK-PB"}, Kind: "declaration", Instrument: Text("declaration"),
			Quotes: []events.Quote{NastyQuote()}, SDGTargets: []string{"8.7"}, Text: EverythingNasty, Verifiable: true,
		})
		w.Say("commitment/"+id, events.CommitmentConfirmed{Basis: "quotes-found"})
	}
	w.Say("commitment/n-1", events.CommitmentAssigned{Party: "fia"})
	w.Say("commitment/n-1", events.DueDateSet{Due: "2026-10-01"})
	w.Say("commitment/n-1", events.CommitmentAssessed{Level: "limited", Confidence: "high", Method: "ahd-1", Considered: []string{}})
	return w
}

// document asks for the document of a summary, as somebody who saves it.
func DocumentOf(w *World, query string) (d document.Document, encoded []byte) {
	w.T.Helper()
	response := w.Get("/summaries/file?format=json&" + query)
	if response.Code != http.StatusOK {
		w.T.Fatalf("%s: %d %s", query, response.Code, response.Body)
	}
	if err := strictjson.Unmarshal(response.Body.Bytes(), &d); err != nil {
		w.T.Fatal(err)
	}
	return d, response.Body.Bytes()
}
