package bench

/*
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// These symbols are those of the driver: this package imports it, so they are in
// the program. They are weak because this package is also linked alone once while
// it is built.
typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
#define FROM_DRIVER extern __attribute__((weak))
FROM_DRIVER int sqlite3_open_v2(const char *, sqlite3 **, int, const char *);
FROM_DRIVER int sqlite3_close(sqlite3 *);
FROM_DRIVER const char *sqlite3_errmsg(sqlite3 *);
FROM_DRIVER int sqlite3_exec(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
FROM_DRIVER int sqlite3_prepare_v2(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
FROM_DRIVER int sqlite3_bind_int64(sqlite3_stmt *, int, int64_t);
FROM_DRIVER int sqlite3_bind_double(sqlite3_stmt *, int, double);
FROM_DRIVER int sqlite3_bind_text(sqlite3_stmt *, int, const char *, int, void (*)(void *));
FROM_DRIVER int sqlite3_bind_blob(sqlite3_stmt *, int, const void *, int, void (*)(void *));
FROM_DRIVER int sqlite3_bind_zeroblob(sqlite3_stmt *, int, int);
FROM_DRIVER int sqlite3_bind_null(sqlite3_stmt *, int);
FROM_DRIVER int sqlite3_step(sqlite3_stmt *);
FROM_DRIVER int sqlite3_reset(sqlite3_stmt *);
FROM_DRIVER int sqlite3_finalize(sqlite3_stmt *);

enum { OPEN_READWRITE_CREATE = 6, ROW = 100, DONE = 101, STATEMENTS = 1024 };

typedef struct {
	sqlite3 *db;
	sqlite3_stmt *statements[STATEMENTS];
	int count;
	char wrong[256];
} replayer;

static int fail(replayer *r, const char *why) {
	snprintf(r->wrong, sizeof r->wrong, "%s: %s", why, r->db ? sqlite3_errmsg(r->db) : "no database");
	return 1;
}

static int replay_open(replayer *r, const char *path, const char *sql) {
	if (sqlite3_open_v2(path, &r->db, OPEN_READWRITE_CREATE, NULL)) return fail(r, "open");
	return sqlite3_exec(r->db, sql, NULL, NULL, NULL) ? fail(r, "begin") : 0;
}

// bind_all binds the tagged values from p on; text and blobs stay in the buffer.
static int bind_all(sqlite3_stmt *s, const char *p, const char *end) {
	for (int i = 1; p < end; i++) {
		char tag = *p++;
		int64_t n;
		if (tag == 'n') { if (sqlite3_bind_null(s, i)) return 1; continue; }
		memcpy(&n, p, 8);
		p += 8;
		int wrong = 0;
		double d;
		switch (tag) {
		case 'i': wrong = sqlite3_bind_int64(s, i, n); break;
		case 'd': memcpy(&d, &n, 8); wrong = sqlite3_bind_double(s, i, d); break;
		case 't': wrong = sqlite3_bind_text(s, i, p, (int)n, NULL); p += n; break;
		case 'b': wrong = n ? sqlite3_bind_blob(s, i, p, (int)n, NULL) : sqlite3_bind_zeroblob(s, i, 0); p += n; break;
		default: return 1;
		}
		if (wrong) return 1;
	}
	return 0;
}

static int run_record(replayer *r, const char *record, uint32_t length) {
	int32_t number;
	memcpy(&number, record, 4);
	if (number < 0) { // the next statement is introduced
		if (r->count == STATEMENTS) return fail(r, "too many statements");
		if (sqlite3_prepare_v2(r->db, record + 4, (int)length - 4, &r->statements[r->count++], NULL)) return fail(r, "prepare");
		return 0;
	}
	sqlite3_stmt *s = r->statements[number];
	if (bind_all(s, record + 4, record + length)) return fail(r, "bind");
	int code = sqlite3_step(s); // as the book: one row at most is read
	if (code != ROW && code != DONE) return fail(r, "step");
	return sqlite3_reset(s) ? fail(r, "reset") : 0;
}

static int replay_trace(replayer *r, const char *trace) {
	FILE *file = fopen(trace, "rb");
	if (!file) return fail(r, "trace");
	setvbuf(file, NULL, _IOFBF, 1 << 20);
	char *record = NULL;
	uint32_t length, room = 0;
	int wrong = 0;
	while (!wrong && fread(&length, 4, 1, file) == 1) {
		if (length > room) {
			free(record);
			record = malloc(room = 2 * length);
		}
		wrong = fread(record, 1, length, file) != length ? fail(r, "trace is cut off") : run_record(r, record, length);
	}
	free(record);
	fclose(file);
	return wrong;
}

static int replay_end(replayer *r, const char *sql) {
	if (sqlite3_exec(r->db, sql, NULL, NULL, NULL)) return fail(r, "end");
	for (int i = 0; i < r->count; i++) sqlite3_finalize(r->statements[i]);
	r->count = 0;
	if (sqlite3_close(r->db)) return fail(r, "close");
	r->db = NULL;
	return 0;
}

static void replay_free(replayer *r) {
	if (r->db) {
		for (int i = 0; i < r->count; i++) sqlite3_finalize(r->statements[i]);
		sqlite3_close(r->db);
	}
	free(r);
}
*/
import "C"

import (
	"errors"
	"time"
	"unsafe"

	_ "github.com/mattn/go-sqlite3" // brings SQLite itself
)

// replay does at path what a trace says, through SQLite's C API in one crossing:
// the least that this machine needs for what was written. before makes the empty
// file and after finishes it; took is for the trace alone.
func replay(path, trace, before, after string) (took time.Duration, err error) {
	r := (*C.replayer)(C.calloc(1, C.sizeof_replayer))
	defer C.replay_free(r)
	names := []*C.char{C.CString(path), C.CString(trace), C.CString(before), C.CString(after)}
	defer func() {
		for _, name := range names {
			C.free(unsafe.Pointer(name))
		}
	}()
	wrong := C.replay_open(r, names[0], names[2])
	if wrong == 0 {
		start := time.Now()
		wrong = C.replay_trace(r, names[1])
		took = time.Since(start)
	}
	if wrong == 0 {
		wrong = C.replay_end(r, names[3])
	}
	if wrong != 0 {
		return 0, errors.New("the trace cannot be replayed: " + C.GoString(&r.wrong[0]))
	}
	return took, nil
}
