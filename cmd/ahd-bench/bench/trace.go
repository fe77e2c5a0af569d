package bench

import (
	"bufio"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
)

// trace is a file of the statements that were run, with their values. A record is
// its length and then either -1 and a statement, which gets the next number, or a
// number and the tagged values bound to it.
type trace struct {
	file    *os.File
	out     *bufio.Writer
	numbers map[string]int32 // of the statements
	record  []byte
	err     error // the first; nothing is written after it
}

func newTrace(path string) (*trace, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &trace{file: file, out: bufio.NewWriterSize(file, 1<<20), numbers: map[string]int32{}}, nil
}

// note takes down one statement. It belongs to the writer of the book.
func (t *trace) note(query string, args []any) {
	number, known := t.numbers[query]
	if !known {
		number = int32(len(t.numbers))
		t.numbers[query] = number
		t.begin(-1)
		t.record = append(t.record, query...)
		t.write()
	}
	t.begin(number)
	for _, arg := range args {
		t.value(arg)
	}
	t.write()
}

func (t *trace) begin(number int32) {
	t.record = binary.NativeEndian.AppendUint32(t.record[:0], uint32(number))
}

func (t *trace) write() {
	if t.err != nil {
		return
	}
	length := binary.NativeEndian.AppendUint32(nil, uint32(len(t.record)))
	_, err := t.out.Write(length)
	if err == nil {
		_, err = t.out.Write(t.record)
	}
	t.err = err
}

// value takes down a value as the driver would bind it.
func (t *trace) value(arg any) {
	converted, err := driver.DefaultParameterConverter.ConvertValue(arg)
	if err != nil {
		t.err = errors.Join(t.err, err)
		return
	}
	switch v := converted.(type) {
	case nil:
		t.record = append(t.record, 'n')
	case int64:
		t.number('i', uint64(v))
	case bool:
		n := uint64(0)
		if v {
			n = 1
		}
		t.number('i', n)
	case float64:
		t.number('d', math.Float64bits(v))
	case string:
		t.number('t', uint64(len(v)))
		t.record = append(t.record, v...)
	case []byte:
		t.number('b', uint64(len(v)))
		t.record = append(t.record, v...)
	default:
		t.err = errors.Join(t.err, fmt.Errorf("a value of type %T cannot be traced", arg))
	}
}

func (t *trace) number(tag byte, n uint64) {
	t.record = binary.NativeEndian.AppendUint64(append(t.record, tag), n)
}

// close ends the file and says what went wrong with it.
func (t *trace) close() error { return errors.Join(t.err, t.out.Flush(), t.file.Close()) }
