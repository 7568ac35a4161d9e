"""Runs against a real Fort: FORT_ADDR and FORT_TOKEN name it. `ThinClientsTest` starts one and this."""

import threading
import unittest
import uuid

import fort_client


class ClientTest(unittest.TestCase):
    def setUp(self):
        self.client = fort_client.Client()
        self.path = "python/" + uuid.uuid4().hex

    def test_what_was_put_is_got_listed_and_not_printed(self):
        value = {"user": "app", "password": "Zürich & Genf+%2F", "nested": {"port": 5432}}
        self.assertEqual(self.client.put(self.path, value), 1)
        self.assertEqual(self.client.put(self.path, {"password": "second"}, expected_version=1), 2)
        self.assertEqual(self.client.get(self.path, version=1).value, value)
        secret = self.client.get(self.path)
        self.assertEqual((secret.version, secret.state), (2, "current"))
        self.assertNotIn("second", repr(secret))
        self.assertIn(self.path.split("/")[1], list(self.client.list("python/")))

    def test_a_name_with_odd_characters_is_a_name(self):
        path = self.path + "/a b&c?d#e+f%20é"
        self.client.put(path, {"password": "x"})
        self.assertEqual(self.client.get(path).path, path)

    def test_failures_have_types(self):
        self.client.put(self.path, {"password": "x"})
        with self.assertRaises(fort_client.NotFound) as missing:
            self.client.get(self.path + "/nothing")
        self.assertEqual(missing.exception.code, "not_found")
        self.assertTrue(missing.exception.request_id)
        with self.assertRaises(fort_client.Conflict):
            self.client.put(self.path, {"password": "y"}, expected_version=7)
        with self.assertRaises(fort_client.InvalidRequest):
            self.client.get("a/ b")
        with self.assertRaises(fort_client.Unauthenticated):
            fort_client.Client(token="hvs.nobody").get(self.path)
        with self.assertRaises(fort_client.Unavailable):
            fort_client.Client(address="http://127.0.0.1:1").get(self.path)

    def test_a_version_is_acknowledged_and_acceptable(self):
        self.client.put(self.path, {"password": "x"})
        self.client.declare(self.path, "payments")
        self.client.acknowledge(self.path, 1, "payments")
        self.assertEqual(self.client.acceptable(self.path), (1,))

    def test_a_watch_shows_what_is_and_then_what_changes(self):
        self.client.put(self.path, {"password": "x"})
        watch = self.client.watch([self.path])
        self.assertEqual(next(watch).current_version, 1)
        writer = threading.Timer(0.2, lambda: fort_client.Client().put(self.path, {"password": "y"}))
        writer.start()
        change = next(watch)
        writer.join()
        self.assertEqual((change.path, change.current_version, change.gone), (self.path, 2, False))

    def test_a_watch_of_nobody_ends(self):
        with self.assertRaises(fort_client.Unauthenticated):
            next(fort_client.Client(token="hvs.nobody").watch([self.path]))


if __name__ == "__main__":
    unittest.main()
