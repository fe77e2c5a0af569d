package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// house is the module as it is read, without its tests, for TestEveryErrorKeepsItsCause.
// Types are told by their names: that suffices, and needs no compiler.
type house struct {
	set       *token.FileSet
	files     []source
	kinds     map[string]bool            // names of types that are errors
	sentinels map[string]map[string]bool // variables of packages, by folder
	failing   map[string]bool            // names of functions: whether the last result of each is an error
	makers    map[string]bool            // functions that always return a new error, by name, and by folder and name
}

type source struct {
	name   string
	syntax *ast.File
}

// function is one with a body; one that is written within another has the same name.
type function struct {
	name string
	recv *ast.FieldList
	typ  *ast.FuncType
	body *ast.BlockStmt
}

func parsedHouse(t *testing.T) house {
	t.Helper()
	h := house{set: token.NewFileSet(), kinds: map[string]bool{"error": true}, sentinels: map[string]map[string]bool{},
		failing: map[string]bool{}, makers: map[string]bool{}}
	for _, name := range goFiles(t) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(h.set, filepath.Join(root, name), nil, 0)
		must(t, err)
		h.files = append(h.files, source{filepath.ToSlash(name), parsed})
	}
	for _, f := range h.files {
		h.declared(f)
	}
	for before := -1; before != len(h.failing)+len(h.makers); {
		before = len(h.failing) + len(h.makers)
		h.learn()
	}
	return h
}

// declared notes the kinds of errors and the variables of a file.
func (h house) declared(f source) {
	if h.sentinels[f.dir()] == nil {
		h.sentinels[f.dir()] = map[string]bool{}
	}
	for _, declaration := range f.syntax.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			if d.Recv != nil && d.Name.Name == "Error" {
				h.kinds[typeName(d.Recv.List[0].Type)] = true
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if variables, is := spec.(*ast.ValueSpec); is && d.Tok == token.VAR {
					for _, name := range variables.Names {
						h.sentinels[f.dir()][name.Name] = true
					}
				}
			}
		}
	}
}

// learn notes which functions fail, and which of them make errors: what every one of
// their returns gives is new.
func (h house) learn() {
	for _, f := range h.files {
		for _, declaration := range f.syntax.Decls {
			d, is := declaration.(*ast.FuncDecl)
			if !is || d.Body == nil {
				continue
			}
			if !h.returnsError(d.Type) {
				h.failing[d.Name.Name] = false
				continue
			}
			if _, before := h.failing[d.Name.Name]; !before {
				h.failing[d.Name.Name] = true
			}
			if d.Type.Results.NumFields() == 1 && h.alwaysMakes(f, d) {
				h.makers[d.Name.Name], h.makers[f.dir()+" "+d.Name.Name] = true, true
			}
		}
	}
}

func (h house) alwaysMakes(f source, d *ast.FuncDecl) bool {
	always, some, local := true, false, map[string]bool{}
	ast.Inspect(d.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if name, is := n.Lhs[0].(*ast.Ident); is && n.Tok == token.DEFINE && len(n.Rhs) == 1 {
				local[name.Name] = h.made(f, n.Rhs[0])
			}
		case *ast.ReturnStmt:
			name, is := n.Results[0].(*ast.Ident)
			some, always = true, always && (h.made(f, n.Results[0]) || is && local[name.Name])
		}
		return !isLiteral(n)
	})
	return always && some
}

func (h house) returnsError(typ *ast.FuncType) bool {
	return typ.Results != nil && h.kinds[typeName(typ.Results.List[len(typ.Results.List)-1].Type)]
}

// errorsIn are the names that stand for errors in a function.
func (h house) errorsIn(fn function) map[string]bool {
	errs := map[string]bool{"err": true}
	for _, fields := range []*ast.FieldList{fn.recv, fn.typ.Params, fn.typ.Results} {
		if fields == nil {
			continue
		}
		for _, field := range fields.List {
			for _, name := range field.Names {
				errs[name.Name] = h.kinds[typeName(field.Type)] || errs[name.Name]
			}
		}
	}
	ast.Inspect(fn.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for _, name := range n.Names {
				errs[name.Name] = errs[name.Name] || h.kinds[typeName(n.Type)]
			}
		case *ast.AssignStmt:
			name, is := n.Lhs[len(n.Lhs)-1].(*ast.Ident)
			call, made := n.Rhs[len(n.Rhs)-1].(*ast.CallExpr)
			if is && made && h.failing[calledName(call)] {
				errs[name.Name] = true
			}
		}
		return true
	})
	return errs
}

// functions are those of a file, those within others as well.
func functions(f *ast.File) (all []function) {
	name, recv := "", (*ast.FieldList)(nil)
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			name, recv = n.Name.Name, n.Recv
			if n.Body != nil {
				all = append(all, function{name, recv, n.Type, n.Body})
			}
		case *ast.FuncLit:
			all = append(all, function{name, nil, n.Type, n.Body})
		}
		return true
	})
	return all
}

// mayFail says whether what is called returns an error alone.
func (h house) mayFail(call *ast.CallExpr) bool {
	is, ours := h.failing[calledName(call)]
	return is || !ours
}

// owner is the context whose error is asked for. Another error that has no name is held
// by nothing.
func owner(call *ast.CallExpr) string {
	if asked, is := call.Fun.(*ast.SelectorExpr); is && asked.Sel.Name == "Err" {
		return typeName(asked.X)
	}
	return ""
}

func isLiteral(n ast.Node) bool { _, is := n.(*ast.FuncLit); return is }

func isNamed(e ast.Expr, name string) bool {
	found, is := e.(*ast.Ident)
	return is && found.Name == name
}

func isError(e ast.Expr, errs map[string]bool) bool {
	name, is := e.(*ast.Ident)
	return is && errs[name.Name]
}

// calledName is the name of what is called, without where it comes from.
func calledName(call *ast.CallExpr) string { return typeName(call.Fun) }

// typeName is the name of a type, without where it comes from.
func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return ""
}
