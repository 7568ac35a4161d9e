"""hvac, as a program would use it, against the server in the first argument. Prints one line a step; stops at the first
that is not as it should be."""

import sys

import hvac
from hvac import exceptions

address, role_id, secret_id, root = sys.argv[1:5]


def step(text):
    print(text)


def refused(kind, act):
    try:
        act()
    except kind as refusal:
        return refusal
    raise AssertionError(f"expected {kind.__name__}")


client = hvac.Client(url=address)
assert client.sys.is_initialized() and not client.sys.is_sealed()
step("health: initialised and open")
refused(exceptions.InvalidRequest, lambda: client.auth.approle.login(role_id=role_id, secret_id="wrong"))
client.auth.approle.login(role_id=role_id, secret_id=secret_id)
assert client.is_authenticated()
step("login by approle")

kv = client.secrets.kv.v2
written = kv.create_or_update_secret(path="hvac/one", secret={"user": "a", "n": 1, "ü": "☀"}, cas=0)
assert written["data"]["version"] == 1
step("write")
read = kv.read_secret_version(path="hvac/one", raise_on_deleted_version=True)
assert read["data"]["data"] == {"user": "a", "n": 1, "ü": "☀"}
assert read["data"]["metadata"]["version"] == 1
step("read")
kv.patch(path="hvac/one", secret={"user": "b"})
assert kv.read_secret_version(path="hvac/one", raise_on_deleted_version=True)["data"]["data"]["user"] == "b"
step("patch")
late = refused(
    exceptions.InvalidRequest, lambda: kv.create_or_update_secret(path="hvac/one", secret={"x": "y"}, cas=1)
)
assert "did not match the current version" in str(late)
step("check-and-set is refused when late")
assert kv.list_secrets(path="hvac")["data"]["keys"] == ["one"]
refused(exceptions.InvalidPath, lambda: kv.list_secrets(path="hvac/nothing"))
step("list")
kv.delete_latest_version_of_secret(path="hvac/one")
refused(exceptions.InvalidPath, lambda: kv.read_secret_version(path="hvac/one", raise_on_deleted_version=True))
deleted = kv.read_secret_version(path="hvac/one", raise_on_deleted_version=False)
assert deleted["data"]["data"] is None and deleted["data"]["metadata"]["deletion_time"] != ""
step("delete, and what remains to be read of it")
kv.undelete_secret_versions(path="hvac/one", versions=[2])
assert kv.read_secret_version(path="hvac/one", raise_on_deleted_version=True)["data"]["data"]["user"] == "b"
step("undelete")
kv.destroy_secret_versions(path="hvac/one", versions=[1])
kv.update_metadata(path="hvac/one", max_versions=7, custom_metadata={"owner": "me"}, delete_version_after="30m0s")
metadata = kv.read_secret_metadata(path="hvac/one")["data"]
assert metadata["versions"]["1"]["destroyed"] and metadata["max_versions"] == 7
assert metadata["custom_metadata"] == {"owner": "me"} and metadata["delete_version_after"] == "30m0s"
step("destroy, metadata")
refused(exceptions.Forbidden, lambda: kv.read_secret_version(path="other/one", raise_on_deleted_version=True))
step("another's path is forbidden")

old = client.secrets.kv.v1
old.create_or_update_secret(path="hvac/http://test.example", secret={"a": "b"}, mount_point="old")
assert old.read_secret(path="hvac/http://test.example", mount_point="old")["data"] == {"a": "b"}
assert old.list_secrets(path="hvac", mount_point="old")["data"]["keys"] == ["http:/"]
old.delete_secret(path="hvac/http://test.example", mount_point="old")
step("kv version 1: write, read, list, delete")

lookup = client.auth.token.lookup_self()["data"]
assert lookup["meta"] == {"role_name": "compat"} and lookup["ttl"] > 0 and lookup["type"] == "service"
renewed = client.auth.token.renew_self(increment="90s")
assert renewed["auth"]["lease_duration"] == 90 and renewed["auth"]["renewable"]
step("look up and renew itself")

admin = hvac.Client(url=address, token=root)
admin.sys.create_or_update_policy(name="hvac-made", policy='path "secret/data/x" { capabilities = ["read"] }')
assert admin.sys.read_policy(name="hvac-made")["rules"].startswith('path "secret/data/x"')
assert "hvac-made" in admin.sys.list_policies()["keys"]
admin.sys.delete_policy(name="hvac-made")
step("policies")
made = admin.auth.token.create(policies=["hvac-made"], ttl="1h", wrap_ttl="60")
unwrapped = admin.sys.unwrap(token=made["wrap_info"]["token"])
assert unwrapped["auth"]["policies"] == ["default", "hvac-made"]
refused(exceptions.InvalidRequest, lambda: admin.sys.unwrap(token=made["wrap_info"]["token"]))
step("wrap and unwrap, once")
assert admin.key_status["term"] >= 1
assert "secret/" in admin.sys.list_mounted_secrets_engines()["data"]
assert admin.sys.list_auth_methods()["data"]["token/"]["description"] == "token based credentials"
step("mounts, auth methods, key status")
client.auth.token.revoke_self()
assert not client.is_authenticated()
step("revoke itself")
