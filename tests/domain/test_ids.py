import uuid
from concurrent.futures import ThreadPoolExecutor

from fsworkbook.domain.ids import new_id


def test_ids_sort_in_the_order_in_which_they_were_made() -> None:
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {uuid.UUID(item).version for item in made} == {7}
    assert {uuid.UUID(item).variant for item in made} == {uuid.RFC_4122}


def test_threads_make_no_id_twice() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [item for batch in pool.map(lambda _: [new_id() for _ in range(2_000)], range(4)) for item in batch]
    assert len(set(made)) == 8_000
