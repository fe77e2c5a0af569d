package node

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"ahd/events/cause"
	"ahd/events/durable"
	"ahd/events/folder"
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

// Placed are the options of a folder, with where its log is as the folder says it; false
// where it does not say. An address beside another one is refused.
func Placed(o Options) (_ Options, said bool, err error) {
	place, said, err := folder.ReadPlace(o.Dir)
	if err != nil || !said {
		return o, false, err
	}
	if o.NATS != "" {
		given, err := folder.SplitAddresses(o.NATS)
		if err != nil || !place.Names(given) {
			return o, true, cause.Of(anotherAddress(place), err)
		}
	}
	if place.Embedded() {
		return o, true, nil
	}
	return o.at(place), true, nil
}

// at fills in what nobody gave from what the folder says.
func (o Options) at(p folder.Place) Options {
	if o.NATS == "" {
		o.NATS, o.Security.fromFolder = strings.Join(p.Addresses, ","), true
	}
	if o.Replicas == 0 {
		o.Replicas = p.Replicas
	}
	for _, file := range []struct {
		given *string
		said  string
	}{
		{&o.Security.CA, p.CA}, {&o.Security.Credentials, p.Credentials}, {&o.Security.Certificate, p.Certificate},
		{&o.Security.Key, p.Key}, {&o.Security.PasswordFile, p.PasswordFile},
	} {
		if *file.given == "" && file.said != "" {
			*file.given, o.Security.fromFolder = file.said, true
			if !filepath.IsAbs(file.said) { // within the folder, wherever that is
				*file.given = filepath.Join(o.Dir, file.said)
			}
		}
	}
	return o
}

// passwordFile is where the folder keeps a password that stood in an address: beside the
// key, in no backup, and not in the file that says where the log is.
var passwordFile = filepath.Join("keys", "nats.password")

// writePlace says in the folder where the log is that these options name.
func writePlace(o Options) error {
	place, password, err := o.place()
	if err != nil {
		return err
	}
	if password != "" {
		if err := folder.WriteWhole(filepath.Join(o.Dir, passwordFile), password+"\n", 0o600); err != nil {
			return err
		}
		place.PasswordFile = passwordFile
	}
	return folder.WritePlace(o.Dir, place)
}

// place is where the log is that these options name, and the password or token in its
// address, which does not stand there.
func (o Options) place() (p folder.Place, password string, err error) {
	if o.NATS == "" {
		return p, "", nil
	}
	addresses, err := folder.SplitAddresses(o.NATS)
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
		} else if parsed.User.Username() != "" && o.Security.PasswordFile == "" { // a token
			password, parsed.User = parsed.User.Username(), nil
		}
		p.Addresses = append(p.Addresses, parsed.String())
	}
	p.Replicas = o.Replicas
	for _, file := range []struct{ given, into *string }{
		{&o.Security.CA, &p.CA}, {&o.Security.Credentials, &p.Credentials}, {&o.Security.Certificate, &p.Certificate},
		{&o.Security.Key, &p.Key}, {&o.Security.PasswordFile, &p.PasswordFile},
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
func (o Options) addressed() (string, error) {
	if !o.Security.fromFolder && o.Security.PasswordFile == "" {
		return o.NATS, nil // as it was given
	}
	addresses, err := folder.SplitAddresses(o.NATS)
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
		if o.Security.PasswordFile == "" {
			if user != "" {
				return "", errors.New("asks for a password, and the data folder does not know it: write it into a file and name that with --nats-password-file, or give --nats with it")
			}
			continue
		}
		password, err := durable.ReadFile(o.Security.PasswordFile, largestSecret)
		if err != nil {
			return "", cause.Of(o.Security.lacks("the file", "--nats-password-file", "password_file", "cannot be read"), err)
		}
		secret := strings.TrimSpace(string(password))
		if parsed.User = url.UserPassword(user, secret); user == "" {
			parsed.User = url.User(secret)
		}
		addresses[i] = parsed.String()
	}
	return strings.Join(addresses, ","), nil
}
