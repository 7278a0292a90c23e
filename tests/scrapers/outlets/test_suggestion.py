from scrapers.outlets.suggestion import did_you_mean


def test_the_nearest_known_word_is_named_as_it_is_known() -> None:
    assert did_you_mean("europe/kopenhagen", ["Europe/Oslo", "Europe/Copenhagen"]) == (
        '; did you mean "Europe/Copenhagen"?'
    )


def test_nothing_is_named_when_nothing_is_near() -> None:
    assert did_you_mean("zzz", ["id", "name"]) == ""
    assert did_you_mean("zzz", []) == ""
