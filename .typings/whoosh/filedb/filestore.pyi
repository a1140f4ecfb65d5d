from whoosh.filedb.structfile import StructFile

class Storage: ...

class FileStorage(Storage):
    folder: str
    def __init__(
        self,
        path: str,
        supports_mmap: bool = True,
        readonly: bool = False,
        debug: bool = False,
    ) -> None: ...
    def open_file(self, name: str, **options: object) -> StructFile: ...
