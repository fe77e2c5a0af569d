package book

import "database/sql/driver"

// How much of a draft waits to be written, at most: so many lists of so many statements
// or of so many bytes of text.
const (
	listsWaiting     = 4
	statementsInList = 512
	bytesInList      = 256 << 10
)

// behind runs the statements of a draft on a goroutine of its own, in their order, while
// whoever thinks of them thinks of the next. A statement that fails ends the draft: those
// after it are not run, and whoever comes next is told. Nobody but whoever writes the
// draft calls it.
//
// The goroutine begins with the first statement and ends with end, which Close and Index
// of the file call. A draft that we stop in the middle of is of no use in any case.
type behind struct {
	run     func(*statementList) error
	list    *statementList
	waiting chan *statementList // nil while no goroutine runs
	free    chan *statementList // lists to be used again
	failed  chan error          // what each list came to, once it is asked for
}

// statementList are some statements with their values.
type statementList struct {
	queries []string
	counts  []int // values of each
	values  []driver.NamedValue
	bytes   int
	asked   bool // somebody waits until it was run
}

// add takes a statement over. It does not keep args, but the bytes to which they point.
func (b *behind) add(query string, args []any) (err error) {
	if b.list == nil {
		b.begin()
	}
	if b.list.values, err = appendValues(b.list.values, args); err != nil {
		return err
	}
	b.list.queries, b.list.counts = append(b.list.queries, query), append(b.list.counts, len(args))
	for _, value := range b.list.values[len(b.list.values)-len(args):] {
		if text, ok := value.Value.(string); ok {
			b.list.bytes += len(text)
		}
	}
	if len(b.list.queries) < statementsInList && b.list.bytes < bytesInList {
		return nil
	}
	return b.hand(false)
}

func (b *behind) begin() {
	b.list = &statementList{}
	if b.waiting != nil {
		return
	}
	b.waiting, b.free, b.failed = make(chan *statementList, listsWaiting), make(chan *statementList, listsWaiting+2), make(chan error, 1)
	go work(b.run, b.waiting, b.free, b.failed)
}

// work runs lists until there are no more.
func work(run func(*statementList) error, waiting <-chan *statementList, free chan<- *statementList, failed chan<- error) {
	defer close(failed)
	var err error
	for list := range waiting {
		if err == nil {
			err = run(list)
		}
		asked := list.asked
		clear(list.values)
		*list = statementList{queries: list.queries[:0], counts: list.counts[:0], values: list.values[:0]}
		select {
		case free <- list:
		default:
		}
		if asked {
			failed <- err
		}
	}
}

// hand hands the list on that is being written, and waits until all is written if it is
// asked to.
func (b *behind) hand(wait bool) error {
	b.list.asked = wait
	b.waiting <- b.list
	select {
	case b.list = <-b.free:
	default:
		b.list = &statementList{}
	}
	if !wait {
		return nil
	}
	return <-b.failed
}

// flush waits until all that was added is written.
func (b *behind) flush() error {
	if b.waiting == nil {
		return nil
	}
	return b.hand(true)
}

// end flushes, and waits for the goroutine.
func (b *behind) end() error {
	if b.waiting == nil {
		return nil
	}
	err := b.hand(true)
	close(b.waiting)
	for range b.failed {
	}
	b.waiting, b.list = nil, nil
	return err
}

// execute runs a list of statements.
func (f *File) execute(list *statementList) error {
	values := list.values
	for i, query := range list.queries {
		n := list.counts[i]
		rows, err := f.run(f.drafted, query, values[:n:n])
		if err != nil {
			return err
		}
		if err := rows.Close(); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}

// flush waits until all that a draft was given is written; nothing in another file.
func (f *File) flush() error {
	if f.behind == nil {
		return nil
	}
	return f.behind.flush()
}
