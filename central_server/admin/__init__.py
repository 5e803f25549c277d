"""The administration pages: server-rendered, without script, for the keyboard as for the mouse."""
