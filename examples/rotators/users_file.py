#!/usr/bin/env python3
"""A rotator in 30 lines: an application whose users and password hashes are in a JSON file."""
import fcntl, hashlib, json, os, sys


def hashed(value):
    return hashlib.sha256(value["password"].encode()).hexdigest()


def rotate(request, path):
    verb, current, following = request["verb"], request["current"], request.get("next")
    with open(path + ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        users = json.load(open(path))
        user = users.get(current["username"])
        if user is None:
            return {"error": "there is no such user", "kind": "permanent"}
        if verb == "verify":
            known = hashed(following) in user["hashes"]
            return {} if known else {"error": "the password is not accepted", "kind": "permanent"}
        if request["fence"] < user.get("fence", 0):
            return {"error": "a later claim was here", "kind": "permanent"}
        user["fence"] = request["fence"]
        if verb == "apply":  # the new one beside the old one
            user["hashes"] = sorted({*user["hashes"], hashed(following)})
        elif verb == "finish":  # the old one is no longer needed
            user["hashes"] = [hashed(current)]
        elif verb == "undo":  # as if the new one had never been
            user["hashes"] = [each for each in user["hashes"] if each != hashed(following)]
        with open(path + ".new", "w") as file:
            json.dump(users, file)
        os.replace(path + ".new", path)
        return {}


if __name__ == "__main__":
    request = json.load(sys.stdin)
    print(json.dumps(rotate(request, request["options"]["file"])))
