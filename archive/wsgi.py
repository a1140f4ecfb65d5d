"""The door for web servers that speak WSGI, granian among them."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from archive.stored.front import answer_first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

application = answer_first(get_wsgi_application())

# A page of thousands of turns makes thousands of objects that are let go of when it
# is made (`archive.templates`): looking among them for circles finds next to none.
gc.freeze()
gc.set_threshold(200_000, 20, 50)
