from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.watch.fetch.address import parsed
from secondsource.watch.fetch.errors import BadAddress, NoAnswer, PrivateAddress
from secondsource.watch.fetch.guard import Permission, checked, is_public

INSIDE = [
    "127.0.0.1",
    "127.8.9.10",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "::1",
    "fd00::1",
    "fc00::1",
]
NEVER = [
    "0.0.0.0", "0.1.2.3", "169.254.169.254", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "203.0.113.9",
    "::", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "2001:0:53aa:64c:0:0:f5ff:fffe", "2002:7f00:1::", "2002:0808:0808::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::8.8.8.8", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::1",
    "::ffff:0:127.0.0.1", "not an address", "",
]  # fmt: skip
OUTSIDE = ["1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "64:ff9b::1.1.1.1"]


@pytest.mark.parametrize("address", INSIDE)
def test_a_private_network_is_asked_only_where_it_is_allowed(address: str) -> None:
    assert not is_public(address) and is_public(address, private=True)


@pytest.mark.parametrize("address", NEVER)
def test_some_addresses_are_never_asked(address: str) -> None:
    assert not is_public(address) and not is_public(address, private=True)


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_public_internet_is_asked(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_ipv4_in_ipv6s_clothes_is_never_let_through_where_it_would_not_be_bare(address: IPv4Address) -> None:
    number = int(address)
    dressed = [0xFFFF << 32 | number, number, 0x2002 << 112 | number << 80, 0x64FF9B << 96 | number]
    for clothes in dressed:
        assert not is_public(str(IPv6Address(clothes))) or is_public(str(address))


def test_an_address_that_passes_is_one_that_was_checked() -> None:
    target = parsed("http://post.example/")
    assert checked(target, Permission(), lambda *_: ["10.0.0.1", "1.1.1.1", "::1"]) == ("1.1.1.1",)
    with pytest.raises(PrivateAddress):
        checked(target, Permission(), lambda *_: ["10.0.0.1", "::1"])
    with pytest.raises(NoAnswer):
        checked(target, Permission(), lambda *_: [])


def test_permission_holds_for_its_host_alone() -> None:
    here = Permission(frozenset({"wiki.example"}))
    assert checked(parsed("http://wiki.example:9000/"), here, lambda *_: ["10.0.0.1"]) == ("10.0.0.1",)
    with pytest.raises(PrivateAddress):
        checked(parsed("http://other.example/"), here, lambda *_: ["10.0.0.1"])
    assert checked(parsed("http://other.example/"), Permission(every=True), lambda *_: ["10.0.0.1"])


@pytest.mark.parametrize("port", [22, 25, 6379, 3306, 11211, 27017, 6667])
def test_no_other_service_is_asked_for_a_page(port: int) -> None:
    for permission in (Permission(), Permission(every=True)):
        with pytest.raises(BadAddress, match=f"port {port}"):
            checked(parsed(f"http://post.example:{port}/"), permission, lambda *_: ["1.1.1.1"])


def test_unusual_ports_need_permission() -> None:
    target = parsed("http://post.example:9999/")
    with pytest.raises(BadAddress):
        checked(target, Permission(), lambda *_: ["1.1.1.1"])
    assert checked(target, Permission(every=True), lambda *_: ["1.1.1.1"])


@pytest.mark.parametrize(
    "host", ["0x7f.1", "2130706433", "127.1", "0177.0.0.1", "localhost", "localhost.", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_odd_ways_to_write_this_machine_come_to_nothing(host: str) -> None:
    with pytest.raises((PrivateAddress, NoAnswer)):
        from secondsource.watch.fetch.guard import looked_up

        checked(parsed(f"http://{host}/"), Permission(), looked_up)


def test_a_host_that_is_not_known_is_no_answer() -> None:
    def unknown(*_: object) -> list[str]:
        raise OSError("no such host")

    with pytest.raises(NoAnswer, match=r"post\.example is not known"):
        checked(parsed("http://post.example/"), Permission(), unknown)
