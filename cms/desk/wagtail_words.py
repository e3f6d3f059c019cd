"""Words of Wagtail that its Arabic catalogues do not say yet: ours do, and this list keeps them there."""

from django.utils.translation import gettext_noop

WORDS = [
    gettext_noop("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    gettext_noop("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site."),
    gettext_noop(
        "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in "
        "'<span class=\"w-title-ellipsis\">%(title)s</span>'."
    ),
    gettext_noop("Actions (footer)"),
    gettext_noop("Add a concise description for search engines"),
    gettext_noop("Alternatively, you can view the latest version in a new tab."),
    gettext_noop("A network error occurred"),
    gettext_noop("Application"),
    gettext_noop("Autosave is <span>paused</span>"),
    gettext_noop("Autosave is paused"),
    gettext_noop("Cannot overwrite a revision that is not the latest for this %(model_name)s."),
    gettext_noop("Cannot overwrite a revision that was not created by the current user."),
    gettext_noop("Close modal dialogs (like this one)"),
    gettext_noop("Currently idle"),
    gettext_noop("Disable custom ordering"),
    gettext_noop("Enable custom ordering"),
    gettext_noop("Expiry date/time must be in the future."),
    gettext_noop("Go to the first error"),
    gettext_noop("Grid layout"),
    gettext_noop("How we calculate our metrics"),
    gettext_noop("Keyboard shortcuts are currently disabled; manage your %(account_link)s to enable them."),
    gettext_noop("Keyboard shortcuts are currently enabled; manage your %(account_link)s to disable them."),
    gettext_noop("Layout"),
    gettext_noop("List layout"),
    gettext_noop("Maximum filesize: %(max_upload_size)s."),
    gettext_noop("Meta description is empty"),
    gettext_noop("Proceeding will overwrite the changes made by %(user_name)s."),
    gettext_noop("Proceeding will overwrite the changes you made in that window."),
    gettext_noop("Readability"),
    gettext_noop("Request to create %(model_name)s was blocked by hook."),
    gettext_noop("Request to edit %(model_name)s was blocked by hook."),
    gettext_noop("Saved"),
    gettext_noop("Saving will overwrite a newer version."),
    gettext_noop(
        'See our <a href="%(guide_link)s" target="_blank">content checks guide</a> for more information '
        "on how content metrics are calculated."
    ),
    gettext_noop("Show keyboard shortcuts"),
    gettext_noop("Sort item order"),
    gettext_noop("Tag(s) %(value_too_long)s are over %(max_tag_length)d characters."),
    gettext_noop("Text editing"),
    gettext_noop("The file could not be found. Please change the source or delete the document."),
    gettext_noop("The filter options you have selected are not valid."),
    gettext_noop("The slug '%(page_slug)s' is already in use within the parent page."),
    gettext_noop("The slug '%(page_slug)s' is already in use within the parent page at '%(parent_url_path)s'."),
    gettext_noop("There are validation errors, click save to highlight them."),
    gettext_noop("This data explained"),
    gettext_noop("To be created by %(user)s"),
    gettext_noop(
        "Troubleshoot your connection to the site before proceeding. Open the editor in a separate tab to view "
        "the last saved version."
    ),
    gettext_noop("View latest version"),
    gettext_noop("We calculate reading time from word count, using different reading speeds for different languages."),
    gettext_noop(
        "We extract the main content from the page preview, remove all formatting, and calculate the number of words."
    ),
    gettext_noop(
        "We use a readability formula based on length of words and sentences. Long sentences and words result in "
        "a worse readability score."
    ),
]

# Said by Wagtail's scripts, whose catalogue is another.
SCRIPT_WORDS = [
    gettext_noop("A network error occurred."),
    gettext_noop("A server error occurred."),
    gettext_noop("Autosave in progress…"),
    gettext_noop("Changes have been autosaved."),
    gettext_noop("Complex"),
    gettext_noop("Fair"),
    gettext_noop("Good"),
]
