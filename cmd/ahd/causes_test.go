package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// causesKept are the rooms of those who verify. What they answer to an error of others
// has it inside: whoever runs the program finds out why, and the door decides what people
// see.
var causesKept = []string{"events/ledger/verification/", "events/ledger/tiles/", "events/ledger/witness/", "cmd/ahd-verify/", "cmd/ahd/log_"}

// Wherever an error is found and another one is returned, the other one has it inside.
func TestWhoVerifiesKeepsTheCauseOfAnError(t *testing.T) {
	found := 0
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") || !within(file, causesKept) {
			continue
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, filepath.Join(root, file), nil, 0)
		must(t, err)
		ast.Inspect(parsed, func(n ast.Node) bool {
			body, is := afterAnError(n)
			if !is {
				return true
			}
			found++
			for _, statement := range body {
				if back, is := statement.(*ast.ReturnStmt); is && len(back.Results) > 0 && drops(back.Results[len(back.Results)-1]) {
					t.Errorf("%s:%d: it returns another error and loses the cause", file, set.Position(back.Pos()).Line)
				}
			}
			return true
		})
	}
	if found < 60 {
		t.Errorf("%d errors were looked at: this test looks in the wrong place", found)
	}
}

func within(file string, rooms []string) bool {
	for _, room := range rooms {
		if strings.HasPrefix(file, room) {
			return true
		}
	}
	return false
}

// afterAnError is what is done where err is an error.
func afterAnError(n ast.Node) ([]ast.Stmt, bool) {
	switch branch := n.(type) {
	case *ast.IfStmt:
		return branch.Body.List, failed(branch.Cond)
	case *ast.CaseClause:
		return branch.Body, len(branch.List) == 1 && failed(branch.List[0])
	}
	return nil, false
}

// failed says whether a condition holds where err is an error, and for no other reason.
func failed(condition ast.Expr) bool {
	compared, is := condition.(*ast.BinaryExpr)
	if !is || compared.Op != token.NEQ {
		return false
	}
	name, is := compared.X.(*ast.Ident)
	return is && name.Name == "err"
}

// drops says whether what is returned is made anew and does not hold err.
func drops(returned ast.Expr) bool {
	made := false
	switch e := returned.(type) {
	case *ast.CompositeLit:
		_, bytes := e.Type.(*ast.ArrayType)
		made = !bytes
	case *ast.CallExpr, *ast.UnaryExpr:
		made = true
	case *ast.Ident:
		return strings.HasPrefix(e.Name, "err") && e.Name != "err"
	}
	holds := false
	ast.Inspect(returned, func(n ast.Node) bool {
		if name, is := n.(*ast.Ident); is && name.Name == "err" {
			holds = true
		}
		return true
	})
	return made && !holds
}
