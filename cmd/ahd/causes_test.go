package main

import (
	"go/ast"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// causesLost are the places where a cause is left out on purpose, by file and function,
// with the reason.
var causesLost = map[string]string{
	"events/eventlog/supervision/dial.go undialled": "the error of the library may repeat a password",

	"events/eventlog/memory.go correct":     "not recorded is true of this call alone, and whoever looks for it would take it for an answer about the id",
	"events/ledger/bundle/tar.go readBlock": "io.EOF inside would tell whoever reads on that all was read",
	"projections/search/search.go Refresh":  "a file that is damaged here is not the book's",
}

// Wherever an error is found and another one is returned, the other one has it inside:
// whoever runs the program finds out why, and the door decides what people see.
func TestEveryErrorKeepsItsCause(t *testing.T) {
	house := parsedHouse(t)
	found, left := 0, map[string]bool{}
	for _, f := range house.files {
		for _, fn := range functions(f.syntax) {
			name := f.name + " " + fn.name
			lost := house.losses(f, fn)
			found += lost.looked
			if len(lost.at) > 0 && causesLost[name] != "" {
				left[name] = true
				continue
			}
			for _, at := range lost.at {
				t.Errorf("%s:%d: it returns another error and loses the cause: cause.Of keeps it", f.name, house.set.Position(at.Pos()).Line)
			}
		}
	}
	if found < 900 {
		t.Errorf("%d errors were looked at: this test looks in the wrong place", found)
	}
	for name := range causesLost {
		if !left[name] {
			t.Errorf("%s is listed, and loses nothing", name)
		}
	}
}

// loss is what a function loses, and how many errors were found in it.
type loss struct {
	at     []ast.Node
	looked int
}

// losses looks at one function, without those within it.
func (h house) losses(f source, fn function) (l loss) {
	errs := h.errorsIn(fn)
	ast.Inspect(fn.body, func(n ast.Node) bool {
		if call, is := n.(*ast.CallExpr); is && retold(call, errs) {
			l.at = append(l.at, call)
		}
		return !isLiteral(n)
	})
	if h.returnsError(fn.typ) {
		h.within(f, &ast.LabeledStmt{Stmt: fn.body}, errs, h.handed(fn), &l)
	}
	return l
}

// handed are the errors that a function is given.
func (h house) handed(fn function) map[string]bool {
	found := map[string]bool{}
	for _, field := range fn.typ.Params.List {
		for _, name := range field.Names {
			if isNamed(field.Type, "error") {
				found[name.Name] = true
			}
		}
	}
	return found
}

// within looks at what is returned below a node, where these errors were found.
func (h house) within(f source, n ast.Node, errs, found map[string]bool, l *loss) {
	ast.Inspect(n, func(m ast.Node) bool {
		switch m := m.(type) {
		case *ast.FuncLit:
			return false
		case *ast.IfStmt:
			more, before := h.tested(errs, m.Cond), without(found, m.Init)
			l.looked += min(len(more), 1)
			h.within(f, m.Body, errs, united(before, more), l)
			if m.Else != nil {
				h.within(f, &ast.LabeledStmt{Stmt: m.Else}, errs, before, l)
			}
			return false
		case *ast.SwitchStmt:
			if m != n && m.Tag == nil {
				h.cases(f, m, errs, found, l)
				return false
			}
		case *ast.CaseClause:
			if more := h.tested(errs, m.List...); m != n && len(more) > 0 {
				l.looked++
				h.within(f, m, errs, united(found, more), l)
				return false
			}
		case *ast.BlockStmt:
			for _, statement := range m.List {
				h.within(f, &ast.LabeledStmt{Stmt: statement}, errs, found, l)
				found = united(without(found, statement), failedAfter(errs, statement))
			}
			return false
		case *ast.ReturnStmt:
			if len(found) > 0 && len(m.Results) > 0 {
				if last := m.Results[len(m.Results)-1]; h.made(f, last) && !holds(last, found) {
					l.at = append(l.at, m)
				}
			}
		}
		return true
	})
}

// cases looks at the cases of a switch: behind “case err == nil” err is an error.
func (h house) cases(f source, s *ast.SwitchStmt, errs, found map[string]bool, l *loss) {
	found = without(found, s.Init)
	for _, c := range s.Body.List {
		clause := c.(*ast.CaseClause)
		h.within(f, &ast.LabeledStmt{Stmt: clause}, errs, found, l)
		if len(clause.List) == 1 {
			found = united(found, passed(errs, clause.List[0]))
		}
	}
}

// made says whether what is returned is another error than one that was found.
func (h house) made(f source, e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return h.sentinels[f.dir()][e.Name]
	case *ast.SelectorExpr:
		return strings.HasPrefix(e.Sel.Name, "Err") && e.Sel.Name != "Err"
	case *ast.UnaryExpr:
		return h.made(f, e.X)
	case *ast.CompositeLit:
		return h.kinds[typeName(e.Type)]
	case *ast.CallExpr:
		if selected, is := e.Fun.(*ast.SelectorExpr); is {
			chained, is := selected.X.(*ast.CallExpr)
			if is && h.made(f, chained) || isNamed(selected.X, "errors") && selected.Sel.Name == "New" || isNamed(selected.X, "fmt") && selected.Sel.Name == "Errorf" {
				return true
			}
		}
		if name := calledName(e); h.makers[f.dir()+" "+name] || !isNamed(e.Fun, name) && h.makers[name] {
			return true
		}
		for _, arg := range e.Args {
			if call, is := arg.(*ast.CallExpr); is && h.made(f, call) {
				return true
			}
		}
	}
	return false
}

// holds says whether an error that was found is in what is returned, and not only its text.
func holds(returned ast.Expr, found map[string]bool) (is bool) {
	ast.Inspect(returned, func(n ast.Node) bool {
		if call, text := n.(*ast.CallExpr); text && calledName(call) == "Error" {
			return false
		}
		if name, isName := n.(*ast.Ident); isName && found[name.Name] {
			is = true
		}
		return true
	})
	return is
}

// retold says whether a call of fmt.Errorf writes out an error that it does not keep. With
// %.0w it keeps one and does not write it out.
func retold(call *ast.CallExpr, errs map[string]bool) bool {
	if calledName(call) != "Errorf" || len(call.Args) < 2 {
		return false
	}
	literal, is := call.Args[0].(*ast.BasicLit)
	if !is {
		return false
	}
	format, err := strconv.Unquote(literal.Value)
	if err != nil {
		return false
	}
	verbs := strings.Split(strings.ReplaceAll(format, "%%", ""), "%")[1:]
	for i, arg := range call.Args[1:] {
		if isError(arg, errs) && i < len(verbs) && !strings.HasPrefix(strings.TrimPrefix(verbs[i], ".0"), "w") {
			return true
		}
	}
	return false
}

func (s source) dir() string { return filepath.Dir(s.name) }
