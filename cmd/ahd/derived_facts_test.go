package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// deciding are the values that how a commitment stands is decided by, or decided to be.
// Whoever compares with them derives something: that is done in events/commitment, once,
// in Go and in SQL side by side.
var deciding = append(strings.Fields(`NoDate OnSchedule DueSoon Overdue MetOnTime MetLate DueSoonDays StaleDays NoReport NotAssessed
	Open ClosedImplemented ClosedNotImplemented Reopened`), ofTheRecord...)

// ofTheRecord are those of the record axis.
var ofTheRecord = strings.Fields(`Captured Confirmed Operationalised Merged Superseded Withdrawn Rejected`)

// decide are the files that compare with such values all the same, and with which; those of
// commands may ask what they want of the record axis, which is recorded and not derived.
var decide = map[string]struct{ with, why string }{
	"services/reporting/tally.go":        {"ClosedImplemented DueSoon MetLate MetOnTime OnSchedule Overdue", "it counts each value of what was derived"},
	"services/reporting/lists.go":        {"Overdue", "it lists what was found to be overdue"},
	"services/web/steps.go":              {"Overdue", "it shows what was found to be overdue"},
	"services/web/history.go":            {"NoReport NotAssessed", "it tells what an axis turned to, unless that is nothing"},
	"projections/commitments/tallies.go": {"NoReport", "a table of counts knows which filters it answers, and notes the one value"},
}

// derivedSQL is SQL that compares a column of commitments with a fixed value or a day.
var derivedSQL = regexp.MustCompile(`(?i)\b(closure|self_reported|stale_from|interval_ends|quiet_since|due|met|(?:\w+\.)?record|assessed)\s*(=|<>|!=|<=|>=|<|>|\bNOT IN\b|\bIN\b)\s*(\(|'|%|$)`)

func TestDerivedFactsAreWrittenOnce(t *testing.T) {
	used, looked := map[string]bool{}, 0
	for _, file := range goFiles(t) {
		file = filepath.ToSlash(file)
		top, _, _ := strings.Cut(file, "/")
		if strings.HasSuffix(file, "_test.go") || !slices.Contains([]string{"projections", "services", "cmd"}, top) || strings.HasPrefix(file, "services/wording/") {
			continue
		}
		looked++
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		with, home := decidesBy(parsed), homeOf(file)
		known, listed := decide[home]
		if strings.HasPrefix(file, "services/recording/") || strings.HasPrefix(file, "services/commands/") {
			with = slices.DeleteFunc(with, func(name string) bool { return slices.Contains(ofTheRecord, name) })
		}
		for _, name := range with {
			if !slices.Contains(strings.Fields(known.with), name) {
				t.Errorf("%s decides by commitment.%s: how a commitment stands is derived in events/commitment", file, name)
			}
		}
		for _, name := range strings.Fields(known.with) {
			if !slices.Contains(with, name) {
				t.Errorf("%s does not decide by commitment.%s any more", file, name)
			}
		}
		used[home] = used[home] || listed
		for _, sql := range comparesInSQL(parsed) {
			t.Errorf("%s compares in SQL what is derived in events/commitment: %s", file, sql)
		}
	}
	for file := range decide {
		if !used[file] {
			t.Errorf("there is no %s any more", file)
		}
	}
	if looked < 300 {
		t.Errorf("only %d files were looked at", looked)
	}
}

// homeOf names a file by the room in which it is, wherever in that.
func homeOf(file string) string {
	parts := strings.Split(file, "/")
	return strings.Join(parts[:2], "/") + "/" + parts[len(parts)-1]
}

// decidesBy are the deciding values of package commitment with which a file compares, or
// that it returns, assigns or writes into text: all that is no table of values.
func decidesBy(file *ast.File) (names []string) {
	note := func(of ...ast.Expr) {
		for _, expression := range of {
			if name := decidingValue(expression); name != "" {
				names = append(names, name)
			}
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.BinaryExpr:
			note(node.X, node.Y)
		case *ast.CaseClause:
			note(node.List...)
		case *ast.ReturnStmt:
			note(node.Results...)
		case *ast.AssignStmt:
			note(node.Rhs...)
		case *ast.CallExpr:
			if function, ok := node.Fun.(*ast.SelectorExpr); ok && function.Sel.Name == "Sprintf" || ok && function.Sel.Name == "Contains" {
				note(node.Args...)
			}
		}
		return true
	})
	slices.Sort(names)
	return slices.Compact(names)
}

// decidingValue is the name of a deciding value; "" for anything else.
func decidingValue(expression ast.Expr) string {
	selector, ok := expression.(*ast.SelectorExpr)
	if !ok || !slices.Contains(deciding, selector.Sel.Name) {
		return ""
	}
	if from, ok := selector.X.(*ast.Ident); !ok || from.Name != "commitment" {
		return ""
	}
	return selector.Sel.Name
}

// comparesInSQL are the texts of a file that do.
func comparesInSQL(file *ast.File) (found []string) {
	ast.Inspect(file, func(node ast.Node) bool {
		if text, ok := node.(*ast.BasicLit); ok && text.Kind == token.STRING {
			if sql := derivedSQL.FindString(strings.Trim(text.Value, "`\"")); sql != "" {
				found = append(found, sql)
			}
		}
		return true
	})
	return found
}
