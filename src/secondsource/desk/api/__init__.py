"""The case as JSON: every page's data under the page's address behind `/api`, described by OpenAPI, with one shape for every error."""

from .app import create_api
from .described import document

__all__ = ["create_api", "document"]
