package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/folder"
)

// socket sends every line of socket.script over the socket as it stands: VERB ARGUMENTS,
// or “wait”.
// What a verb answers there to what it should answer is also in served.golden, which
// was asked over it.
func (g *golden) socket() {
	g.t.Helper()
	content, err := os.ReadFile(goldenDir + "/socket.script")
	if err != nil {
		g.t.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DialContext: g.dialSocket()}}
	var answers []goldenAnswer
	for i, text := range strings.Split(string(content), "\n") {
		if text == "" || strings.HasPrefix(text, "#") || g.besides(text) {
			continue
		}
		verb, args, _ := strings.Cut(text, " ")
		response, err := client.Post("http://ahd/verbs/"+verb, "", strings.NewReader(args))
		if err != nil {
			g.t.Fatal(err)
		}
		said, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			g.t.Fatal(err)
		}
		answers = append(answers, goldenAnswer{text, strings.TrimSuffix(g.masked(fmt.Sprintf("%d\n%s\n%s", response.StatusCode, headers(response.Header), said)), "\n")})
		g.write("socket", i, answers[len(answers)-1])
	}
	g.compare("socket", answers)
}

// dialSocket reaches the server that holds the folder.
func (g *golden) dialSocket() func(context.Context, string, string) (net.Conn, error) {
	g.t.Helper()
	p := newProgram(nil, &terminal.Terminal{Now: goldenNow})
	_, err := node.Examine(g.t.Context(), p.options(&cli{Data: g.dir}, ""))
	var held *folder.Held
	if !errors.As(err, &held) || held.Socket == "" {
		g.t.Fatalf("no server holds the folder: %v", err)
	}
	return func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", held.Socket)
	}
}
