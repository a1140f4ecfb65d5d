from haystack.backends import BaseEngine

class ConnectionHandler:
    def __getitem__(self, alias: str) -> BaseEngine: ...
