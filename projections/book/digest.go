package book

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// Digest is the SHA-256, in hexadecimal, of everything in the book: the tables in
// the order of their names, the rows of each in the order of their keys, each row
// a line with the table's name and a JSON array of its values (bytes as base64).
// The shadow tables of search are left out: they say how an index is kept, and
// what it finds depends on texts that can be erased.
func Digest(v *View) (string, error) {
	names, err := v.tables()
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, name := range names {
		columns, keys, err := v.columns(name)
		if err != nil {
			return "", err
		}
		query := "SELECT " + strings.Join(columns, ", ") + " FROM " + name + " ORDER BY " + strings.Join(keys, ", ")
		err = v.Rows(query, nil, func(scan func(...any) error) error {
			row, err := rowOf(scan, len(columns))
			if err == nil {
				fmt.Fprintf(sum, "%s %s\n", name, row)
			}
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// tables lists what the schema declares, without search.
func (v *View) tables() (names []string, err error) {
	err = v.Rows(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%' ORDER BY name`,
		nil, func(scan func(...any) error) error {
			var name string
			err := scan(&name)
			names = append(names, name)
			return err
		})
	return names, err
}

// columns lists the columns of a table and those of its key.
func (v *View) columns(table string) (columns, keys []string, err error) {
	err = v.Rows(`SELECT name, pk FROM pragma_table_info(?) ORDER BY cid`, []any{table}, func(scan func(...any) error) error {
		var name string
		var key int
		if err := scan(&name, &key); err != nil {
			return err
		}
		columns = append(columns, name)
		if key > 0 {
			keys = append(keys, name)
		}
		return nil
	})
	if err == nil && len(keys) == 0 {
		err = fmt.Errorf("the table %s has no key to order its rows by", table)
	}
	return columns, keys, err
}

func rowOf(scan func(...any) error, width int) ([]byte, error) {
	values := make([]any, width)
	into := make([]any, width)
	for i := range values {
		into[i] = &values[i]
	}
	if err := scan(into...); err != nil {
		return nil, err
	}
	for i, value := range values {
		if bytes, ok := value.([]byte); ok {
			values[i] = base64.StdEncoding.EncodeToString(bytes)
		}
	}
	return json.Marshal(values)
}
