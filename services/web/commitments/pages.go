// Package commitments answers: what does somebody with a browser see of the promises that
// were made, and what may they report on them?
package commitments

import (
	"embed"
	"net/http"

	"ahd.example/ahd/services/web"
)

//go:embed templates
var templates embed.FS

// pages are the list of commitments, the page of each with its documents, and
// the form on it.
type pages struct{ *web.Frame }

// Pages are these pages with their templates.
func Pages() web.Subject {
	return web.Subject{Templates: templates, Routes: routes}
}

func routes(f *web.Frame) []web.Route {
	s := pages{f}
	return []web.Route{
		{Pattern: "/{$}", Methods: web.Methods{http.MethodGet: s.list}},
		{Pattern: "/commitments/{id}", Methods: web.Methods{http.MethodGet: s.commitment}},
		{Pattern: "/commitments/{id}/progress", Methods: web.Methods{http.MethodPost: s.reportProgress}},
		{Pattern: "/documents/{evidence}", Methods: web.Methods{http.MethodGet: s.giveDocument}},
	}
}
