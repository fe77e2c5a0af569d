package powercut

import (
	"maps"
	"syscall"
	"time"
)

// put gives a node a name, or takes the name away where to is nil.
func (d *Disk) put(folder *node, name string, to *node) {
	if was := folder.names[name]; was != nil {
		was.links--
	}
	delete(folder.names, name)
	d.changes = append(d.changes, change{folder: folder, name: name, to: to})
	folder.recorded = len(d.changes)
	folder.changed = time.Now()
	if to != nil {
		folder.names[name] = to
		to.links++
		to.recorded = len(d.changes)
	}
}

// namesAt are the names of a folder after the first changes of the disk.
func (d *Disk) namesAt(folder *node, through int) map[string]*node {
	names := maps.Clone(folder.first)
	for _, c := range d.changes[:through] {
		if c.folder != folder {
			continue
		}
		if delete(names, c.name); c.to != nil {
			names[c.name] = c.to
		}
	}
	return names
}

// whole is the first place at or after through that does not part a rename.
func (d *Disk) whole(through int) int {
	for through < len(d.changes) && d.changes[through].joined {
		through++
	}
	return through
}

// create gives a new node a name that is not taken.
func (d *Disk) create(parent uint64, name string, mode uint32) (*node, syscall.Errno) {
	folder, no := d.writable(parent)
	if no != 0 {
		return nil, no
	}
	if folder.names[name] != nil {
		return nil, syscall.EEXIST
	}
	made := d.make(mode)
	d.put(folder, name, made)
	return made, 0
}

func (d *Disk) remove(parent uint64, name string, folders bool) syscall.Errno {
	folder, no := d.writable(parent)
	if no != 0 {
		return no
	}
	switch gone := folder.names[name]; {
	case gone == nil:
		return syscall.ENOENT
	case folders && len(gone.names) > 0:
		return syscall.ENOTEMPTY
	case folders != gone.folder():
		return syscall.ENOTDIR
	}
	d.put(folder, name, nil)
	return 0
}

// rename moves a name. Where it takes the place of another file, an ordered file system
// writes the bytes of the one that comes before it writes the names.
func (d *Disk) rename(from uint64, name string, to uint64, as string) syscall.Errno {
	source, no := d.writable(from)
	target, also := d.node(to)
	if no != 0 || also != 0 {
		return max(no, also)
	}
	moved, over := source.names[name], target.names[as]
	switch {
	case moved == nil:
		return syscall.ENOENT
	case over == moved:
		return 0
	case over != nil && len(over.names) > 0:
		return syscall.ENOTEMPTY
	}
	if over != nil {
		moved.orderedLayer = moved.beginSync()
	}
	d.put(target, as, moved)
	d.put(source, name, nil)
	d.changes[len(d.changes)-1].joined = true
	if over != nil {
		moved.orderedAt = len(d.changes)
	}
	moved.recorded = len(d.changes)
	return 0
}
