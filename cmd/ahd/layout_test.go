package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// arrows are the imports that each package may have: of ours, and of others that
// are held in one place. A new arrow is drawn here first; a package that is not
// here does not exist. "x/..." allows x and everything below it. Test files may
// also import what stands below, and the standard tools of tests.
var arrows = map[string][]string{
	// What has happened, and what it adds up to.
	"events":                    {"golang.org/x/text/unicode/norm"},
	"events/cause":              {},
	"events/codes":              {},
	"events/edtf":               {},
	"events/strictjson":         {},
	"events/register":           {"events", "events/edtf"},
	"events/source":             {"events"},
	"events/party":              {"events"},
	"events/person":             {"events", "events/edtf"},
	"events/convening":          {"events"},
	"events/instrument":         {"events"},
	"events/commitment":         {"events", "events/edtf"},
	"events/method":             {"events"},
	"events/summary":            {"events"},
	"events/fold":               {"events", "events/commitment", "events/convening", "events/instrument", "events/method", "events/party", "events/person", "events/register", "events/source", "events/summary"},
	"events/texts":              {"events", "events/durable", "github.com/mattn/go-sqlite3"},
	"events/durable":            {},
	"events/folder":             {"events", "events/cause", "events/durable", "golang.org/x/mod/sumdb/note"},
	"events/files":              {"events/cause"},
	"events/private":            {"events/durable", "github.com/mattn/go-sqlite3"},
	"events/eventlog":           {"events", "events/cause", "events/durable", "github.com/nats-io/nats.go/...", "github.com/synadia-io/orbit.go/jetstreamext", "github.com/ThreeDotsLabs/watermill/message", "golang.org/x/sys/unix"},
	"events/eventlog/localnats": {"events/cause", "events/durable", "github.com/nats-io/nats.go", "github.com/nats-io/nats-server/v2/server"},
	"events/ledger":             {"events", "events/cause", "events/durable", "golang.org/x/mod/sumdb/note", "golang.org/x/mod/sumdb/tlog"},
	"events/ledger/sealing":     {"events/folder", "events/ledger", "events/ledger/witness", "golang.org/x/mod/sumdb/note"},
	"events/ledger/witness":     {"events", "events/cause", "events/durable", "events/ledger", "events/ledger/tiles", "events/ledger/verification", "filippo.io/torchwood", "golang.org/x/mod/sumdb/note", "golang.org/x/mod/sumdb/tlog"},
	"events/ledger/bundle":      {"events", "events/cause", "events/durable", "events/ledger", "golang.org/x/mod/sumdb/tlog"},
	"events/ledger/tiles":       {"events", "events/ledger", "events/ledger/verification", "golang.org/x/mod/sumdb/tlog"},
	"events/eventlog/comparison": {
		"events/eventlog"},
	"events/eventlog/supervision": {"events", "events/cause", "events/durable", "events/folder", "events/eventlog", "events/eventlog/comparison", "events/eventlog/localnats", "events/ledger",
		"github.com/nats-io/nats.go"},
	"events/ledger/verification": {"events", "events/cause", "events/durable", "events/ledger", "events/ledger/bundle",
		"golang.org/x/mod/sumdb/note", "golang.org/x/mod/sumdb/tlog", "golang.org/x/text/unicode/norm"},

	// What can be looked up.
	"projections":        {"events", "events/cause", "events/durable", "events/commitment", "events/edtf", "events/fold", "events/eventlog", "events/register", "projections/...", "github.com/ThreeDotsLabs/watermill/..."},
	"projections/book":   {"events", "events/cause", "events/durable", "events/fold", "projections/search/spelling", "github.com/mattn/go-sqlite3"},
	"projections/search": {"events", "projections/book", "projections/search/spelling"},
	"projections/search/spelling": {
		"golang.org/x/text/unicode/norm"},
	"projections/streams":     {"events", "events/commitment", "events/fold", "projections/book", "github.com/google/uuid"},
	"projections/timeline":    {"events", "events/cause", "projections/book", "github.com/google/uuid"},
	"projections/commitments": {"events", "events/cause", "events/commitment", "events/edtf", "projections/book"},
	"projections/convenings":  {"events", "events/convening", "events/edtf", "projections/book"},
	"projections/joining":     {"events", "projections/book"},
	"projections/instruments": {"events", "events/instrument", "projections/book"},
	"projections/parties":     {"events", "events/party", "projections/book"},
	"projections/described":   {"events", "events/edtf", "events/register", "projections/book"},
	"projections/documents":   {"events", "projections/book"},
	"projections/duties":      {"events", "events/commitment", "events/person", "projections/book"},
	"projections/erasures":    {"events", "projections/book"},
	"projections/measures":    {"events", "projections/book"},
	"projections/methods":     {"events", "events/method", "projections/book"},
	"projections/summaries":   {"events", "projections/book"},
	"projections/people":      {"events/person", "projections/book"},
	"projections/questions":   {"events", "projections/book"},
	"projections/sources":     {"events", "projections/book"},

	// What may happen, and who asks.
	"services/commands":            {"events/strictjson", "services/commands/..."},
	"services/commands/rule":       {"events", "events/cause", "events/codes", "events/commitment", "events/edtf", "events/fold", "events/method", "events/person", "services/guard", "golang.org/x/text/unicode/norm"},
	"services/commands/method":     {"events", "events/commitment", "events/fold", "events/method", "services/commands/rule"},
	"services/commands/summary":    {"events", "events/edtf", "events/fold", "events/method", "services/commands/rule"},
	"services/commands/source":     {"events", "events/fold", "events/source", "services/commands/rule"},
	"services/commands/person":     {"events", "events/fold", "events/person", "services/commands/rule"},
	"services/commands/party":      {"events", "events/fold", "events/party", "services/commands/rule"},
	"services/commands/instrument": {"events", "events/fold", "events/instrument", "services/commands/rule"},
	"services/commands/register":   {"events", "events/edtf", "events/fold", "events/person", "events/register", "services/commands/rule"},
	"services/commands/convening":  {"events", "events/convening", "events/fold", "services/commands/rule"},
	"services/commands/commitment": {"events", "events/codes", "events/commitment", "events/edtf", "events/fold", "events/method", "services/commands/rule"},
	"services/recording":           {"events", "events/cause", "events/codes", "events/commitment", "events/convening", "events/edtf", "events/eventlog", "events/fold", "events/instrument", "events/method", "events/party", "events/person", "events/private", "events/register", "events/source", "events/texts", "services/commands/rule", "services/guard", "golang.org/x/text/unicode/norm"},
	"services/importing":           {"events", "events/cause", "events/codes", "events/commitment", "events/edtf", "events/instrument", "events/strictjson", "services/commands/...", "services/recording", "github.com/google/uuid", "golang.org/x/text/unicode/norm"},
	"services/depositing":          {"events/files", "events/private", "services/commands/commitment", "services/commands/rule", "services/recording", "github.com/google/uuid"},
	"services/reporting":           {"events", "events/cause", "events/codes", "events/commitment", "events/edtf", "events/method", "projections/...", "services/reporting/document", "services/withholding"},
	"services/reporting/document":  {"events", "events/cause", "events/edtf", "events/register", "events/strictjson"},
	"services/reporting/drawing":   {"events/edtf", "services/reporting/document", "services/wording"},
	"services/reporting/forms": {"events", "events/cause", "events/codes", "events/edtf", "services/reporting/document", "services/reporting/drawing", "services/wording",
		"github.com/xuri/excelize/v2"},
	"services/withholding": {"events", "events/edtf"},
	"services/auditing":    {"events", "events/commitment", "events/eventlog/comparison", "events/fold"},
	"services/backup": {"events", "events/cause", "events/durable", "events/eventlog/supervision", "events/folder", "events/ledger", "events/ledger/bundle", "events/ledger/verification",
		"events/strictjson", "github.com/google/uuid", "github.com/mattn/go-sqlite3"},
	"services/moving": {"events", "events/cause", "events/durable", "events/eventlog/comparison", "events/eventlog/supervision", "events/folder", "events/register",
		"services/commands/register", "services/commands/rule", "services/recording", "github.com/google/uuid"},
	"services/erasing": {"events", "events/files", "events/private", "events/texts", "projections/book", "projections/documents", "projections/erasures", "services/recording"},
	"services/auditing/examination": {"events", "events/cause", "events/durable", "events/edtf", "events/eventlog/...", "events/files", "events/folder", "events/ledger", "events/private", "events/texts",
		"projections/book", "projections/erasures", "projections/people", "projections/sources", "services/auditing"},
	"services/repair":            {"events", "events/cause", "events/durable", "events/eventlog/...", "events/folder", "events/ledger", "services/commands/rule"},
	"services/api":               {"events/...", "projections/...", "services/auditing/...", "services/backup", "services/commands/...", "services/depositing", "services/importing", "services/moving", "services/recording", "services/reporting", "services/reporting/document", "services/wording", "github.com/google/uuid"},
	"services/guard":             {"golang.org/x/text/unicode/norm"},
	"services/importing/example": {},
	"services/wording":           {"events", "events/codes", "events/commitment", "events/edtf", "events/instrument"},
	"services/web": {"events", "events/cause", "events/codes", "events/commitment", "events/edtf", "events/ledger", "events/register", "projections/...",
		"services/commands/rule", "services/recording", "services/reporting", "services/wording", "github.com/google/uuid", "github.com/klauspost/compress/gzhttp"},
	"services/web/commitments": {"events", "events/cause", "events/commitment", "events/edtf", "events/files", "projections/book", "projections/commitments",
		"projections/documents", "projections/measures", "projections/questions", "projections/streams", "projections/timeline",
		"services/commands/commitment", "services/commands/rule", "services/recording", "services/withholding", "services/api", "services/web", "github.com/google/uuid"},
	"services/web/convenings": {"events", "events/commitment", "events/edtf", "projections/book", "projections/commitments", "projections/convenings", "projections/instruments",
		"projections/questions", "projections/sources", "services/api", "services/web"},
	"services/web/organisations": {"projections/book", "projections/commitments", "projections/convenings", "projections/instruments", "projections/parties",
		"projections/questions", "services/api", "services/web"},
	"services/web/summaries": {"events/cause", "events/codes", "events/commitment", "events/edtf", "projections/book", "projections/methods", "projections/summaries",
		"services/reporting", "services/reporting/document", "services/reporting/forms", "services/web", "services/wording"},
	"services/web/changes": {"events", "events/edtf", "projections", "projections/book", "projections/commitments", "projections/timeline", "services/auditing", "services/web"},
	"services/web/check":   {"events", "events/cause", "events/ledger/...", "projections/book", "projections/streams", "services/web"},
	"services/web/webtest": {"events/...", "projections/...", "services/recording", "services/reporting/...", "services/web/...", "github.com/google/uuid", "golang.org/x/mod/sumdb/note"}, // TestOnlyTestsLookAtAWorld holds that

	// The program.
	"cmd/ahd/node":     {"events/...", "projections/...", "services/...", "github.com/google/uuid"},
	"cmd/ahd/door":     {"services/api", "events/cause"},
	"cmd/ahd/answers":  {"cmd/ahd/terminal", "events", "events/codes", "events/folder", "projections/book", "projections/timeline", "services/api", "services/auditing/..."},
	"cmd/ahd/offline":  {"cmd/ahd/terminal", "events/...", "projections", "services/api"},
	"cmd/ahd/terminal": {"events", "events/commitment", "events/register", "services/wording", "golang.org/x/sys/unix"},
	"cmd/ahd/settings": {"cmd/ahd/terminal", "events/durable", "events/folder", "services/api", "github.com/alecthomas/kong"},
	"cmd/ahd/help": {"events/codes", "events/commitment", "services/api", "services/commands", "services/commands/rule", "services/reporting", "services/reporting/document",
		"github.com/alecthomas/kong"},
	// What is measured against comes with the measurements alone.
	"cmd/ahd-bench": {"cmd/ahd-bench/...", "events/cause", "services/reporting/forms", "github.com/alecthomas/kong"},
	"cmd/ahd-bench/bench": {"cmd/ahd/node", "events/...", "projections", "projections/book", "projections/commitments", "services/commands/...", "services/recording", "services/reporting", "services/reporting/document", "services/web", "services/web/commitments", "services/web/convenings", "services/web/organisations",
		"github.com/google/uuid", "github.com/mattn/go-sqlite3", "golang.org/x/mod/sumdb/note", "github.com/nats-io/nats.go/...", "github.com/nats-io/nats-server/v2/server"},
	"cmd/ahd/powercut": {"github.com/hanwen/go-fuse/v2/fuse"}, // a disk for tests; TestOnlyTestsCutThePower holds that
	"cmd/ahd-bench/peers": {"cmd/ahd-bench/bench", "cmd/ahd/node", "events/cause",
		"github.com/jackc/pgx/v5", "github.com/mattn/go-sqlite3", "golang.org/x/sys/unix", "github.com/nats-io/nats.go/...", "github.com/nats-io/nats-server/v2/server"},
	"cmd/ahd-bench/soak": {"cmd/ahd-bench/bench", "cmd/ahd/door", "events/cause", "events/folder", "services/api", "services/commands/commitment", "github.com/google/uuid"},
	"cmd/ahd-verify":     {"events/cause", "events/durable", "events/ledger/verification", "events/ledger/tiles", "events/ledger/witness"},
	"cmd/ahd": {"cmd/ahd/...", "events/...", "projections/...", "services/...",
		"github.com/alecthomas/kong", "github.com/google/uuid", "github.com/mattn/go-sqlite3"},
}

