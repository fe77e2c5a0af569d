package web

import (
	"embed"
	"net/http"

	"ahd/services/reporting/forms"
)

//go:embed templates/summaries
var summaryTemplates embed.FS

// summaryPages are what was published, the form in which a summary is asked for, and what
// it answers.
type summaryPages struct {
	*Frame
	bounds
}

// bounds are those of making summaries, now and in the past together.
type bounds struct {
	making chan struct{} // holds one for each summary that is being made
	asked  *turns        // who asks for summaries
}

func newBounds() bounds {
	return bounds{making: make(chan struct{}, summariesAtOnce), asked: newTurns()}
}

// summarySubject are these pages with their templates.
func summarySubject() Subject {
	bounds := newBounds()
	return Subject{Templates: summaryTemplates, Base: forms.AddTo, Routes: func(f *Frame) []Route {
		s := summaryPages{f, bounds}
		return []Route{
			{"/summaries", methods{http.MethodGet: s.summaries}},
			{"/summaries/new", methods{http.MethodGet: s.builder}},
			{"/summaries/preview", methods{http.MethodGet: s.preview}},
			{"/summaries/file", methods{http.MethodGet: s.summaryFile}},
			{"/summaries/{id}", methods{http.MethodGet: s.published}},
		}
	}}
}
