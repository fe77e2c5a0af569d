package form

import (
	"io"

	"ahd/services/reporting"
)

// XLSX is to come.
func XLSX(reporting.Document, string, io.Writer) error { return nil }

func fromXLSX([]byte) ([]byte, error) { return nil, none("") }
