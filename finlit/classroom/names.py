"""Words for aliases and for names of classes: kind ones, none of which is used to tease."""

from __future__ import annotations

# Mid-tones, so that an emoji shows on the disc in light and in dark mode.
COLOURS = {
    "Amber": "#d99000",
    "Blue": "#3a6fd8",
    "Coral": "#e8705a",
    "Cyan": "#1fa3b8",
    "Emerald": "#1f9d6b",
    "Golden": "#c9a227",
    "Green": "#4a9a3f",
    "Indigo": "#5653c6",
    "Jade": "#3fae8a",
    "Lilac": "#a887d6",
    "Lime": "#8fae1b",
    "Navy": "#2f4b7c",
    "Orange": "#e07b1f",
    "Pink": "#dd6a9a",
    "Plum": "#8b4a8f",
    "Purple": "#7d4fc0",
    "Ruby": "#c23b57",
    "Silver": "#8d99a6",
    "Sky": "#5aa9e6",
    "Teal": "#178a8a",
}

ANIMALS = {
    "Badger": "🦡",
    "Bat": "🦇",
    "Bear": "🐻",
    "Bee": "🐝",
    "Butterfly": "🦋",
    "Camel": "🐫",
    "Cat": "🐱",
    "Chipmunk": "🐿️",
    "Cricket": "🦗",
    "Crocodile": "🐊",
    "Deer": "🦌",
    "Dinosaur": "🦕",
    "Dolphin": "🐬",
    "Dove": "🕊️",
    "Dragon": "🐉",
    "Duck": "🦆",
    "Eagle": "🦅",
    "Flamingo": "🦩",
    "Fox": "🦊",
    "Frog": "🐸",
    "Giraffe": "🦒",
    "Hedgehog": "🦔",
    "Horse": "🐴",
    "Kangaroo": "🦘",
    "Koala": "🐨",
    "Ladybug": "🐞",
    "Leopard": "🐆",
    "Lion": "🦁",
    "Lizard": "🦎",
    "Llama": "🦙",
    "Lobster": "🦞",
    "Octopus": "🐙",
    "Otter": "🦦",
    "Owl": "🦉",
    "Panda": "🐼",
    "Parrot": "🦜",
    "Peacock": "🦚",
    "Penguin": "🐧",
    "Rabbit": "🐰",
    "Raccoon": "🦝",
    "Rhino": "🦏",
    "Squid": "🦑",
    "Swan": "🦢",
    "Tiger": "🐯",
    "Turtle": "🐢",
    "Unicorn": "🦄",
    "Wolf": "🐺",
    "Zebra": "🦓",
}

CLASS_NAMES = (
    (
        *("Amber", "Bright", "Calm", "Clear", "Curious", "Early", "Gentle", "Golden", "Happy"),
        *("Hidden", "Kind", "Lively", "Merry", "Misty", "Open", "Quiet", "Silver", "Sunny"),
        *("Swift", "Warm", "Wide", "Windy", "Winter", "Woven"),
    ),
    (
        *("Bay", "Bridge", "Canyon", "Cedar", "Creek", "Field", "Forest", "Garden", "Harbor"),
        *("Hill", "Island", "Lake", "Lantern", "Library", "Meadow", "Orchard", "Path", "Pine"),
        *("River", "Shore", "Spring", "Summit", "Valley", "Willow"),
    ),
)

# With a number of the teacher's own.
NUMBERED = ("Class", "Course", "Group", "Grade", "Period", "Room", "Section")
