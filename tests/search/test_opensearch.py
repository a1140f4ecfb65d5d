"""The OpenSearch engine: the contract, and what only a cluster can do."""

import pytest

from tests.search.contract import EngineContract

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]


class TestOpenSearch(EngineContract):
    @pytest.fixture
    def engine(self, indexed):
        return indexed
