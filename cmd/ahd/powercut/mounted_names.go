package powercut

import (
	"maps"
	"slices"
	"syscall"

	"github.com/hanwen/go-fuse/v2/fuse"
)

// noReplace is the flag of a rename that takes no other file's place.
const noReplace = 1

func (m *mounted) Lookup(_ <-chan struct{}, in *fuse.InHeader, name string, out *fuse.EntryOut) fuse.Status {
	return m.held(func() syscall.Errno {
		folder, no := m.d.node(in.NodeId)
		if no != 0 {
			return no
		}
		found := folder.names[name]
		if found == nil {
			return syscall.ENOENT
		}
		found.enter(out)
		return 0
	})
}

func (m *mounted) Mknod(_ <-chan struct{}, in *fuse.MknodIn, name string, out *fuse.EntryOut) fuse.Status {
	return m.named(in.NodeId, name, in.Mode, out)
}

func (m *mounted) Mkdir(_ <-chan struct{}, in *fuse.MkdirIn, name string, out *fuse.EntryOut) fuse.Status {
	return m.named(in.NodeId, name, syscall.S_IFDIR|in.Mode&0o7777, out)
}

func (m *mounted) named(parent uint64, name string, mode uint32, out *fuse.EntryOut) fuse.Status {
	return m.held(func() syscall.Errno {
		made, no := m.d.create(parent, name, mode)
		if no == 0 {
			made.enter(out)
		}
		return no
	})
}

func (m *mounted) Link(_ <-chan struct{}, in *fuse.LinkIn, name string, out *fuse.EntryOut) fuse.Status {
	return m.held(func() syscall.Errno {
		n, no := m.d.writable(in.Oldnodeid)
		folder, also := m.d.node(in.NodeId)
		switch {
		case no != 0 || also != 0:
			return max(no, also)
		case folder.names[name] != nil:
			return syscall.EEXIST
		}
		m.d.put(folder, name, n)
		n.enter(out)
		return 0
	})
}

func (m *mounted) Unlink(_ <-chan struct{}, in *fuse.InHeader, name string) fuse.Status {
	return m.held(func() syscall.Errno { return m.d.remove(in.NodeId, name, false) })
}

func (m *mounted) Rmdir(_ <-chan struct{}, in *fuse.InHeader, name string) fuse.Status {
	return m.held(func() syscall.Errno { return m.d.remove(in.NodeId, name, true) })
}

func (m *mounted) Rename(_ <-chan struct{}, in *fuse.RenameIn, from, to string) fuse.Status {
	if in.Flags&^noReplace != 0 {
		return fuse.EINVAL
	}
	return m.held(func() syscall.Errno {
		if target, no := m.d.node(in.Newdir); no == 0 && in.Flags == noReplace && target.names[to] != nil {
			return syscall.EEXIST
		}
		return m.d.rename(in.NodeId, from, in.Newdir, to)
	})
}

func (m *mounted) Access(<-chan struct{}, *fuse.AccessIn) fuse.Status { return fuse.OK }

func (m *mounted) OpenDir(_ <-chan struct{}, in *fuse.OpenIn, _ *fuse.OpenOut) fuse.Status {
	return m.held(func() syscall.Errno { _, no := m.d.node(in.NodeId); return no })
}

// ReadDir tells the names by their order; a place in it stays right while no name
// before it comes or goes, which is what programs may expect.
func (m *mounted) ReadDir(_ <-chan struct{}, in *fuse.ReadIn, out *fuse.DirEntryList) fuse.Status {
	return m.held(func() syscall.Errno {
		folder, no := m.d.node(in.NodeId)
		if no != 0 {
			return no
		}
		names := slices.Sorted(maps.Keys(folder.names))
		for at := int(in.Offset); at < len(names); at++ {
			n := folder.names[names[at]]
			if !out.AddDirEntry(fuse.DirEntry{Name: names[at], Ino: n.inode, Mode: n.mode, Off: uint64(at + 1)}) {
				break
			}
		}
		return 0
	})
}

func (m *mounted) StatFs(_ <-chan struct{}, _ *fuse.InHeader, out *fuse.StatfsOut) fuse.Status {
	out.Bsize, out.Frsize, out.NameLen = page, page, 255
	out.Blocks, out.Bfree, out.Bavail = 1<<24, 1<<24, 1<<24
	out.Files, out.Ffree = 1<<24, 1<<24
	return fuse.OK
}
