"""Runs verify.py over many bundles in one process.

    many.py VERIFY.PY < questions > answers

A question is two lengths (4 bytes, big endian), a bundle, and a checkpoint that was
kept (of length 0: none). Its answer is one byte: the exit code.
"""

import importlib.util
import io
import sys


def load(path):
    spec = importlib.util.spec_from_file_location("verify", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def code(verify, content, old):
    try:
        verify.verify(io.BytesIO(content), old)
    except verify.Wrong as wrong:
        return wrong.code
    except Exception as error:
        print("unforeseen: %r" % error, file=sys.stderr)
        return 9
    return 0


def main():
    verify = load(sys.argv[1])
    while True:
        head = sys.stdin.buffer.read(8)
        if len(head) < 8:
            return
        long, kept = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
        content, old = sys.stdin.buffer.read(long), sys.stdin.buffer.read(kept)
        sys.stdout.buffer.write(bytes([code(verify, content, old or None)]))
        sys.stdout.buffer.flush()


main()
