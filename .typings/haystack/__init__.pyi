from haystack import indexes as indexes
from haystack.utils.loading import ConnectionHandler

connections: ConnectionHandler
