package main

import (
	"database/sql"
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	_ "github.com/mattn/go-sqlite3" // as the program has it
)

// toldAtLength is a register with typed texts of every kind, and files of every kind.
func toldAtLength(t *testing.T) string {
	t.Helper()
	dir := imported(t)
	minutes := write(t, filepath.Join(t.TempDir(), "minutes.txt"), "Minutes of a meeting")
	on := func(what string, flags ...string) string {
		id := uuid.NewString()
		ok(t, append([]string{"record", what, "--commitment", item, "--command-id", id, "--data", dir}, flags...)...)
		return id
	}
	report := on("progress", "--state", "in_progress", "--narrative", "told at length")
	on("evidence", "--file", minutes, "--visibility", "public", "--description", "what was said")
	on("evidence", "--file", write(t, filepath.Join(t.TempDir(), "other.txt"), "Notes"), "--visibility", "restricted")
	on("suspend", "--reason", "nobody is there")
	on("resume", "--reason", "somebody is there")
	on("retract", "--report", report, "--reason", "it was another commitment")
	return dir
}

var addresses = regexp.MustCompile(`href="(/[^"#]*)`)

// crawled are all pages that the first one leads to, at most so many.
func crawled(t *testing.T, url string, most int) (pages []string) {
	t.Helper()
	pages = []string{"/", "/commitments/" + item, "/changes?from=100"}
	for i := 0; i < len(pages) && i < most; i++ {
		_, body := get(t, url+pages[i])
		for _, found := range addresses.FindAllStringSubmatch(body, -1) {
			if page := html.UnescapeString(found[1]); !slices.Contains(pages, page) && len(pages) < most {
				pages = append(pages, page)
			}
		}
	}
	return pages
}

// walk looks at every page and asks every question: none is a failure of ours, and it
// says on how many pages and in how many answers something is called lost.
func walk(t *testing.T, url, dir string, pages []string, what string) (said int) {
	t.Helper()
	for _, page := range pages {
		code, body := get(t, url+page)
		if code >= http.StatusInternalServerError {
			t.Errorf("without %s, %s is %d", what, page, code)
		}
		if strings.Contains(body, "lost") {
			said++
		}
	}
	for _, question := range readings {
		if strings.Contains(strings.Join(question, " "), "--search") {
			continue
		}
		a := ahd(t, append(slices.Clone(question), "--data", dir, "--json")...)
		if a.code != 0 {
			t.Errorf("without %s, %v ends with %d: %s", what, question, a.code, a.err)
		}
		if strings.Contains(a.out, `"lost":`) {
			said++
		}
	}
	return said
}

// Every typed text and every file is taken away in turn: no page and no verb fails, and
// what shows it says that it was lost. It is there again when it is put back.
func TestWhatIsLostIsCalledLost(t *testing.T) {
	dir := toldAtLength(t)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	pages := crawled(t, s.url, 12)
	db, err := sql.Open("sqlite3", filepath.Join(dir, "texts.db")+"?_busy_timeout=5000")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if said := walk(t, s.url, dir, pages, "nothing"); said > 0 {
		t.Fatalf("%d answers call something lost", said)
	}
	for _, id := range keptTexts(t, db) {
		did(t, db, `CREATE TABLE aside AS SELECT * FROM texts WHERE command || '/' || field = ?`, id)
		did(t, db, `DELETE FROM texts WHERE command || '/' || field = ?`, id)
		if said := walk(t, s.url, dir, pages, id); said == 0 {
			t.Errorf("nothing says that %s is lost", id)
		}
		did(t, db, `INSERT INTO texts SELECT * FROM aside`)
		did(t, db, `DROP TABLE aside`)
	}
	public := ""
	for _, name := range filesIn(t, dir) {
		path := filepath.Join(dir, "files", name)
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path, path+".aside"); err != nil {
			t.Fatal(err)
		}
		said := walk(t, s.url, dir, pages, "a file of "+fmt.Sprint(len(content))+" bytes")
		if string(content) == "Minutes of a meeting" {
			if public = name; said == 0 {
				t.Error("nothing says that the public document is lost")
			}
		}
		if err := os.Rename(path+".aside", path); err != nil {
			t.Fatal(err)
		}
	}
	if public == "" {
		t.Error("there was no public document")
	}
	if said := walk(t, s.url, dir, pages, "nothing any more"); said > 0 {
		t.Errorf("%d answers still call something lost", said)
	}
	s.stop(t)
}

func keptTexts(t *testing.T, db *sql.DB) (ids []string) {
	t.Helper()
	rows, err := db.Query(`SELECT command || '/' || field FROM texts`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	if len(ids) < 4 {
		t.Fatalf("only %v", ids)
	}
	return ids
}

func did(t *testing.T, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatal(err)
	}
}

func filesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "files"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}
