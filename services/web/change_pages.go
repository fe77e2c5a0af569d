package web

import (
	"embed"
	"net/http"
)

//go:embed templates/changes
var changeTemplates embed.FS

// changePages are what changed between two moments.
type changePages struct{ *Frame }

// changeSubject are these pages with their templates.
func changeSubject() Subject {
	return Subject{Templates: changeTemplates, Routes: changeRoutes}
}

func changeRoutes(f *Frame) []Route {
	if f.Past == nil {
		return nil
	}
	return []Route{{"/changes", methods{http.MethodGet: changePages{f}.changes}}}
}
