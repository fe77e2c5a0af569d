package main

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The journeys of DOMAIN.md §6.2 that need neither sign-in nor mail, as somebody
// types them, with their acceptance lines. Each runs in a folder of its own.
func TestJourneys(t *testing.T) {
	example, err := filepath.Abs("../../services/importing/example")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/journeys", RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLE", example)
			env.Setenv("AHD_DATA", filepath.Join(env.WorkDir, "data"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"rows": sameRows},
	})
}

// sameRows: the list that was just printed has the rows of the one in a file.
func sameRows(ts *testscript.TestScript, not bool, args []string) {
	now, before := rowsOf(ts, "stdout"), rowsOf(ts, args[0])
	if len(now) == 0 {
		ts.Fatalf("no rows")
	}
	if reflect.DeepEqual(now, before) == not {
		ts.Fatalf("the rows are\n%v\nthey were\n%v", now, before)
	}
}

func rowsOf(ts *testscript.TestScript, file string) []any {
	var printed struct {
		Rows []any `json:"rows"`
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(file)), &printed))
	return printed.Rows
}
