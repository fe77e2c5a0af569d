"""Asks verify.py about many policies in one process.

    policies.py VERIFY.PY < questions > answers

A question is two lengths (4 bytes, big endian), a policy, and a signed checkpoint. Its
answer is one byte: 0 the checkpoint meets the policy, 1 it does and no signature of
others was asked for, 4 it does not, 7 this is no policy.
"""

import importlib.util
import sys
import time


def load(path):
    spec = importlib.util.spec_from_file_location("verify", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answer(verify, policy, note):
    try:
        policy = verify.read_policy(policy)
        if not policy.meets(verify.read_note(note, "it"), time.time()):
            return 4
        return 1 if policy.alone else 0
    except verify.Wrong as wrong:
        return wrong.code
    except Exception as error:
        print("unforeseen: %r" % error, file=sys.stderr)
        return 9


def main():
    verify = load(sys.argv[1])
    while True:
        head = sys.stdin.buffer.read(8)
        if len(head) < 8:
            return
        long, signed = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
        policy, note = sys.stdin.buffer.read(long), sys.stdin.buffer.read(signed)
        sys.stdout.buffer.write(bytes([answer(verify, policy, note)]))
        sys.stdout.buffer.flush()


main()
