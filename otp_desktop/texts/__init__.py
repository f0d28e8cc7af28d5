"""Every text a person reads, through gettext: French by default, English complete.

The words in the code are English; ``resources/translations/fr`` holds the French ones, a catalogue a layer.
"""

from otp_desktop.texts.language import N_, _, current_language, ngettext, use_language
from otp_desktop.texts.sentences import Sentence, plural_sentence, sentence

__all__ = ["N_", "Sentence", "_", "current_language", "ngettext", "plural_sentence", "sentence", "use_language"]
