package web

import (
	"embed"
	"net/http"
)

//go:embed templates/commitments
var commitmentTemplates embed.FS

// commitmentPages are the list of commitments, the page of each with its documents, and
// the form on it.
type commitmentPages struct{ *Frame }

// commitmentSubject are these pages with their templates.
func commitmentSubject() Subject {
	return Subject{Templates: commitmentTemplates, Routes: commitmentRoutes}
}

func commitmentRoutes(f *Frame) []Route {
	s := commitmentPages{f}
	return []Route{
		{"/{$}", methods{http.MethodGet: s.list}},
		{"/commitments/{id}", methods{http.MethodGet: s.commitment}},
		{"/commitments/{id}/progress", methods{http.MethodPost: s.reportProgress}},
		{"/documents/{evidence}", methods{http.MethodGet: s.giveDocument}},
	}
}
