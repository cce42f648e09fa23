"""The generators that come with Figment, found through entry points like anybody else's."""
