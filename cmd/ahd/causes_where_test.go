package main

import (
	"go/ast"
	"go/token"
	"maps"
)

// Where TestEveryErrorKeepsItsCause takes a name for that of an error that was found.

// tested are the errors because of which something may be done on conditions.
func (h house) tested(errs map[string]bool, conditions ...ast.Expr) map[string]bool {
	found := map[string]bool{}
	note := func(e ast.Expr) {
		if name, is := e.(*ast.Ident); is {
			found[name.Name] = true
		}
	}
	for _, condition := range conditions {
		ast.Inspect(condition, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr: // another one than nil, or a certain one
				compared := n.Op == token.NEQ && isNamed(n.Y, "nil") || n.Op == token.EQL && !isNamed(n.Y, "nil")
				if compared && isError(n.X, errs) {
					note(n.X)
				}
				if call, is := n.X.(*ast.CallExpr); is && n.Op == token.NEQ && isNamed(n.Y, "nil") && h.mayFail(call) {
					found[owner(call)] = true
				}
			case *ast.CallExpr:
				if name := calledName(n); (name == "Is" || name == "As") && len(n.Args) == 2 && isError(n.Args[0], errs) {
					note(n.Args[0])
					if as, is := n.Args[1].(*ast.UnaryExpr); is {
						note(as.X)
					}
				}
			}
			return true
		})
	}
	return found
}

// failedAfter are the errors of what follows on “if err == nil { return … }”, and on a
// switch with such a case.
func failedAfter(errs map[string]bool, statement ast.Stmt) map[string]bool {
	found := map[string]bool{}
	switch s := statement.(type) {
	case *ast.IfStmt:
		if s.Else == nil && ends(s.Body.List) {
			return passed(errs, s.Cond)
		}
	case *ast.SwitchStmt:
		for _, c := range s.Body.List {
			if clause := c.(*ast.CaseClause); len(clause.List) == 1 && ends(clause.Body) {
				found = united(found, passed(errs, clause.List[0]))
			}
		}
	}
	return found
}

// passed are the errors of what follows where a condition does not hold.
func passed(errs map[string]bool, condition ast.Expr) map[string]bool {
	switch c := condition.(type) {
	case *ast.BinaryExpr:
		if c.Op == token.EQL && isNamed(c.Y, "nil") && isError(c.X, errs) {
			return map[string]bool{typeName(c.X): true}
		}
	case *ast.UnaryExpr: // it is what it was asked for
		if call, is := c.X.(*ast.CallExpr); is && calledName(call) == "As" && len(call.Args) == 2 {
			if as, is := call.Args[1].(*ast.UnaryExpr); is {
				return map[string]bool{typeName(as.X): true}
			}
		}
	}
	return nil
}

// without are the errors that there still are behind a statement: it may set one anew, or
// return where there is one.
func without(found map[string]bool, statement ast.Stmt) map[string]bool {
	rest := maps.Clone(found)
	switch s := statement.(type) {
	case *ast.AssignStmt:
		for _, name := range s.Lhs {
			delete(rest, typeName(name))
		}
	case *ast.IfStmt:
		if c, is := s.Cond.(*ast.BinaryExpr); is && c.Op == token.NEQ && isNamed(c.Y, "nil") && ends(s.Body.List) {
			delete(rest, typeName(c.X))
			if joined, is := s.Init.(*ast.AssignStmt); is { // one that is in it returned with it
				for name := range found {
					if holds(joined.Rhs[0], map[string]bool{name: true}) {
						delete(rest, name)
					}
				}
			}
		}
	}
	return rest
}

func ends(body []ast.Stmt) bool {
	if len(body) == 0 {
		return false
	}
	_, is := body[len(body)-1].(*ast.ReturnStmt)
	return is
}

func united(some, more map[string]bool) map[string]bool {
	all := maps.Clone(some)
	if all == nil {
		all = map[string]bool{}
	}
	maps.Copy(all, more)
	return all
}
