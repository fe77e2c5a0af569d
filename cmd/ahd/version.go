package main

import (
	"encoding/json"
	"runtime"
	"runtime/debug"

	"github.com/mattn/go-sqlite3"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/services/api"
)

// versionCommand shows the version.
type versionCommand struct{}

// version is what this program was built from.
type version struct {
	Version string `json:"version"`
	Commit  string `json:"commit"` // empty where the build did not know it
	Go      string `json:"go"`
	SQLite  string `json:"sqlite"`
	NATS    string `json:"nats_server"`
	Format  string `json:"data_format"`
	Types   int    `json:"event_types"`
}

// Run shows it.
func (*versionCommand) Run(p *program) error {
	sqlite, _, _ := sqlite3.Version()
	v := version{Version: "0.1", Go: runtime.Version(), SQLite: sqlite, Format: folder.Format, Types: len(events.Catalogue())}
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range build.Settings {
			if setting.Key == "vcs.revision" {
				v.Commit = setting.Value
			}
		}
		for _, module := range build.Deps {
			if module.Path == "github.com/nats-io/nats-server/v2" {
				v.NATS = module.Version
			}
		}
	}
	document, err := api.Encode(v)
	if err != nil {
		return err
	}
	return p.Print(document, func(json.RawMessage) error {
		p.Line("ahd %s (%s, SQLite %s, NATS server %s)", v.Version, v.Go, v.SQLite, v.NATS)
		return nil
	})
}
