package powercut

import (
	"syscall"
	"time"

	"github.com/hanwen/go-fuse/v2/fuse"
)

func (m *mounted) GetAttr(_ <-chan struct{}, in *fuse.GetAttrIn, out *fuse.AttrOut) fuse.Status {
	return m.held(func() syscall.Errno {
		n, no := m.d.node(in.NodeId)
		if no == 0 {
			out.AttrValid = forever
			n.tell(&out.Attr)
		}
		return no
	})
}

func (m *mounted) SetAttr(_ <-chan struct{}, in *fuse.SetAttrIn, out *fuse.AttrOut) fuse.Status {
	return m.held(func() syscall.Errno {
		n, no := m.d.writable(in.NodeId)
		if no != 0 {
			return no
		}
		if mode, set := in.GetMode(); set {
			n.mode = n.mode&syscall.S_IFMT | mode&0o7777
		}
		if size, set := in.GetSize(); set {
			n.truncate(int64(size))
		}
		n.changed = time.Now()
		out.AttrValid = forever
		n.tell(&out.Attr)
		return 0
	})
}

func (m *mounted) Open(_ <-chan struct{}, in *fuse.OpenIn, out *fuse.OpenOut) fuse.Status {
	out.OpenFlags = fuse.FOPEN_KEEP_CACHE
	return m.held(func() syscall.Errno { _, no := m.d.node(in.NodeId); return no })
}

func (m *mounted) Create(_ <-chan struct{}, in *fuse.CreateIn, name string, out *fuse.CreateOut) fuse.Status {
	return m.held(func() syscall.Errno {
		made, no := m.d.create(in.NodeId, name, syscall.S_IFREG|in.Mode&0o7777)
		if no == 0 {
			made.enter(&out.EntryOut)
			out.OpenFlags = fuse.FOPEN_KEEP_CACHE
		}
		return no
	})
}

func (m *mounted) Read(_ <-chan struct{}, in *fuse.ReadIn, buf []byte) (fuse.ReadResult, fuse.Status) {
	read := 0
	status := m.held(func() syscall.Errno {
		n, no := m.d.node(in.NodeId)
		if no == 0 && in.Offset < uint64(len(n.content)) {
			read = copy(buf, n.content[in.Offset:])
		}
		return no
	})
	return fuse.ReadResultData(buf[:read]), status
}

func (m *mounted) Write(_ <-chan struct{}, in *fuse.WriteIn, data []byte) (uint32, fuse.Status) {
	status := m.held(func() syscall.Errno {
		n, no := m.d.writable(in.NodeId)
		if no == 0 {
			n.write(data, int64(in.Offset))
		}
		return no
	})
	return uint32(len(data)), status
}

func (m *mounted) Fallocate(_ <-chan struct{}, in *fuse.FallocateIn) fuse.Status {
	if in.Mode != 0 {
		return fuse.Status(syscall.EOPNOTSUPP)
	}
	return m.held(func() syscall.Errno {
		n, no := m.d.writable(in.NodeId)
		if end := int64(in.Offset + in.Length); no == 0 && end > int64(len(n.content)) {
			n.truncate(end)
		}
		return no
	})
}

func (m *mounted) Fsync(_ <-chan struct{}, in *fuse.FsyncIn) fuse.Status {
	return fuse.Status(m.d.sync(in.NodeId))
}

func (m *mounted) FsyncDir(_ <-chan struct{}, in *fuse.FsyncIn) fuse.Status {
	return fuse.Status(m.d.sync(in.NodeId))
}

func (m *mounted) Flush(<-chan struct{}, *fuse.FlushIn) fuse.Status { return fuse.OK }
