#!/usr/bin/env python3
"""The same application behind a webhook: it checks Fort's signature and lets users in.

    webhook.py PORT USERS_FILE SIGNING_KEY_FILE
"""
import hashlib, hmac, json, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from users_file import hashed, rotate

PORT, USERS, KEY = int(sys.argv[1]), sys.argv[2], open(sys.argv[3], "rb").read()
TOO_OLD_SECONDS = 300


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(min(int(self.headers["Content-Length"]), 1 << 20))
        if self.path == "/login":
            user = json.load(open(USERS)).get(json.loads(body)["username"], {"hashes": []})
            return self.answer(200 if hashed(json.loads(body)) in user["hashes"] else 401)
        sent = self.headers.get("Fort-Timestamp", "0")
        expected = "v1=" + hmac.new(KEY, sent.encode() + b"." + body, hashlib.sha256).hexdigest()
        signed = hmac.compare_digest(expected, self.headers.get("Fort-Signature", ""))
        if not signed or abs(time.time() - int(sent)) > TOO_OLD_SECONDS:
            return self.answer(401)
        # What is asked twice (the Idempotency-Key is the same) comes to the same end here, so no key is kept.
        result = rotate(json.loads(body), USERS)
        return self.answer(422 if "error" in result else 204)

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format, *arguments):
        sys.stdout.write(format % arguments + "\n")


ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
