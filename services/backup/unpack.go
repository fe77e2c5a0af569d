package backup

import (
	"archive/tar"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/strictjson"
)

// member is what a backup may hold: nothing else is written into a folder, wherever a
// name might lead.
var member = regexp.MustCompile(`^(format|log|head|ahd\.conf|copies\.ndjson|texts\.db|private\.db|keys/log\.key|files/[0-9a-f]{64}|ledger/(origin|entries\.log|checkpoint|checkpoint\.witnessed|policy|checkpoints/[0-9]{1,20}|anchors/[0-9A-Za-z._-]{1,100}))$`)

// maxManifest bounds the manifest, in bytes: it names every file.
const maxManifest = 64 << 20

// unpack writes the members of a backup, syncs them, and compares them with the
// manifest, which is the last.
func unpack(path, dir string) (m Manifest, err error) {
	file, err := durable.OpenFile(path)
	if err != nil {
		return m, cause.Of(refuse("The backup cannot be opened. See whether its name is right."), err)
	}
	defer file.Close()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return m, cause.Of(refuse("The data folder cannot be made."), err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	_, none := root.Lstat(folder.ConfigFile)
	found := []Member{}
	for members := tar.NewReader(file); ; {
		header, err := members.Next()
		if err != nil {
			return m, cause.Of(refuse("The file is no backup, or its end is missing."), err)
		}
		if header.Name == "manifest.json" {
			return checkManifest(members, found)
		}
		if err := permitted(header, file); err != nil {
			return m, err
		}
		var written Member
		if header.Name == folder.ConfigFile && none == nil { // the one that stands says what holds here
			written, err = copyMember(io.Discard, header.Name, members)
		} else {
			written, err = writeMember(root, header.Name, members)
		}
		if err != nil {
			return m, err
		}
		found = append(found, written)
	}
}

// largest is how many bytes a member may have whose size does not grow with the record.
var largest = map[string]int64{"format": 1 << 10, folder.ConfigFile: folder.LargestConfig, "log": 16 << 10, "head": 1 << 10, "keys/log.key": 1 << 12, "ledger/origin": 1 << 10, "ledger/checkpoint": 1 << 20, "ledger/checkpoint.witnessed": 1 << 20, "ledger/policy": 1 << 20}

// permitted refuses a member that no backup holds. One with holes would fill the disk
// from a small file; any other is no larger than the file that holds it.
func permitted(header *tar.Header, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return cause.Of(refuse("The backup cannot be read."), err)
	}
	bound, small := largest[header.Name]
	if !small {
		bound = info.Size()
	}
	sparse := func(name string) bool { return strings.HasPrefix(name, "GNU.sparse") }
	if header.Typeflag != tar.TypeReg || !member.MatchString(header.Name) || header.Size > bound || slices.ContainsFunc(slices.Collect(maps.Keys(header.PAXRecords)), sparse) {
		return refuse("The file is no backup: it holds what no backup holds.")
	}
	return nil
}

func writeMember(root *os.Root, name string, content io.Reader) (m Member, err error) {
	if err := root.MkdirAll(filepath.Dir(filepath.FromSlash(name)), 0o700); err != nil {
		return m, cause.Of(refuse("The data folder cannot be written to."), err)
	}
	mode := os.FileMode(0o600)
	if name == "keys/log.key" {
		mode = 0o400
	}
	file, err := root.OpenFile(filepath.FromSlash(name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return m, cause.Of(refuse("The file is no backup: a member is in it twice, or the folder cannot be written to."), err)
	}
	m, err = copyMember(file, name, content)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return m, cause.Of(refuse("The backup could not be restored: "+withoutPath(err).Error()+"."), err)
	}
	return m, nil
}

// checkManifest compares the manifest with what was found before it.
func checkManifest(text io.Reader, found []Member) (m Manifest, err error) {
	content, err := io.ReadAll(io.LimitReader(text, maxManifest))
	if err == nil {
		err = strictjson.Unmarshal(content, &m)
	}
	if err != nil {
		return m, cause.Of(refuse("The manifest of the backup cannot be read."), err)
	}
	if m.Format != format {
		return m, refuse("The file is no backup of this version of ahd.")
	}
	for i, stated := range m.Files {
		if i >= len(found) || found[i] != stated {
			return m, refuse("The backup is damaged: " + stated.Name + " is not what it was.")
		}
	}
	if len(found) != len(m.Files) || !slices.ContainsFunc(found, func(f Member) bool { return f.Name == "format" }) {
		return m, refuse("The backup is damaged: it does not hold what its manifest says.")
	}
	return m, nil
}
