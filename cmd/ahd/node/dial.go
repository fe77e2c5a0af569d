package node

import (
	"errors"
	"net/url"
	"time"

	"github.com/nats-io/nats.go"
)

// dial connects to an external log. The user's own inbox prefix keeps users from
// reading each other's answers, as deploy/nats.conf expects. Nothing is kept for
// later while the connection is away: what cannot be sent was not sent.
func dial(address string) (*nats.Conn, error) {
	options := []nats.Option{
		nats.Name("ahd"), nats.Timeout(5 * time.Second), nats.FlusherTimeout(5 * time.Second),
		nats.MaxReconnects(-1), nats.ReconnectWait(250 * time.Millisecond), nats.ReconnectBufSize(-1),
		nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}), // whoever asked is told; the default prints
	}
	if parsed, err := url.Parse(address); err == nil && parsed.User.Username() != "" {
		options = append(options, nats.CustomInboxPrefix("_INBOX_"+parsed.User.Username()))
	}
	connection, err := nats.Connect(address, options...)
	if err != nil {
		// The library's error may repeat the address, and with it a password.
		return nil, errors.Join(errors.New("the external log cannot be reached"), withoutAddress(err))
	}
	return connection, nil
}

// withoutAddress keeps only errors that are known to hold no address.
func withoutAddress(err error) error {
	for _, known := range []error{nats.ErrNoServers, nats.ErrAuthorization, nats.ErrTimeout, nats.ErrSecureConnRequired} {
		if errors.Is(err, known) {
			return known
		}
	}
	return nil
}
