package eventlog

import (
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"ahd/events/cause"
)

// tooManyCopies says in words that a server cannot keep so many copies as were asked for,
// where that is why it did not make the stream.
func tooManyCopies(err error, replicas int) error {
	var refusal *jetstream.APIError
	if !errors.As(err, &refusal) {
		return err
	}
	switch refusal.ErrorCode {
	case codeAlone:
		return cause.Of(fmt.Errorf("this NATS server is alone and keeps one copy of each event, not %d; %d need a cluster of as many servers", replicas, replicas), err)
	case codeNoPeers:
		return cause.Of(errors.New("the cluster of this NATS server has too few servers that answer and have room; each copy needs one, and so many were asked for: "+fmt.Sprint(replicas)), err)
	}
	return err
}
