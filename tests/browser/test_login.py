"""The door of the editors, in a browser."""

from playwright.sync_api import expect


def test_the_login_page_obeys_its_own_policy(page):
    page.goto("/admin/login/")

    expect(page.get_by_label("Username")).to_be_focused()
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
