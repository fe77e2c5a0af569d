package peers

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"ahd.example/ahd/cmd/ahd-bench/bench"
)

// tables are the events and what a trigger keeps of them, in the same transaction.
const tables = `
CREATE TABLE events (
	sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	stream   text   NOT NULL,
	version  bigint NOT NULL,
	body     jsonb  NOT NULL,
	UNIQUE (stream, version)
);
CREATE TABLE items (
	stream  text   PRIMARY KEY,
	state   text   NOT NULL,
	reports bigint NOT NULL,
	last    bigint NOT NULL
);
CREATE FUNCTION project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO items VALUES (NEW.stream, NEW.body->'data'->>'state', 1, NEW.sequence)
	ON CONFLICT (stream) DO UPDATE SET state = EXCLUDED.state, reports = items.reports + 1, last = EXCLUDED.last;
	RETURN NULL;
END $$;
CREATE TRIGGER project AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION project();`

const insert = `INSERT INTO events (stream, version, body) VALUES ($1, $2, $3)`

// openPostgreSQL starts a server of its own, which ends and goes with the side.
func openPostgreSQL(ctx context.Context, _ string, body []byte, clients int) (_ *side, err error) {
	server, err := startPostmaster(ctx)
	if err != nil {
		return nil, err
	}
	p := &inserters{body: string(body)}
	end := func() error { return errors.Join(p.close(), server.end()) }
	if err := p.open(ctx, server.address, clients); err != nil {
		return nil, errors.Join(err, end())
	}
	return &side{
		note: "an event inserted by each client on a connection of its own, and a row kept of it by a trigger, in one transaction with fsync and synchronous_commit; " +
			"the CPU is that of the clients and of all processes of the server, as /proc tells",
		record: p.record, close: end,
		servers: func() time.Duration { return treeCPU(server.process.Process.Pid) },
	}, nil
}

// inserters are the clients, each with a connection.
type inserters struct {
	connections []*pgx.Conn
	versions    []map[string]int64 // of the streams of each client
	body        string
}

func (p *inserters) open(ctx context.Context, address string, clients int) error {
	for range clients {
		connection, err := pgx.Connect(ctx, address)
		if err != nil {
			return err
		}
		p.connections, p.versions = append(p.connections, connection), append(p.versions, map[string]int64{})
	}
	_, err := p.connections[0].Exec(ctx, tables)
	return err
}

func (p *inserters) record(ctx context.Context, client, turn int) error {
	stream := bench.CommitmentOf(client, turn)
	version := p.versions[client][stream] + 1
	if _, err := p.connections[client].Exec(ctx, insert, stream, version, p.body); err != nil {
		return err
	}
	p.versions[client][stream] = version
	return nil
}

func (p *inserters) close() error {
	var errs []error
	for _, connection := range p.connections {
		errs = append(errs, connection.Close(context.Background()))
	}
	return errors.Join(errs...)
}
