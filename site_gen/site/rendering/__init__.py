"""Views → text, through Jinja templates. The only package that knows `jinja2`.

A template is looked for in the project's `templates/`, then in the built-in ones. It sees the fields of its
view and a few functions, and nothing else; a name that is not there is an error, never an empty text.
"""

from site_gen.site.rendering.renderer import Renderer, render_alone

__all__ = ["Renderer", "render_alone"]
