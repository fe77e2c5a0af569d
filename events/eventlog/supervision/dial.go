package supervision

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"syscall"
	"time"

	"github.com/nats-io/nats.go"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// Security is what a connection to an external log needs besides its address.
// Each is a file, empty if there is none.
type Security struct {
	CA          string // certificates of the authority that vouches for the server
	Credentials string // NATS user credentials
	Certificate string // our own, where the server asks for one
	Key         string // of that certificate

	PasswordFile string // holds the password of the user in the address

	fromFolder bool // some of it is what the data folder says
}

// lacks says that a file cannot be used, by its flag; and, where the data folder may have
// named it, by its line there.
func (s Security) lacks(what, flag, line, why string) error {
	if !s.fromFolder {
		return lacked(fmt.Sprintf("%s of %s %s", what, flag, why))
	}
	return lacked(fmt.Sprintf("%s of %s %s: the data folder names it, in the line “%s=” of the file “log”. Put it back, or name another with %s", what, flag, why, line, flag))
}

// lacked is a whole sentence about a file, unlike what is said of a server.
type lacked string

func (l lacked) Error() string { return string(l) }

// largestSecret is how much of a certificate, key or credentials file is read, in bytes.
const largestSecret = 1 << 20

// pair reads the certificate and its key.
func (s Security) pair() (tls.Certificate, error) {
	certificate, err := durable.ReadFile(s.Certificate, largestSecret)
	if err != nil {
		return tls.Certificate{}, err
	}
	key, err := durable.ReadFile(s.Key, largestSecret)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.X509KeyPair(certificate, key)
}

// options reads the files, so that what is wrong with one is said here by its
// role and not later with its path.
func (s Security) options() (options []nats.Option, err error) {
	if s.CA != "" {
		pem, err := durable.ReadFile(s.CA, largestSecret)
		if pool := x509.NewCertPool(); err != nil || !pool.AppendCertsFromPEM(pem) {
			return nil, cause.Of(s.lacks("the file", "--nats-ca", "ca", "cannot be read or holds no certificate"), err)
		}
		options = append(options, nats.RootCAs(s.CA))
	}
	if s.Credentials != "" {
		if _, err := durable.ReadFile(s.Credentials, largestSecret); err != nil {
			return nil, cause.Of(s.lacks("the file", "--nats-creds", "creds", "cannot be read"), err)
		}
		options = append(options, nats.UserCredentials(s.Credentials))
	}
	if s.Certificate != "" || s.Key != "" {
		if _, err := s.pair(); err != nil {
			return nil, cause.Of(s.lacks("the files", "--nats-cert and --nats-key", "cert", "cannot be read or do not belong together"), err)
		}
		options = append(options, nats.ClientCert(s.Certificate, s.Key))
	}
	return options, nil
}

// dial connects to an external log. The user's own inbox prefix keeps users from
// reading each other's answers, as deploy/nats.conf expects. Nothing is kept for
// later while the connection is away: what cannot be sent was not sent.
//
// A server that hangs, or that nothing comes from any more, is left within six seconds
// for another of the addresses.
func (o *opened) dial(to Address) error {
	options, err := to.Security.options()
	if err != nil {
		return err
	}
	o.rights = &rights{}
	options = append(options,
		nats.Name("ahd"), nats.Timeout(connectFor), nats.FlusherTimeout(connectFor),
		nats.PingInterval(pingInterval), nats.MaxPingsOutstanding(maxPings),
		nats.MaxReconnects(-1), nats.ReconnectWait(250*time.Millisecond), nats.ReconnectBufSize(-1),
		nats.ErrorHandler(o.rights.hear), // whoever asked is told of the rest; the default prints
	)
	addresses, err := to.addressed()
	var file lacked
	if errors.As(err, &file) {
		return err
	}
	if err != nil {
		return fmt.Errorf("the external NATS server %w", err)
	}
	if user := userOf(addresses); user != "" {
		options = append(options, nats.CustomInboxPrefix("_INBOX_"+user))
	}
	if o.connection, err = nats.Connect(addresses, options...); err != nil {
		return fmt.Errorf("the external NATS server %w", undialled(err))
	}
	return nil
}

// How soon a server is given up that does not answer. It is asked for a sign of life
// again and again, and left when so many of them are missing and the next is due.
const (
	connectFor   = 3 * time.Second
	pingInterval = 2 * time.Second
	maxPings     = 2
)

// userOf is the user who is named in the first of several addresses that stand behind
// one another with commas.
func userOf(addresses string) string {
	first, _, _ := strings.Cut(addresses, ",")
	parsed, err := url.Parse(strings.TrimSpace(first))
	if err != nil {
		return ""
	}
	return parsed.User.Username()
}

// undialled says in words what hindered a connection. The library's error may
// repeat the address, and with it a password.
func undialled(err error) error {
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var verification *tls.CertificateVerificationError
	switch {
	case errors.Is(err, nats.ErrAuthorization):
		return cause.Of(errors.New("does not accept the user or the password"), err)
	case errors.Is(err, nats.ErrSecureConnRequired):
		return cause.Of(errors.New("wants an encrypted connection: write tls:// in its address"), err)
	case errors.Is(err, nats.ErrSecureConnWanted):
		return cause.Of(errors.New("offers no encrypted connection, and tls:// asks for one"), err)
	case errors.As(err, &authority):
		return cause.Of(errors.New("shows a certificate of an authority that is not known here: name its file with --nats-ca"), err)
	case errors.As(err, &host):
		return cause.Of(errors.New("shows a certificate for another name than the one in its address"), err)
	case errors.As(err, &verification):
		return cause.Of(errors.New("shows a certificate that is not valid"), err)
	case strings.Contains(err.Error(), "certificate required"): // what the other side says has no type of its own
		return cause.Of(errors.New("asks for a certificate of ours: name it with --nats-cert and --nats-key"), err)
	// The server may end the connection so soon that what it says of it is lost.
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF):
		return cause.Of(errors.New("ends the connection at once; perhaps it asks for a certificate of ours: name it with --nats-cert and --nats-key"), err)
	case errors.Is(err, nats.ErrTimeout):
		return cause.Of(errors.New("does not answer"), err)
	}
	return errors.New("cannot be reached: see whether it runs and whether its address is right")
}
