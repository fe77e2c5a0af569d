package web

import (
	"embed"
	"net/http"
)

//go:embed templates/organisations
var organisationTemplates embed.FS

// organisationPages are the list of organisations and the page of each.
type organisationPages struct{ *Frame }

// organisationSubject are these pages with their templates.
func organisationSubject() Subject {
	return Subject{Templates: organisationTemplates, Routes: organisationRoutes}
}

func organisationRoutes(f *Frame) []Route {
	s := organisationPages{f}
	return []Route{
		{"/organisations", methods{http.MethodGet: s.organisations}},
		{"/organisations/{id}", methods{http.MethodGet: s.organisation}},
	}
}
