package peers

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"ahd.example/ahd/events/cause"
)

// postmaster is a PostgreSQL server in a temporary folder.
type postmaster struct {
	dir     string
	process *exec.Cmd
	ended   chan error // says once how it ended
	address string
}

// within is how long a server may take to start, and to stop.
const within = 30 * time.Second

// startPostmaster makes and starts a server at a socket in its folder, as another user
// where this one is root: PostgreSQL refuses that. It syncs as it does by default.
func startPostmaster(ctx context.Context) (_ *postmaster, err error) {
	programs, err := findPostgreSQL()
	if err != nil {
		return nil, err
	}
	who, err := another()
	if err != nil {
		return nil, err
	}
	p := &postmaster{ended: make(chan error, 1)}
	if p.dir, err = os.MkdirTemp("", "ahd-bench-postgresql-"); err != nil {
		return nil, err
	}
	if who != nil {
		err = os.Chown(p.dir, int(who.Uid), int(who.Gid))
	}
	if err == nil {
		err = p.start(ctx, programs, who)
	}
	if err != nil {
		return nil, errors.Join(err, p.end())
	}
	return p, nil
}

func (p *postmaster) start(ctx context.Context, programs string, who *syscall.Credential) error {
	data := filepath.Join(p.dir, "data")
	as := func(command *exec.Cmd) *exec.Cmd {
		command.Dir, command.SysProcAttr = p.dir, &syscall.SysProcAttr{Credential: who, Setpgid: true} // a Ctrl-C is ours to answer
		return command
	}
	made := as(exec.CommandContext(ctx, filepath.Join(programs, "initdb"), "--pgdata="+data, "--auth=trust", "--username=bench", "--encoding=UTF8", "--no-locale"))
	if said, err := made.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb failed (%w): %s", err, said)
	}
	p.process = as(exec.Command(filepath.Join(programs, "postgres"), "-D", data, "-k", p.dir, "-c", "listen_addresses=", "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "logging_collector=off"))
	if err := p.process.Start(); err != nil {
		p.process = nil
		return fmt.Errorf("postgres did not start: %w", err)
	}
	go func() { p.ended <- p.process.Wait() }()
	p.address = "postgres:///postgres?" + url.Values{"host": {p.dir}, "user": {"bench"}, "sslmode": {"disable"}}.Encode()
	return p.wait(ctx)
}

// wait waits until the server answers.
func (p *postmaster) wait(ctx context.Context) error {
	for deadline := time.Now().Add(within); ; {
		connection, err := pgx.Connect(ctx, p.address)
		if err == nil {
			return connection.Close(ctx)
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			return fmt.Errorf("postgres does not answer: %w", err)
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case ended := <-p.ended:
			p.ended <- ended
			return cause.Of(fmt.Errorf("postgres ended at once: %w", ended), err)
		}
	}
}

// end stops the server, waits for it and removes its folder.
func (p *postmaster) end() (err error) {
	if p.process != nil {
		err = p.process.Process.Signal(syscall.SIGINT) // at once, and in order
		select {
		case <-p.ended:
		case <-time.After(within):
			err = errors.Join(errors.New("postgres did not stop"), p.process.Process.Signal(syscall.SIGQUIT))
			<-p.ended
		}
		if errors.Is(err, os.ErrProcessDone) {
			err = nil
		}
	}
	return errors.Join(err, os.RemoveAll(p.dir))
}

// findPostgreSQL finds the folder of initdb and postgres: on the path, or where
// distributions put them, the newest first.
func findPostgreSQL() (string, error) {
	found, err := exec.LookPath("initdb")
	if err == nil {
		if real, err := filepath.EvalSymlinks(found); err == nil {
			found = real
		}
		return filepath.Dir(found), nil
	}
	var folders []string
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin/initdb", "/usr/pgsql-*/bin/initdb", "/opt/homebrew/opt/postgresql*/bin/initdb"} {
		found, _ := filepath.Glob(pattern)
		folders = append(folders, found...)
	}
	if len(folders) == 0 {
		return "", cause.Of(errors.New("there is no initdb on this machine"), err)
	}
	slices.Sort(folders)
	return filepath.Dir(folders[len(folders)-1]), nil
}

// another is a user who is not root, where this one is; nil for this one.
func another() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		known, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, wrong := strconv.ParseUint(known.Uid, 10, 32)
		gid, bad := strconv.ParseUint(known.Gid, 10, 32)
		if wrong == nil && bad == nil {
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
		}
	}
	return nil, errors.New("PostgreSQL does not run as root, and there is no user postgres or nobody")
}
