package book

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// ErrFilter is returned for a filter that a list does not have, or for a value
// that it cannot have. The sentence can be shown to whoever asked.
var ErrFilter = errors.New("no such filter")

// NotStated is the value that filters for what nobody stated.
const NotStated = "null"

// Filter is one field that a list can be narrowed by.
type Filter struct {
	Where  string   // condition on one value, "kind = ?"
	Absent string   // condition for NotStated, "kind IS NULL"; empty if it is always stated
	Values []string // what it may be; nil for any text
	Words  bool     // whether it looks into search
	Over   string   // what Where is for a view over which something is laid; empty if the same

	// Many says that several values can be asked for at once, with a comma between
	// them: whatever fits one of them is listed.
	Many bool

	// Prepare turns what was asked for into the value; nil leaves it as it is.
	// Its errors are of class ErrFilter.
	Prepare func(asked string) (string, error)
}

// Column is the filter on a column. Without values, any text is looked for.
func Column(name string, values ...string) Filter {
	return Filter{Where: name + " = ?", Absent: name + " IS NULL", Values: values}
}

// InList is the filter on a column that holds a JSON list of texts. It counts, because
// SQLite makes a join of an EXISTS, and then reads the rows of the table whole.
func InList(name string) Filter {
	return Filter{
		Where:  "(SELECT count(*) FROM json_each(" + name + ") WHERE json_each.value = ?) > 0",
		Absent: name + " = '[]'",
	}
}

// Where joins the conditions that were asked for, in the order of their names,
// so that the same question is the same statement. It returns ErrFilter.
func Where(asked map[string]string, allowed map[string]Filter) (string, []any, error) {
	conditions, args := []string{"1"}, []any(nil)
	for _, name := range sorted(asked) {
		value := asked[name]
		filter, known := allowed[name]
		if !known {
			return "", nil, fmt.Errorf("this list cannot be filtered by %s, only by %s: %w",
				name, strings.Join(sorted(allowed), ", "), ErrFilter)
		}
		values := []string{value}
		if filter.Many {
			values = strings.Split(value, ",")
		}
		var either []string
		for _, value := range values {
			condition, arg, err := filter.one(name, value)
			if err != nil {
				return "", nil, err
			}
			either, args = append(either, condition), append(args, arg...)
		}
		conditions = append(conditions, "("+strings.Join(either, " OR ")+")")
	}
	return strings.Join(conditions, " AND "), args, nil
}

// Where is the same for a view, which sees what the filters look into.
func (v *View) Where(asked map[string]string, allowed map[string]Filter) (string, []any, error) {
	if v.over != nil {
		allowed = overlaid(asked, allowed)
	}
	where, args, err := Where(asked, allowed)
	for name := range asked {
		if err == nil && allowed[name].Words {
			err = v.look()
		}
	}
	return where, args, err
}

// overlaid are filters for a view over which something is laid.
func overlaid(asked map[string]string, allowed map[string]Filter) map[string]Filter {
	allowed = maps.Clone(allowed)
	for name := range asked {
		if filter, known := allowed[name]; known && filter.Over != "" {
			filter.Where = filter.Over
			allowed[name] = filter
		}
	}
	return allowed
}

// one is the condition for one value.
func (f Filter) one(name, value string) (condition string, args []any, err error) {
	switch {
	case value == NotStated && f.Absent != "":
		return f.Absent, nil, nil
	case f.Values != nil && !slices.Contains(f.Values, value):
		return "", nil, fmt.Errorf("%s is one of %s: %w", name, strings.Join(f.Values, ", "), ErrFilter)
	case f.Prepare != nil:
		prepared, err := f.Prepare(value)
		return f.Where, []any{prepared}, err
	}
	return f.Where, []any{value}, nil
}

// OfMany is a filter of which several values can be asked for at once.
func OfMany(f Filter) Filter {
	f.Many = true
	return f
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
