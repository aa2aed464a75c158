from __future__ import annotations

import pytest

from narrate.cache.sizes import format_size, parse_size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("0", 0),
        ("5GB", 5_000_000_000),
        ("1.5 gb", 1_500_000_000),
        ("500M", 500_000_000),
        ("12 kB", 12_000),
        ("2 GiB", 2 * 1024**3),
        ("1t", 10**12),
        ("17 b", 17),
        (" none ", None),
    ],
)
def test_sizes_are_read_as_people_write_them(text: str, size: int | None) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "5", "GB", "-1GB", "5 apples", "1e9GB", "5GB5", "٥GB", "²GB"])
def test_what_is_no_size_is_refused_with_advice(text: str) -> None:
    with pytest.raises(ValueError, match="is no size: write 5GB"):
        parse_size(text)


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (1234, "1.23 kB"),
        (99_900, "99.9 kB"),
        (99_960, "100 kB"),
        (249_212_345, "249 MB"),
        (999_600, "1 MB"),
        (1_500_000_000, "1.5 GB"),
        (5_000_000_000_000_000, "5000 TB"),
    ],
)
def test_sizes_are_printed_to_three_digits(size: int, text: str) -> None:
    assert format_size(size) == text
