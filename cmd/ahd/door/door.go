// Package door answers: how does a command reach the server that holds its data
// folder?
//
// Over a Unix socket that only the folder's owner can open, as HTTP: POST
// /verbs/<verb> with the arguments. The answer is a line of JSON for each step of
// progress and one last line with the document or the problem.
package door

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/services/api"
)

// maxArguments bounds what a command may send: a register with its sources, in
// base64, and room to spare.
const maxArguments = 128 << 20

// line is one line of an answer; one of its fields is set. One without any says that the
// server is still at it.
type line struct {
	Progress *step           `json:"progress,omitempty"`
	Document json.RawMessage `json:"document,omitempty"`
	Problem  *api.Problem    `json:"problem,omitempty"`
	Exit     int             `json:"exit,omitempty"`
}

type step struct {
	Done  int `json:"done"`
	Total int `json:"total"`
}

// Application answers what commands ask.
type Application interface {
	Run(ctx context.Context, verb string, args json.RawMessage, progress api.Progress) (json.RawMessage, *api.Problem)
	// ClockIsRight takes somebody's word that the clock of the machine is right.
	ClockIsRight()
}

// Question is what a command asks of the server.
type Question struct {
	Verb         string
	Arguments    json.RawMessage
	ClockIsRight bool // whoever asks says so of the clock of the machine
}

// clockIsRight is the name under which the address of a verb carries that.
const clockIsRight = "clock-is-right"

// Listen makes the socket. What an earlier server left there is in nobody's use,
// because the caller holds the folder.
func Listen(path string) (net.Listener, error) {
	os.Remove(path)
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, cause.Of(errors.New("the socket for other commands cannot be made"), err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, cause.Of(errors.Join(errors.New("the socket for other commands cannot be closed to others"), listener.Close()), err)
	}
	return listener, nil
}

// Server answers commands.
func Server(application Application) *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /verbs/{verb}", func(w http.ResponseWriter, r *http.Request) { answer(w, r, application) })
	return &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
}

func answer(w http.ResponseWriter, r *http.Request, application Application) {
	lines := newWriter(w)
	args, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxArguments))
	if err != nil {
		problem := api.TooLarge()
		lines.write(line{Problem: problem, Exit: problem.Exit})
		return
	}
	if r.URL.Query().Has(clockIsRight) {
		application.ClockIsRight()
	}
	last := time.Now()
	rest := lines.beat()
	document, problem := application.Run(r.Context(), r.PathValue("verb"), args, func(done, total int) {
		if time.Since(last) < time.Second {
			return
		}
		last = time.Now()
		lines.write(line{Progress: &step{done, total}})
	})
	rest()
	if problem != nil {
		lines.write(line{Problem: problem, Exit: problem.Exit})
		return
	}
	lines.write(line{Document: document})
}

// ErrGone is returned where nobody answers at the socket: the server is starting
// or ending, or died.
var ErrGone = errors.New("nobody answers at the socket")

// Ask has the server at socket run a verb. A problem is an answer; an error
// means that there was none: ErrGone before anything was sent.
func Ask(ctx context.Context, socket string, q Question, progress api.Progress) (json.RawMessage, *api.Problem, error) {
	connection, err := (&net.Dialer{}).DialContext(ctx, "unix", socket)
	if err != nil {
		return nil, nil, cause.Of(ErrGone, err)
	}
	client := http.Client{
		Transport: &http.Transport{
			DisableKeepAlives: true,
			DialContext:       func(context.Context, string, string) (net.Conn, error) { return connection, nil },
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, // there is one socket
	}
	address := "http://ahd/verbs/" + q.Verb
	if q.ClockIsRight {
		address += "?" + clockIsRight
	}
	ctx, watch := watched(ctx)
	defer watch.end()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(q.Arguments))
	if err != nil {
		return nil, nil, errors.Join(err, connection.Close())
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("the server ended before it answered: %w", err), watch.silent())
	}
	defer response.Body.Close()
	document, problem, err := read(response.Body, progress, watch.heard)
	if err != nil {
		err = errors.Join(err, watch.silent())
	}
	return document, problem, err
}

func read(body io.Reader, progress api.Progress, heard func()) (json.RawMessage, *api.Problem, error) {
	lines := json.NewDecoder(bufio.NewReader(body))
	for {
		var l line
		if err := lines.Decode(&l); err != nil {
			return nil, nil, cause.Of(errors.New("the server ended before it answered"), err)
		}
		heard()
		switch {
		case l.Problem != nil:
			l.Problem.Exit = l.Exit
			return nil, l.Problem, nil
		case l.Document != nil:
			return l.Document, nil, nil
		case l.Progress != nil:
			progress(l.Progress.Done, l.Progress.Total)
		}
	}
}
