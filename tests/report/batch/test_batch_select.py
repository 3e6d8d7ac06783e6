"""Which provinces a batch is about."""

import pytest

from analysis import provinces
from analysis.errors import BadParameter, UnknownProvince
from analysis.report.batch.select import select

ALL = sorted(p.code for p in provinces.provinces())


def codes(**asked):
    return [province.code for province in select(**asked)]


def test_without_names_all_are_meant():
    assert codes() == ALL


def test_names_and_regions_add_up_each_province_once():
    assert codes(named=["64", "Hà Nội", "gia-lai"], regions=["tay nguyen"]) == [
        "01", "62", "64", "66", "67", "68",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Tây Nguyên", "TN", "central highlands", "tay nguyen"])
def test_regions_go_by_code_or_either_name(name):
    assert codes(regions=[name]) == ["62", "64", "66", "67", "68"]


@pytest.mark.parametrize("parts", [1, 2, 3, 7, 63, 100])
def test_parts_are_disjoint_and_together_all(parts):
    made = [codes(shard=f"{part}/{parts}") for part in range(1, parts + 1)]
    assert sorted(code for part in made for code in part) == ALL
    assert max(map(len, made)) - min(map(len, made)) <= 1


def test_a_province_is_in_the_same_part_whatever_else_is_asked_for():
    in_all = [part for part in "1234" if "08" in codes(shard=f"{part}/4")]
    alone = [part for part in "1234" if codes(named=["08"], shard=f"{part}/4") == ["08"]]
    assert in_all == alone
    assert len(alone) == 1


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1", "1/0", "a/b", "-1/2", "1/2/3", "²/3"])
def test_a_part_that_is_none_is_refused(shard):
    with pytest.raises(BadParameter, match="shard must be i/n"):
        select(shard=shard)


def test_unknown_names_are_refused():
    with pytest.raises(BadParameter, match="unknown region 'Tây'; the regions are Bắc Trung Bộ"):
        select(regions=["Tây"])
    with pytest.raises(UnknownProvince, match="Tuyên Quang"):
        select(named=["Tuyen Quan"])