// inTests are what test files may import besides.
var inTests = []string{
	"pgregory.net/rapid", "github.com/google/go-cmp/cmp", "github.com/rogpeppe/go-internal/testscript",
	"github.com/santhosh-tekuri/jsonschema/v6", "github.com/google/uuid", "golang.org/x/mod/sumdb/...",
	"golang.org/x/text/unicode/norm", "filippo.io/torchwood", "github.com/nats-io/nats.go/...", "github.com/ThreeDotsLabs/watermill/...",
}

// below is what the tests of a package may import of ours: what its layer stands
// on. Real things instead of mocks need it.
func below(pkg string) []string {
	switch top, _, _ := strings.Cut(pkg, "/"); top {
	case "events":
		return []string{"events/..."}
	case "projections":
		return []string{"events/...", "projections/..."}
	case "services":
		return []string{"events/...", "projections/...", "services/..."}
	}
	return []string{"events/...", "projections/...", "services/...", "cmd/ahd/..."}
}

const module = "ahd.example/ahd"

// root is the folder of the module, seen from this test.
const root = "../.."

func TestArrowsPointDown(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range goFiles(t) {
		pkg := path.Dir(filepath.ToSlash(file))
		seen[pkg] = true
		allowed, known := arrows[pkg]
		if !known {
			t.Errorf("%s: this room is not drawn in arrows", pkg)
			continue
		}
		if strings.HasSuffix(file, "_test.go") {
			allowed = slices.Concat(allowed, inTests, below(pkg), []string{pkg})
		}
		for _, name := range imports(t, file) {
			if !permitted(name, allowed) {
				t.Errorf("%s imports %s: draw the arrow in arrows first, if it points down", file, name)
			}
		}
	}
	for pkg := range arrows {
		if !seen[pkg] {
			t.Errorf("%s is drawn in arrows and has no files", pkg)
		}
	}
}

