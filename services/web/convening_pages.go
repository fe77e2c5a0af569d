package web

import (
	"embed"
	"net/http"
)

//go:embed templates/convenings
var conveningTemplates embed.FS

// conveningPages are conferences and meetings with what came of them, and what nobody
// knows of all that.
type conveningPages struct{ *Frame }

// conveningSubject are these pages with their templates.
func conveningSubject() Subject {
	return Subject{Templates: conveningTemplates, Routes: conveningRoutes}
}

func conveningRoutes(f *Frame) []Route {
	s := conveningPages{f}
	return []Route{
		{"/convenings/{id}", methods{http.MethodGet: s.convening}},
		{"/instruments/{id}", methods{http.MethodGet: s.instrument}},
		{"/working-groups/{id}", methods{http.MethodGet: s.group}},
		{"/unknown", methods{http.MethodGet: s.unknown}},
	}
}
