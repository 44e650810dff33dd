"""What is shown: cards and messages as JSON, from views. The library of their elements is loaded by `unbuilt`."""

from bot.cards import unbuilt as unbuilt