// What tests of pages look at is made for tests.
func TestOnlyTestsLookAtAWorld(t *testing.T) {
	for _, file := range goFiles(t) {
		if !strings.HasSuffix(file, "_test.go") && slices.Contains(imports(t, file), "services/web/webtest") {
			t.Errorf("%s imports the world that tests alone may look at", file)
		}
	}
}

// Nothing of ours may stand at the top but the rooms of the house.
func TestTheHouseHasNoOtherRooms(t *testing.T) {
	rooms := []string{"events", "services", "projections", "cmd", "deploy"}
	entries, err := filepath.Glob(filepath.Join(root, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := filepath.Base(entry)
		if info, err := os.Stat(entry); err != nil || !info.IsDir() || strings.HasPrefix(name, ".") || name == "ahd-data" {
			continue
		}
		if !slices.Contains(rooms, name) {
			t.Errorf("%s is no room of the house", name)
		}
	}
}

func permitted(name string, allowed []string) bool {
	for _, pattern := range allowed {
		under, deep := strings.CutSuffix(pattern, "/...")
		if name == pattern || deep && (name == under || strings.HasPrefix(name, under+"/")) {
			return true
		}
	}
	return false
}

// imports lists what a file imports, without the standard library; ours without
// the module's name.
func imports(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, spec := range parsed.Imports {
		name := strings.Trim(spec.Path.Value, `"`)
		if ours, ok := strings.CutPrefix(name, module+"/"); ok {
			names = append(names, ours)
		} else if first, _, _ := strings.Cut(name, "/"); strings.Contains(first, ".") {
			names = append(names, name)
		}
	}
	return names
}

// goFiles lists the Go files of the module, by their place in it.
func goFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && name != root {
			return filepath.SkipDir
		}
		if strings.HasSuffix(name, ".go") {
			relative, err := filepath.Rel(root, name)
			files = append(files, relative)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no files found: this test looks in the wrong place")
	}
	return files
}
