package bench

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

var errNotFilled = errors.New("not all events that were to be made up are there")

// Filling says what to make up, and where.
type Filling struct {
	Dir    string
	Events int
	Seed   uint64
	Spread bool // see Options
	Dated
	Log bool // the log too; a ledger is enough for a rebuild
}

// Fill makes the made-up register in the ledger of a folder, unless it is there,
// and a log of the same bytes if one is asked for.
func Fill(ctx context.Context, what Filling) (err error) {
	f := &filled{dir: what.Dir, options: Options{Events: what.Events, Seed: what.Seed, Spread: what.Spread, Dated: what.Dated}}
	defer func() { err = errors.Join(err, f.close()) }()
	l, err := f.inLedger()
	if err != nil || !what.Log {
		return err
	}
	return fillLog(ctx, what.Dir, l)
}

func (o Options) filling(dir string, log bool) Filling {
	return Filling{Dir: dir, Events: o.Events, Seed: o.Seed, Spread: o.Spread, Dated: o.Dated, Log: log}
}

// filled is the folder with the made-up register.
type filled struct {
	dir     string
	options Options
	ledger  *ledger.Ledger // nil while it is closed
}

func (f *filled) close() error {
	if f.ledger == nil {
		return nil
	}
	l := f.ledger
	f.ledger = nil
	return l.Close()
}

// prepare lets the folder be filled, while nothing in it is open here, and gives
// its ledger.
func (f *filled) prepare(ctx context.Context, log bool) (*ledger.Ledger, error) {
	fill := f.options.Fill
	if fill == nil {
		fill = Fill
	}
	err := f.close()
	if err == nil {
		err = fill(ctx, f.options.filling(f.dir, log))
	}
	if err != nil {
		return nil, err
	}
	if err := f.open(); err != nil {
		return nil, err
	}
	if f.ledger.Size() != uint64(f.options.Events) {
		return nil, errNotFilled
	}
	return f.ledger, nil
}

func (f *filled) open() (err error) {
	f.ledger, err = ledger.Open(filepath.Join(f.dir, "ledger"), source, func(body []byte) (time.Time, error) {
		envelope, _, err := events.Scan(body)
		return envelope.Time, err
	})
	return err
}

// inLedger gives the ledger of the register, and makes the register if the ledger
// is empty.
func (f *filled) inLedger() (*ledger.Ledger, error) {
	if err := f.open(); err != nil {
		return nil, err
	}
	l := f.ledger
	if l.Size() > 0 {
		return l, nil
	}
	made, count := newRegister(f.options.filling(f.dir, false)), uint64(f.options.Events)
	for l.Size() < count {
		group := make([][]byte, min(2000, count-l.Size()))
		for i := range group {
			body, err := made.next()
			if err != nil {
				return nil, err
			}
			group[i] = body
		}
		if err := l.Append(l.Size()+1, group); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// fillLog makes a log with what the ledger holds, byte for byte, unless it is there, and closes it:
// whoever measures opens it again.
func fillLog(ctx context.Context, dir string, from *ledger.Ledger) error {
	s, err := startFilling(ctx, dir)
	if err != nil {
		return err
	}
	defer s.close()
	if head, err := s.log.Head(ctx); err != nil || head == from.Size() { // another figure asked for it
		return err
	}
	js, err := jetstream.New(s.connection, jetstream.WithPublishAsyncMaxPending(512))
	if err != nil {
		return err
	}
	for next := uint64(1); next <= from.Size(); {
		bodies, err := from.Entries(next)
		if err != nil {
			return err
		}
		for _, body := range bodies {
			envelope, _, err := events.Scan(body)
			if err != nil {
				return err
			}
			stream, err := events.ParseStream(envelope.Subject)
			if err != nil {
				return err
			}
			if _, err := js.PublishAsync(stream.Address(), body, jetstream.WithStallWait(time.Minute)); err != nil {
				return err
			}
		}
		next += uint64(len(bodies))
	}
	select {
	case <-js.PublishAsyncComplete():
	case <-ctx.Done():
		return ctx.Err()
	}
	if head, err := s.log.Head(ctx); err != nil || head != from.Size() {
		return errors.Join(errNotFilled, err)
	}
	return nil
}
