// Package summaries answers: how does somebody with a browser ask who kept which promise,
// and what is published of that?
package summaries

import (
	"embed"
	"net/http"

	"ahd.example/ahd/services/reporting/forms"
	"ahd.example/ahd/services/web"
)

//go:embed templates
var templates embed.FS

// pages are what was published, the form in which a summary is asked for, and what
// it answers.
type pages struct {
	*web.Frame
	bounds
}

// bounds are those of making summaries, now and in the past together.
type bounds struct {
	making chan struct{} // holds one for each summary that is being made
	asked  *web.Turns    // who asks for summaries
}

func newBounds() bounds {
	return bounds{making: make(chan struct{}, summariesAtOnce), asked: web.NewTurns()}
}

// Pages are these pages with their templates.
func Pages() web.Subject {
	bounds := newBounds()
	return web.Subject{Templates: templates, Base: forms.AddTo, Routes: func(f *web.Frame) []web.Route {
		s := pages{f, bounds}
		return []web.Route{
			{Pattern: "/summaries", Methods: web.Methods{http.MethodGet: s.summaries}},
			{Pattern: "/summaries/new", Methods: web.Methods{http.MethodGet: s.builder}},
			{Pattern: "/summaries/preview", Methods: web.Methods{http.MethodGet: s.preview}},
			{Pattern: "/summaries/file", Methods: web.Methods{http.MethodGet: s.summaryFile}},
			{Pattern: "/summaries/{id}", Methods: web.Methods{http.MethodGet: s.published}},
		}
	}}
}
