package supervision

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/folder"
)

// ErrAnotherAddress is the class of an address that is not the one at which the folder
// says its log is. To record there would begin another history under the same key.
var ErrAnotherAddress = errors.New("this is not where the log of the data folder is")

func anotherAddress(p folder.Place) error {
	if p.Embedded() {
		return fmt.Errorf("%w: the folder keeps its log itself. Nothing was recorded. Leave --nats (or AHD_NATS) out; “ahd log move --nats URL” moves the log to another place", ErrAnotherAddress)
	}
	return fmt.Errorf("%w: that is %s. Nothing was recorded. Leave --nats (or AHD_NATS) out, or give that address; “ahd log move --nats URL” moves the log to another place", ErrAnotherAddress, p)
}

// Address is where a log is, and with what one logs in there.
type Address struct {
	Dir      string // the data folder
	NATS     string // address of an external log; empty for the folder's own
	Security Security
	Replicas int // copies that an external log must keep; 0 for what the folder says, or one
}

// Placed is an address, with where the log is as the folder says it; false where it does
// not say. An address beside another one is refused.
func Placed(a Address) (_ Address, said bool, err error) {
	place, said, err := folder.ReadPlace(a.Dir)
	if err != nil || !said {
		return a, false, err
	}
	if a.NATS != "" {
		given, err := folder.SplitAddresses(a.NATS)
		if err != nil || !place.Names(given) {
			return a, true, cause.Of(anotherAddress(place), err)
		}
	}
	if place.Embedded() {
		return a, true, nil
	}
	return a.filled(place), true, nil
}

// filled has in it what nobody gave, from what the folder says.
func (a Address) filled(p folder.Place) Address {
	if a.NATS == "" {
		a.NATS, a.Security.fromFolder = strings.Join(p.Addresses, ","), true
	}
	if a.Replicas == 0 {
		a.Replicas = p.Replicas
	}
	for _, file := range []struct {
		given *string
		said  string
	}{
		{&a.Security.CA, p.CA}, {&a.Security.Credentials, p.Credentials}, {&a.Security.Certificate, p.Certificate},
		{&a.Security.Key, p.Key}, {&a.Security.PasswordFile, p.PasswordFile},
	} {
		if *file.given == "" && file.said != "" {
			*file.given, a.Security.fromFolder = file.said, true
			if !filepath.IsAbs(file.said) { // within the folder, wherever that is
				*file.given = filepath.Join(a.Dir, file.said)
			}
		}
	}
	return a
}

// passwordFile is where the folder keeps a password that stood in an address: beside the
// key, in no backup, and not in the file that says where the log is.
var passwordFile = filepath.Join("keys", "nats.password")

// WritePlace says in the folder where the log is.
func WritePlace(a Address) error {
	place, password, err := a.place()
	if err != nil {
		return err
	}
	if password != "" {
		if err := folder.WriteWhole(filepath.Join(a.Dir, passwordFile), password+"\n", 0o600); err != nil {
			return err
		}
		place.PasswordFile = passwordFile
	}
	return folder.WritePlace(a.Dir, place)
}

// place is what the folder says of it, and the password or token in its
// address, which does not stand there.
func (a Address) place() (p folder.Place, password string, err error) {
	if a.NATS == "" {
		return p, "", nil
	}
	addresses, err := folder.SplitAddresses(a.NATS)
	if err != nil {
		return p, "", fmt.Errorf("the address of the external NATS server cannot be used: %w", err)
	}
	for _, address := range addresses {
		parsed, err := url.Parse(address)
		if err != nil {
			return p, "", err
		}
		if secret, is := parsed.User.Password(); is {
			password, parsed.User = secret, url.User(parsed.User.Username())
		} else if parsed.User.Username() != "" && a.Security.PasswordFile == "" { // a token
			password, parsed.User = parsed.User.Username(), nil
		}
		p.Addresses = append(p.Addresses, parsed.String())
	}
	p.Replicas = a.Replicas
	for _, file := range []struct{ given, into *string }{
		{&a.Security.CA, &p.CA}, {&a.Security.Credentials, &p.Credentials}, {&a.Security.Certificate, &p.Certificate},
		{&a.Security.Key, &p.Key}, {&a.Security.PasswordFile, &p.PasswordFile},
	} {
		if *file.given == "" {
			continue
		}
		if *file.into, err = filepath.Abs(*file.given); err != nil {
			return p, "", cause.Of(errors.New("the name of a file for the connection cannot be used"), err)
		}
	}
	return p, password, nil
}

// addressed are the addresses to connect to, with the password that lies in a file.
func (a Address) addressed() (string, error) {
	if !a.Security.fromFolder && a.Security.PasswordFile == "" {
		return a.NATS, nil // as it was given
	}
	addresses, err := folder.SplitAddresses(a.NATS)
	if err != nil {
		return "", err
	}
	for i, address := range addresses {
		parsed, err := url.Parse(address)
		if err != nil {
			return "", cause.Of(errors.New("cannot be reached: its address cannot be read"), err)
		}
		if _, has := parsed.User.Password(); has {
			continue
		}
		user := parsed.User.Username()
		if a.Security.PasswordFile == "" {
			if user != "" {
				return "", errors.New("asks for a password, and the data folder does not know it: write it into a file and name that with --nats-password-file, or give --nats with it")
			}
			continue
		}
		password, err := durable.ReadFile(a.Security.PasswordFile, largestSecret)
		if err != nil {
			return "", cause.Of(a.Security.lacks("the file", "--nats-password-file", "password_file", "cannot be read"), err)
		}
		secret := strings.TrimSpace(string(password))
		if parsed.User = url.UserPassword(user, secret); user == "" {
			parsed.User = url.User(secret)
		}
		addresses[i] = parsed.String()
	}
	return strings.Join(addresses, ","), nil
}

// SameServers reports whether a log stays where it is, and only who logs in there, or
// with what, is another.
func SameServers(now, target Address) bool {
	if now.NATS == "" || target.NATS == "" {
		return now.NATS == target.NATS
	}
	place, _, err := now.place()
	if err != nil {
		return false
	}
	addresses, err := folder.SplitAddresses(target.NATS)
	return err == nil && place.Names(addresses)
}
