"""Emails as files: reading .eml, .msg and .mbox however broken, and writing drafts."""
