from scrapers.normalizer.urls.tracking import TABLE, is_session, is_tracking, is_view, may_be_tracking


def test_names_are_in_lower_case_and_stand_once():
    for names in (TABLE.names, TABLE.prefixes, TABLE.ambiguous):
        assert list(names) == [name.lower() for name in names]
        assert len(set(names)) == len(names)
    assert not set(TABLE.names) & set(TABLE.ambiguous)


def test_no_prefix_is_so_short_that_it_could_hit_an_id():
    assert min(map(len, TABLE.prefixes)) >= 3


def test_names_that_sites_pick_articles_by_are_in_no_list():
    for name in ("id", "sid", "nid", "aid", "cid", "tid", "pid", "p", "s", "t", "v", "no", "oid", "idx", "mid", "sn"):
        assert not is_tracking(f"{name}=1"), name
        assert not may_be_tracking(f"{name}=x"), name
    assert not is_tracking("ELEMENT_ID=1")
    assert not is_tracking("243207")


def test_every_name_is_dropped_by_name():
    assert all(is_tracking(f"{name}=1") for name in TABLE.names)
    assert all(is_tracking(f"{prefix}anything=1") for prefix in TABLE.prefixes)
    assert all(may_be_tracking(f"{name}=home") for name in TABLE.ambiguous)


def test_an_encoded_name_is_read():
    assert is_tracking("utm%5Fsource=x")


def test_views_are_named_and_valued_in_lower_case():
    for views in (TABLE.views, TABLE.views_alone):
        assert list(views) == [name.lower() for name in views]
        assert all(value == value.lower() for values in views.values() for value in values)
    assert not TABLE.views.keys() & {*TABLE.names, *TABLE.ambiguous, *TABLE.views_alone}


def test_a_view_is_told_by_its_value():
    assert is_view("outputType=AMP")
    assert is_view("print")
    assert not is_view("print=81234")
    assert not is_view("view=article")


def test_a_session_under_a_name_for_ids_needs_an_id_beside_it():
    session = "sid=0123456789abcdef0123456789abcdef"
    assert is_session(session, ["id=5", session])
    assert not is_session(session, [session])
    assert not is_session("sid=812345", ["id=5", "sid=812345"])
