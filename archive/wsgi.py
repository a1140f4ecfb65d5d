"""The door for web servers that speak WSGI, granian among them."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from archive.stored.front import answer_first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

application = answer_first(get_wsgi_application())

# A page of thousands of turns makes thousands of objects that all live until it is
# answered: looking through them again and again for cycles took a third of its time.
gc.freeze()
gc.set_threshold(50_000, 20, 50)
