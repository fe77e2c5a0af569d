package offline

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/services/api"
)

// missing is a file that cannot be read; the name is as it was given.
type missing struct {
	*api.Problem
	cause error
}

func (m *missing) Unwrap() error { return m.Problem }

// Absent reports whether a file could not be read because there is none.
func Absent(err error) bool {
	if m, ok := err.(*missing); ok {
		err = m.cause
	}
	return os.IsNotExist(err)
}

// ReadBounded reads a file of at most limit bytes.
func ReadBounded(path string, limit int64) ([]byte, error) {
	file, err := durable.OpenFile(path)
	if err != nil {
		p := api.Usage(fmt.Sprintf("The file %s cannot be read. Nothing was recorded.", filepath.Base(path)))
		p.Exit, p.Status, p.Code = api.ExitRefused, 404, "file.missing"
		return nil, &missing{p, err}
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, &missing{api.Usage(fmt.Sprintf("The file %s cannot be read. Nothing was recorded.", filepath.Base(path))), err}
	}
	if int64(len(content)) > limit {
		p := api.TooLarge()
		p.Detail = fmt.Sprintf("The file %s is larger than %d MB. Nothing was recorded.", filepath.Base(path), limit>>20)
		return nil, p
	}
	return content, nil
}

// maxNamed is how much is read of a checkpoint or a policy, in bytes.
const maxNamed = 1_000_001

// readNamed reads a small file that the caller named.
func readNamed(path string) ([]byte, error) {
	file, err := durable.OpenFile(path)
	if err != nil {
		return nil, api.Unknown(fmt.Sprintf("The file “%s” cannot be read.", filepath.Base(path))).Because(err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxNamed))
	if err != nil {
		return nil, api.Unknown(fmt.Sprintf("The file “%s” cannot be read.", filepath.Base(path))).Because(err)
	}
	return text, nil
}

// WriteNew writes a file that somebody asked for.
func WriteNew(path string, content []byte) error {
	if err := os.WriteFile(path, content, 0o644); err != nil {
		return api.Usage("The file " + filepath.Base(path) + " cannot be written.").Because(err)
	}
	return nil
}
